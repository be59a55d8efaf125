//! From front matter and Markdown to the fields of a ninjs item.

use super::body::{self, Html};
use super::date::{self, Caution};
use super::fields::Fields;
use super::front_matter::{self, Document};
use super::keys::{
    ALIASES, AUTHORS, CATEGORIES, CREDIT, DATE, DRAFT, EMBARGO, EXPIRY, ID, LANGUAGE, PLACE,
    PUBLISHED, SECTION, SLUG, STATUS, SUMMARY, TAGS, TITLE, TRANSLATED_FROM, UPDATED, URGENCY,
};
use super::{is_no_story, lead, paths};
use crate::read::ninjs::{self, AltId, Association, InfoSource, Ninjs, RoleText, Subject};
use crate::read::{IngestContext, slugs};
use frontpage_base::config::SectionOrAuthor;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_model::Slug;

/// The name of the field in diagnostics about the text after the front matter.
pub const BODY: &str = "body";

/// Reads what decides whether a story may be published.
///
/// # Errors
/// The reason why that is unclear.
pub fn head(text: &str, file: &str) -> Result<ninjs::Head, FieldDiagnostic> {
    let mut head = ninjs::Head {
        uri: Some(format!("file:{file}")),
        kind: Some("text".into()),
        pub_status: None,
        embargoed_until: None,
        expires: None,
        version: None,
        version_created: None,
    };
    if is_no_story(file) {
        // Items of every kind but `text` are not stories, so the file is skipped.
        head.kind = Some("composite".into());
        return Ok(head);
    }
    let Document { fields, .. } = front_matter::parse(text)?;
    if let Some(id) = fields.text(&ID)? {
        head.uri = Some(id);
    }
    let is_draft = fields.flag(&DRAFT)? == Some(true);
    let is_unpublished = fields.flag(&PUBLISHED)? == Some(false);
    head.pub_status = match fields.text(&STATUS)?.as_deref() {
        _ if is_draft || is_unpublished => Some("withheld".into()),
        Some("draft" | "private" | "pending") => Some("withheld".into()),
        Some("publish" | "published" | "public") | None => None,
        Some(status) => Some(status.into()),
    };
    // Every key counts, whichever generator it is for: the latest embargo, and the earliest expiry.
    let moments = |keys: &'static [&str], caution| {
        let keys = keys.iter().map(move |key| [*key]);
        let found = keys.filter_map(|key| Some((fields.get(&key)?.0, fields.text(&key))));
        let read = found.map(move |(key, text)| match text? {
            Some(text) => date::read_with_caution(&key, &text, caution).map(Some),
            None => Ok(None),
        });
        let read: Result<Vec<Option<_>>, FieldDiagnostic> = read.collect();
        read.map(|moments| moments.into_iter().flatten())
    };
    let embargo = moments(&EMBARGO, Caution::Latest)?.max();
    head.embargoed_until = embargo.map(|time| time.to_string());
    let expiry = moments(&EXPIRY, Caution::Earliest)?.min();
    head.expires = expiry.map(|time| time.to_string());
    Ok(head)
}

