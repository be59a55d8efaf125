//! Of the copies of an item, which one is published: the newest version decides, also to withdraw.

use super::{Desk, Draft, draft, ninjs::Head, ninjs::Ninjs, time};
use crate::report::{Finding, Report, Severity};
use frontpage_model::Route;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// An item as it was found in a file.
pub struct Copy {
    file: String,
    /// None where the file could not be read so far.
    uri: Option<String>,
    version: Option<u64>,
    created: Option<Timestamp>,
    content: Content,
}

enum Content {
    Story(Box<Draft>, Vec<Finding>),
    Withheld,
    Embargoed,
    /// A picture, a graphic, a video.
    NoStory,
    Bad(Vec<Finding>),
}

impl Copy {
    /// A file that could not even be read.
    pub fn unreadable(file: String, finding: Finding) -> Self {
        Self {
            file,
            uri: None,
            version: None,
            created: None,
            content: Content::Bad(vec![finding]),
        }
    }

    /// Reads an item. Whether it may be published is decided before anything else is looked at.
    pub fn read(file: String, text: &str, desk: Desk<'_>) -> Self {
        let head: Head = match shape(text) {
            Ok(head) => head,
            Err(finding) => return Self::unreadable(file, finding),
        };
        let created = head
            .version_created
            .as_deref()
            .and_then(|t| time::moment("versionCreated", t).ok());
        let version = head.version.as_ref().and_then(|version| {
            version
                .as_u64()
                .or_else(|| version.as_str()?.trim().parse().ok())
        });
        Self {
            content: content(&head, &file, text, desk),
            file,
            uri: head.uri.filter(|uri| !uri.trim().is_empty()),
            version,
            created,
        }
    }
}

fn content(head: &Head, file: &str, text: &str, desk: Desk<'_>) -> Content {
    match status(head, desk.now) {
        Ok(Status::Usable) => {}
        Ok(Status::Withheld) => return Content::Withheld,
        Ok(Status::Embargoed) => return Content::Embargoed,
        Err(finding) => return Content::Bad(vec![finding]),
    }
    if head.kind.as_deref().is_some_and(|kind| kind != "text") {
        return Content::NoStory;
    }
    let item: Ninjs = match shape(text) {
        Ok(item) => item,
        Err(finding) => return Content::Bad(vec![finding]),
    };
    if head.kind.is_none() && item.bodies.is_empty() {
        return Content::NoStory;
    }
    let mut findings = Vec::new();
    if head.uri.as_deref().is_none_or(|uri| uri.trim().is_empty()) {
        findings.push(Finding::new(
            "uri",
            "is missing",
            "give the item a URI that no other item has and that never changes",
        ));
    }
    let mut warnings = Vec::new();
    let draft = draft::check(file, item, desk, &mut findings, &mut warnings);
    match draft {
        Some(draft) if findings.is_empty() => Content::Story(Box::new(draft), warnings),
        _ => Content::Bad(findings),
    }
}

enum Status {
    Usable,
    Withheld,
    Embargoed,
}

/// Says no where it is not sure: an embargo that cannot be read is no permission.
fn status(head: &Head, now: Timestamp) -> Result<Status, Finding> {
    let status = head.pub_status.as_deref().unwrap_or("usable").trim();
    let is = |name: &str| status.eq_ignore_ascii_case(name);
    if is("withheld") || is("canceled") || is("cancelled") {
        return Ok(Status::Withheld);
    }
    if !is("usable") {
        return Err(Finding::new(
            "pubStatus",
            format!("{status:?} is not known"),
            "use usable, withheld or canceled",
        ));
    }
    match head.embargoed_until.as_deref() {
        Some(text) if time::moment("embargoedUntil", text)? > now => Ok(Status::Embargoed),
        _ => Ok(Status::Usable),
    }
}

fn shape<T: DeserializeOwned>(text: &str) -> Result<T, Finding> {
    let mut json = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut json);
    match read {
        Ok(value) => json.end().map(|()| value).map_err(|error| {
            Finding::new(
                "file",
                format!("is no JSON: {error}"),
                "write one item per file",
            )
        }),
        Err(error) => {
            let field = match error.path().to_string() {
                path if path == "." || error.inner().is_syntax() || error.inner().is_eof() => {
                    "file".into()
                }
                path => path,
            };
            Err(Finding::new(
                field,
                error.inner().to_string(),
                "see the ninjs 3.1 schema for the shape",
            ))
        }
    }
}

/// Of each item the newest version; of two items with one URL the first. Sorted by file.
pub fn choose(copies: Vec<Copy>, report: &mut Report) -> Vec<Draft> {
    let mut items: Vec<Vec<Copy>> = Vec::new();
    let mut by_uri: HashMap<String, usize> = HashMap::new();
    for copy in copies {
        match &copy.uri {
            Some(uri) => {
                let at = *by_uri.entry(uri.clone()).or_insert_with(|| {
                    items.push(Vec::new());
                    items.len() - 1
                });
                items[at].push(copy);
            }
            None => items.push(vec![copy]),
        }
    }

    let mut drafts: Vec<(Draft, Vec<Finding>)> = items
        .into_iter()
        .filter_map(|copies| newest(copies, report))
        .collect();
    drafts.sort_by(|(a, _), (b, _)| a.file.cmp(&b.file));

    let mut urls: HashMap<Route, String> = HashMap::new();
    let mut chosen = Vec::new();
    for (draft, warnings) in drafts {
        if let Some(first) = urls.get(&draft.url) {
            let finding = Finding::new(
                "altIds",
                format!("has the URL {}, which {first} has already", draft.url),
                "give one of the two another slug",
            );
            report
                .problems
                .push(finding.at(&draft.file, Severity::Refused));
            continue;
        }
        urls.insert(draft.url.clone(), draft.file.clone());
        let warnings = warnings.into_iter();
        report
            .problems
            .extend(warnings.map(|finding| finding.at(&draft.file, Severity::Warning)));
        chosen.push(draft);
    }
    chosen
}

/// Goes from the newest version down to one that can be read. A withdrawal or an embargo on the
/// way ends the search: it holds for what is older too.
fn newest(mut copies: Vec<Copy>, report: &mut Report) -> Option<(Draft, Vec<Finding>)> {
    // stable: of equal versions the first file comes first
    copies.sort_by(|a, b| order(b, a));
    let mut copies = copies.into_iter().peekable();
    while let Some(copy) = copies.next() {
        let older = copies.peek();
        if let Some(twin) = older.filter(|other| order(&copy, other).is_eq()) {
            let finding = Finding::new(
                "version",
                format!("is the same item in the same version as {}", copy.file),
                "remove one of the two, or raise its version",
            );
            report
                .problems
                .push(finding.at(&twin.file, Severity::Refused));
        }
        match copy.content {
            Content::Withheld => {
                report.withheld += 1;
                return None;
            }
            Content::Embargoed => {
                report.embargoed += 1;
                return None;
            }
            Content::NoStory => {
                report.ignored += 1;
                return None;
            }
            Content::Story(draft, warnings) => return Some((*draft, warnings)),
            Content::Bad(findings) => {
                report.problems.extend(
                    findings
                        .into_iter()
                        .map(|finding| finding.at(&copy.file, Severity::Refused)),
                );
            }
        }
    }
    None
}

fn order(a: &Copy, b: &Copy) -> std::cmp::Ordering {
    let by_number = match (a.version, b.version) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => std::cmp::Ordering::Equal,
    };
    by_number.then(a.created.cmp(&b.created))
}