/// Reads a story.
///
/// # Errors
/// Everything that keeps it from being published.
pub fn item(
    text: &str,
    file: &str,
    desk: IngestContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Result<Ninjs, Vec<FieldDiagnostic>> {
    let Document { fields, body } = front_matter::parse(text).map_err(|finding| vec![finding])?;
    let body = body::html(body);
    let mut findings = Vec::new();
    let mut keep = |text: Result<Option<String>, FieldDiagnostic>| {
        text.unwrap_or_else(|finding| {
            findings.push(finding);
            None
        })
    };
    let title = keep(title(&fields, &body, file, warnings));
    let first_created = keep(published(&fields, file, desk));
    let version_created = keep(moment(&fields, &UPDATED, desk));
    let summary = keep(fields.text(&SUMMARY));
    let credit = keep(fields.text(&CREDIT));
    let slug = keep(fields.text(&SLUG)).unwrap_or_else(|| slug_in_path(file).to_owned());
    let language = keep(fields.text(&LANGUAGE));
    let located = keep(fields.text(&PLACE));
    let urgency = keep(fields.text(&URGENCY)).and_then(|urgency| urgency.parse().ok());
    let section = keep(section(&fields, file, desk).map(Some));
    let (Some(title), Some(section), true) = (title, section, findings.is_empty()) else {
        return Err(findings);
    };
    let mut subjects = vec![Subject {
        rel: Some("section".into()),
        name: None,
        literal: Some(section.clone()),
    }];
    let categories = fields.named_list(&CATEGORIES, warnings);
    let categories = categories.into_iter().filter(|category| {
        let named = find(&desk.config.sections, &category.name);
        named.is_none_or(|named| named.slug.as_str() != section)
    });
    for tag in categories.chain(fields.named_list(&TAGS, warnings)) {
        subjects.push(Subject {
            rel: Some("tag".into()),
            name: Some(tag.name),
            literal: tag.slug,
        });
    }
    let translated_from = fields.list(&TRANSLATED_FROM, warnings).into_iter();
    let mut associations: Vec<Association> = translated_from.map(original).collect();
    associations.extend(lead::association(&fields, file));
    let Html {
        html,
        warnings: mut left_out,
        ..
    } = body;
    warnings.append(&mut left_out);
    let plain = |role: &str, value: String| RoleText {
        role: Some(role.into()),
        content_type: Some("text/plain".into()),
        value,
    };
    let descriptions = [("summary", summary), ("credit", credit)];
    // A file can have the keys of two generators.
    let aliases = ALIASES.iter().flat_map(|key| fields.list(&[key], warnings));
    let aliases = aliases.collect();
    Ok(Ninjs {
        uri: None,
        aliases,
        digital_source_type: None,
        first_created,
        version_created,
        urgency,
        language,
        headlines: vec![plain("main", title)],
        descriptions: descriptions
            .into_iter()
            .filter_map(|(role, text)| Some(plain(role, text?)))
            .collect(),
        bodies: vec![RoleText {
            role: Some("main".into()),
            content_type: Some("text/html".into()),
            value: html,
        }],
        info_sources: authors(&fields, desk, warnings),
        subjects,
        by: None,
        slugline: None,
        located,
        alt_ids: vec![AltId {
            role: Some("slug".into()),
            value: Some(slug),
        }],
        associations,
    })
}

/// Returns the headline: the one in the front matter, or the heading that the text starts with. If there is
/// neither and the name of the file starts with a date, as in Jekyll, the headline is made from the rest of
/// the name.
fn title(
    fields: &Fields,
    body: &Html,
    file: &str,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Result<Option<String>, FieldDiagnostic> {
    if let Some(title) = fields.text(&TITLE)?.or_else(|| body.headline.clone()) {
        return Ok(Some(title));
    }
    let missing = |remedy: &str| FieldDiagnostic::new(TITLE[0], "is missing", remedy);
    let Some((_, name)) = date::in_file_name(paths::stem(file)) else {
        return Err(missing("add the headline of the story"));
    };
    warnings.push(missing(
        "add the headline of the story; until then it is made from the file name",
    ));
    let mut words = name.replace(['-', '_'], " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Ok(Some(words))
}

/// Returns a time in RFC 3339.
fn moment(
    fields: &Fields,
    keys: &[&str],
    desk: IngestContext<'_>,
) -> Result<Option<String>, FieldDiagnostic> {
    match (fields.get(keys), fields.text(keys)?) {
        (Some((key, _)), Some(text)) => {
            date::read(&key, &text, desk.zone).map(|time| Some(time.to_string()))
        }
        _ => Ok(None),
    }
}

fn published(
    fields: &Fields,
    file: &str,
    desk: IngestContext<'_>,
) -> Result<Option<String>, FieldDiagnostic> {
    if let Some(time) = moment(fields, &DATE, desk)? {
        return Ok(Some(time));
    }
    match date::in_file_name(paths::stem(file)) {
        Some((day, _)) => date::read("file", day, desk.zone).map(|time| Some(time.to_string())),
        None => Err(FieldDiagnostic::new(
            DATE[0],
            "is missing",
            "add the time of publication, as in 2025-02-18T13:40:00-08:00",
        )),
    }
}

/// Returns the slug of the story's section: the one that the front matter names, a category that is a
/// section, or a folder that the file is in.
fn section(
    fields: &Fields,
    file: &str,
    desk: IngestContext<'_>,
) -> Result<String, FieldDiagnostic> {
    let sections = &desk.config.sections;
    let remedy = || {
        let slugs: Vec<&str> = sections
            .iter()
            .map(|section| section.slug.as_str())
            .collect();
        format!(
            "write section with one of {}, or add the section to site.toml",
            slugs.join(", ")
        )
    };
    let found = match fields.text(&SECTION)? {
        Some(name) => {
            let key = fields
                .get(&SECTION)
                .map_or(SECTION[0].into(), |(key, _)| key);
            let reason = format!("{name:?} is not a section of this newspaper");
            find(sections, &name).ok_or_else(|| FieldDiagnostic::new(key, reason, remedy()))?
        }
        None => {
            let categories = fields.list(&CATEGORIES, &mut Vec::new());
            let of_categories = categories.iter().find_map(|name| find(sections, name));
            let of_folders = || {
                paths::folders(file)
                    .rev()
                    .find_map(|name| find(sections, name))
            };
            let missing = || {
                let reason = "is missing, and neither a category nor a folder is a section";
                FieldDiagnostic::new(SECTION[0], reason, remedy())
            };
            of_categories.or_else(of_folders).ok_or_else(missing)?
        }
    };
    Ok(found.slug.as_str().to_owned())
}

/// Finds a section or an author by slug or by name.
fn find<'a>(list: &'a [SectionOrAuthor], name: &str) -> Option<&'a SectionOrAuthor> {
    let name = name.trim();
    let slug = slugs::slugify(name);
    list.iter().find(|entry| {
        let is_slug = |slug: &Slug| *slug == entry.slug;
        entry.name.eq_ignore_ascii_case(name)
            || entry.slug.as_str() == name
            || slug.as_ref().is_some_and(is_slug)
    })
}

fn authors(
    fields: &Fields,
    desk: IngestContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Vec<InfoSource> {
    let names = fields.list(&AUTHORS, warnings).into_iter();
    let sources = names.map(|name| {
        let known = find(&desk.config.authors, &name);
        InfoSource {
            role: Some("author".into()),
            literal: known.map(|author| author.slug.as_str().to_owned()),
            name: Some(known.map_or(name, |author| author.name.clone())),
        }
    });
    sources.collect()
}

fn original(uri: String) -> Association {
    Association {
        uri: Some(uri),
        name: Some("original".into()),
        rel: Some("translatedFrom".into()),
        kind: Some("text".into()),
        ..Association::default()
    }
}

/// Returns the name of a story's file without its date. A file `index.md` has the name of its folder.
fn slug_in_path(file: &str) -> &str {
    let stem = match paths::stem(file) {
        "index" => paths::folders(file).next_back().unwrap_or("index"),
        stem => stem,
    };
    date::in_file_name(stem).map_or(stem, |(_, rest)| rest)
}

/// Returns a diagnostic with the key of the front matter in place of the ninjs field that was made
/// from it.
pub fn diagnostic(mut finding: FieldDiagnostic) -> FieldDiagnostic {
    let ninjs = finding.field.split(['[', '.']).next().unwrap_or_default();
    let key = match ninjs {
        "headlines" => TITLE[0],
        "descriptions" => SUMMARY[0],
        "firstCreated" => DATE[0],
        "versionCreated" => UPDATED[0],
        "altIds" => SLUG[0],
        "subjects" => TAGS[0],
        "infoSources" => AUTHORS[0],
        "associations" => "image",
        "bodies" => BODY,
        _ => return finding,
    };
    finding.field = key.into();
    finding
}
