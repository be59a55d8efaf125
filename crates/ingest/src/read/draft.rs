//! Checks the fields of an item, except the body, and converts them to the newspaper's own types.

use super::byline::{self, Author};
use super::ninjs::{Association, Ninjs, RoleText, is_value};
use super::recordings::{AssociatedRecording, is_recording, recordings};
use super::{IngestContext, former, origin, slugs, time};
use frontpage_base::config::{Config, direction, is_language};
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_base::former_address::FormerAddress;
use frontpage_clean::{Body, PixelSize, plain};
use frontpage_languages::Alphabet;
use frontpage_model::{BylinePart, Direction, LocalTime, Route, SectionRef, Slug, TagRef};

/// An item that can be published. Its body and its lead picture are not processed yet.
#[derive(Clone, Debug)]
pub struct CheckedItem {
    /// The file, relative to the content folder.
    pub file: String,
    /// The route of its page.
    pub url: Route,
    /// The section it appears in.
    pub section: SectionRef,
    /// Its tags, sorted by name.
    pub tags: Vec<TagRef>,
    /// The headline.
    pub headline: String,
    /// A summary of one or two sentences; can be empty.
    pub summary: String,
    /// When it was first published.
    pub published: LocalTime,
    /// The field that `published` was read from.
    pub dated_by: &'static str,
    /// When it was last updated, if that is at least a minute after `published`.
    pub updated: Option<LocalTime>,
    /// The byline.
    pub byline: Vec<BylinePart>,
    /// The authors who have a page on the site.
    pub authors: Vec<Slug>,
    /// The names of the authors without a page.
    pub named: Vec<String>,
    /// The dateline.
    pub dateline: Option<String>,
    /// The note that a machine made the text, or a part of it.
    pub origin: Option<String>,
    /// The reporting credit.
    pub credit: Option<String>,
    /// Its language, if it differs from the newspaper's.
    pub lang: Option<String>,
    /// The URIs of the items that it is a translation of.
    pub translated_from: Vec<String>,
    /// The addresses that it had before.
    pub former_addresses: Vec<FormerAddress>,
    /// Its writing direction, if it differs from the newspaper's.
    pub dir: Option<Direction>,
    /// The urgency from 1 (highest) to 9 (lowest).
    pub urgency: u8,
    /// The body, not cleaned yet.
    pub body: Body,
    /// The lead picture, whose file has not been read yet.
    pub lead: Option<LeadDraft>,
    /// The videos and audio recordings, whose files have not been read yet.
    pub recordings: Vec<AssociatedRecording>,
}

/// The lead picture as the item describes it.
#[derive(Clone, Debug)]
pub struct LeadDraft {
    /// The field of the item that names it.
    pub field: String,
    /// The path of the file, relative to the content folder, or its URL on a media host.
    pub href: String,
    /// The size that the item gives.
    pub size: Option<PixelSize>,
    /// The caption; can be empty.
    pub caption: String,
    /// The alternative text; can be empty.
    pub alt: String,
    /// The photographer or artist.
    pub credit: Option<String>,
    /// Crops in the shapes that search engines ask for.
    pub crops: Vec<Crop>,
}

/// A crop of the lead picture as the item describes it.
#[derive(Clone, Debug)]
pub struct Crop {
    /// The field of the item that names it.
    pub field: String,
    /// The path of the file, relative to the content folder, or its URL on a media host.
    pub href: String,
    /// The size that the item gives.
    pub size: Option<PixelSize>,
}

/// Checks an item. Adds what keeps it from being published to `findings`, and what is left out to
/// `warnings`. If it returns `None`, it has added to `findings`.
pub fn check(
    file: &str,
    item: Ninjs,
    desk: IngestContext<'_>,
    findings: &mut Vec<FieldDiagnostic>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Option<CheckedItem> {
    let times = keep(times(&item, desk), findings);
    let headline = keep(headline(&item), findings);
    let section = keep(section(&item, desk, warnings), findings);
    let body = keep(body(&item), findings);
    // Check all four before giving up, so that an editor sees every problem at once.
    let ((dated_by, published, updated), headline, section, body) =
        (times?, headline?, section?, body?);
    let Some(slug) = slug(&item, &headline) else {
        findings.push(FieldDiagnostic::new(
            "altIds",
            "there is no slug, and none can be made from the slugline or the headline",
            "add an altId with role slug and a value such as fires-contained",
        ));
        return None;
    };

    let authors = authors(&item, desk, warnings);
    let by = plain(item.by.as_deref().unwrap_or_default());
    let lang = language(&item, desk, warnings);
    let words = frontpage_languages::of_story(lang.as_deref(), &desk.config.lang);
    let site_dir = direction(&desk.config.lang);
    let dir = lang.as_deref().map(direction).filter(|d| *d != site_dir);
    let summary = item
        .descriptions
        .iter()
        .find(|d| d.has_role("summary"))
        .or_else(|| item.descriptions.iter().find(|d| d.has_role("abstract")))
        .or_else(|| item.descriptions.iter().find(|d| d.role.is_none()))
        .map(one_line)
        .unwrap_or_default();
    Some(CheckedItem {
        file: file.into(),
        url: Route::Article(published.day(), slug),
        section,
        tags: tags(&item, desk.alphabet, warnings),
        headline,
        summary,
        published,
        dated_by,
        updated,
        byline: words.speak(|| byline::parts(&by, &authors)),
        named: authors
            .iter()
            .filter(|author| author.slug.is_none())
            .map(|author| author.name.clone())
            .collect(),
        authors: authors.into_iter().filter_map(|a| a.slug).collect(),
        dateline: item.located.as_deref().map(plain).filter(not_empty),
        origin: item
            .digital_source_type
            .as_ref()
            .and_then(|source| origin::of_text(source.term()))
            .map(|origin| words.speak(|| origin.text().to_owned())),
        credit: in_role(&item.descriptions, "credit").filter(not_empty),
        lang,
        translated_from: translated_from(&item, warnings),
        former_addresses: former::addresses(&item, desk, warnings),
        dir,
        urgency: item.urgency.filter(|u| (1..=9).contains(u)).unwrap_or(5),
        body,
        lead: words.speak(|| lead(&item, desk.config, warnings)),
        recordings: words.speak(|| recordings(&item, desk.config)),
    })
}

fn keep<T>(result: Result<T, FieldDiagnostic>, findings: &mut Vec<FieldDiagnostic>) -> Option<T> {
    result.map_err(|finding| findings.push(finding)).ok()
}

// `Option::filter` passes a `&String`.
#[allow(clippy::ptr_arg)]
fn not_empty(text: &String) -> bool {
    !text.is_empty()
}

fn one_line(text: &RoleText) -> String {
    if text.is("text/plain") {
        frontpage_clean::line(&text.value)
    } else {
        plain(&text.value)
    }
}

fn in_role(list: &[RoleText], role: &str) -> Option<String> {
    list.iter().find(|text| text.has_role(role)).map(one_line)
}

/// The field that says when the story was published, that time, and when it was last updated.
type Times = (&'static str, LocalTime, Option<LocalTime>);

fn times(item: &Ninjs, desk: IngestContext<'_>) -> Result<Times, FieldDiagnostic> {
    let read = |field: &'static str, text: &Option<String>| match text {
        Some(text) => time::moment(field, text).map(Some),
        None => Ok(None),
    };
    let first = read("firstCreated", &item.first_created)?;
    let version = read("versionCreated", &item.version_created)?;
    let (field, published) = match (first, version) {
        (Some(first), _) => ("firstCreated", first),
        (None, Some(version)) => ("versionCreated", version),
        (None, None) => {
            return Err(FieldDiagnostic::new(
                "firstCreated",
                "is missing, and so is versionCreated",
                "add the time of publication, as in 2025-02-18T13:40:00-08:00",
            ));
        }
    };
    let updated = match version {
        Some(version) if version.as_second() - published.as_second() >= 60 => {
            Some(time::local("versionCreated", version, desk.zone)?)
        }
        _ => None,
    };
    Ok((field, time::local(field, published, desk.zone)?, updated))
}

fn headline(item: &Ninjs) -> Result<String, FieldDiagnostic> {
    let main = item.headlines.iter().position(|h| h.has_role("main"));
    let at = main.unwrap_or(0);
    let remedy = "give the story a headline with role main";
    let Some(headline) = item.headlines.get(at) else {
        return Err(FieldDiagnostic::new("headlines", "there are none", remedy));
    };
    Some(one_line(headline)).filter(not_empty).ok_or_else(|| {
        let field = format!("headlines[{at}].value");
        FieldDiagnostic::new(field, "contains no text", remedy)
    })
}

fn section(
    item: &Ninjs,
    desk: IngestContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Result<SectionRef, FieldDiagnostic> {
    let known = || {
        let slugs: Vec<&str> = desk
            .config
            .sections
            .iter()
            .map(|s| s.slug.as_str())
            .collect();
        format!(
            "use one of {}, or add the section to site.toml",
            slugs.join(", ")
        )
    };
    let mut found = item
        .subjects
        .iter()
        .enumerate()
        .filter(|(_, subject)| subject.rel.as_deref() == Some("section"));
    let Some((at, subject)) = found.next() else {
        let remedy = format!("add a subject with rel section; {}", known());
        return Err(FieldDiagnostic::new(
            "subjects",
            "there is no section",
            remedy,
        ));
    };
    if let Some((other, _)) = found.next() {
        warnings.push(FieldDiagnostic::new(
            format!("subjects[{other}]"),
            "is a second section",
            "remove it; a story appears in one section",
        ));
    }
    let field = format!("subjects[{at}].literal");
    let Some(literal) = &subject.literal else {
        return Err(FieldDiagnostic::new(field, "is missing", known()));
    };
    match desk.config.section(literal) {
        Some(section) => Ok(section.to_section_ref()),
        None => Err(FieldDiagnostic::new(
            field,
            format!("{literal:?} is not a section of this newspaper"),
            known(),
        )),
    }
}

fn body(item: &Ninjs) -> Result<Body, FieldDiagnostic> {
    let is_html = |at: &usize| {
        let body = &item.bodies[*at];
        let role = body.role.as_deref().unwrap_or_default();
        // Without a content type, text that looks like markup counts as HTML.
        body.is("text/html")
            || body.is("application/xhtml+xml")
            || body.content_type.is_none() && (role.contains("html") || body.value.contains("</"))
    };
    let indexes = || 0..item.bodies.len();
    let is_preferred = |at: &usize| {
        let body = &item.bodies[*at];
        body.has_role("main") || body.has_role("html5")
    };
    let at = indexes()
        .filter(is_html)
        .find(is_preferred)
        .or_else(|| indexes().find(is_html))
        .or_else(|| {
            indexes().find(|at| {
                let body = &item.bodies[*at];
                body.content_type.is_none() || body.is("text/plain")
            })
        });
    match at {
        Some(at) => Ok(Body {
            field: format!("bodies[{at}].value"),
            html: is_html(&at),
            value: item.bodies[at].value.clone(),
        }),
        None => Err(FieldDiagnostic::new(
            "bodies",
            "none of them is HTML or plain text",
            "add one with contentType text/html or text/plain",
        )),
    }
}

fn slug(item: &Ninjs, headline: &str) -> Option<Slug> {
    let alt = item
        .alt_ids
        .iter()
        .filter(|id| id.role.as_deref() == Some("slug"))
        .filter_map(|id| id.value.as_deref());
    alt.chain(item.slugline.as_deref())
        .find_map(slugs::slug_of)
        .or_else(|| slugs::slugify(headline))
}

fn tags(item: &Ninjs, alphabet: &Alphabet, warnings: &mut Vec<FieldDiagnostic>) -> Vec<TagRef> {
    let mut tags: Vec<TagRef> = Vec::new();
    for (at, subject) in item.subjects.iter().enumerate() {
        if subject.rel.as_deref() != Some("tag") {
            continue;
        }
        let name = plain(subject.name.as_deref().unwrap_or_default());
        let literal = subject.literal.as_deref().unwrap_or_default().trim();
        let name = if name.is_empty() {
            plain(literal)
        } else {
            name
        };
        let slug = Slug::parse(literal)
            .ok()
            .or_else(|| slugs::slugify(&name))
            .or_else(|| slugs::slugify(literal));
        match slug {
            Some(slug) if !name.is_empty() => {
                if tags.iter().all(|tag| tag.slug != slug) {
                    tags.push(TagRef { slug, name });
                }
            }
            _ => warnings.push(FieldDiagnostic::new(
                format!("subjects[{at}]"),
                "is a tag without a name",
                "add a name and a literal",
            )),
        }
    }
    tags.sort_by(|one, other| {
        let by_name = alphabet.compare(&one.name, &other.name);
        by_name.then_with(|| one.slug.cmp(&other.slug))
    });
    tags
}

fn authors(
    item: &Ninjs,
    desk: IngestContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for (at, source) in item.info_sources.iter().enumerate() {
        if source.role.as_deref() != Some("author") {
            continue;
        }
        let known = source
            .literal
            .as_deref()
            .and_then(|l| desk.config.author(l));
        if let (Some(literal), None) = (&source.literal, known) {
            warnings.push(FieldDiagnostic::new(
                format!("infoSources[{at}].literal"),
                format!("{literal:?} is not an author of this newspaper"),
                "add the author to site.toml; until then the name is not linked",
            ));
        }
        let name = plain(source.name.as_deref().unwrap_or_default());
        let name = match known {
            Some(author) if name.is_empty() => author.name.clone(),
            _ => name,
        };
        let slug = known.map(|author| author.slug.clone());
        let is_duplicate = slug.is_some() && authors.iter().any(|a| a.slug == slug);
        if !name.is_empty() && !is_duplicate {
            authors.push(Author { name, slug });
        }
    }
    authors
}

fn language(
    item: &Ninjs,
    desk: IngestContext<'_>,
    warnings: &mut Vec<FieldDiagnostic>,
) -> Option<String> {
    let lang = item.language.as_deref()?.trim();
    if lang.eq_ignore_ascii_case(&desk.config.lang) {
        return None;
    }
    if !is_language(lang) {
        warnings.push(FieldDiagnostic::new(
            "language",
            format!("{lang:?} is not a language tag"),
            "use a BCP 47 tag such as en-US; until then the newspaper's language is assumed",
        ));
        return None;
    }
    Some(lang.into())
}

/// Returns the credit of a picture or a recording, with a note if a machine made it.
pub(super) fn credit(picture: &Association) -> Option<String> {
    let by = picture.by.as_deref().map(plain);
    let source = picture.digital_source_type.as_ref();
    let credit = match source.and_then(|source| origin::of_picture(source.term())) {
        Some(origin) => Some(origin::with_credit(origin, &by.unwrap_or_default())),
        None => by,
    };
    credit.filter(not_empty)
}

/// The aspect ratios in which Google asks for the picture of a story.
const CROPS: [f64; 3] = [1.0, 4.0 / 3.0, 16.0 / 9.0];
/// The minimum number of pixels that Google asks for.
const CROP_PIXELS: f64 = 50_000.0;

/// The relation of a translation to its original. Feeds write it with or without a prefix.
const TRANSLATED_FROM: &str = "translatedFrom";

fn translated_from(item: &Ninjs, warnings: &mut Vec<FieldDiagnostic>) -> Vec<String> {
    let is_translation = |association: &Association| {
        let rel = association.rel.as_deref().unwrap_or_default();
        let name = rel.rsplit([':', '/']).next().unwrap_or(rel);
        name.eq_ignore_ascii_case(TRANSLATED_FROM)
    };
    let mut uris = Vec::new();
    for (at, association) in item.associations.iter().enumerate() {
        if !is_translation(association) {
            continue;
        }
        match association.uri.as_deref().map(str::trim) {
            None | Some("") => warnings.push(FieldDiagnostic::new(
                format!("associations[{at}].uri"),
                "is missing, so the original of this translation is unknown",
                "add the uri of the original",
            )),
            Some(uri) => uris.push(uri.into()),
        }
    }
    uris
}

fn lead(item: &Ninjs, config: &Config, warnings: &mut Vec<FieldDiagnostic>) -> Option<LeadDraft> {
    let is_lead = |a: &&(usize, &Association)| {
        a.1.name.as_deref() == Some("lead") || a.1.rel.as_deref() == Some("lead")
    };
    let associations = item.associations.iter().enumerate();
    let associations: Vec<(usize, &Association)> = associations
        .filter(|(_, association)| !is_recording(association))
        .collect();
    let (at, lead) = associations.iter().find(is_lead).or_else(|| {
        associations.iter().find(|(_, a)| {
            a.kind
                .as_deref()
                .is_some_and(|kind| is_value(kind, "picture"))
        })
    })?;
    let usable = lead
        .pub_status
        .as_deref()
        .is_none_or(|status| is_value(status, "usable"));
    if !usable {
        return None;
    }
    let field = format!("associations[{at}].renditions");
    let is_ours = |href: &str| {
        let is_local = !href.contains("://") && !href.starts_with("//");
        is_local || config.hosted_picture(href).is_some()
    };
    let renditions: Vec<(usize, &str, f64, f64)> = lead
        .renditions
        .iter()
        .enumerate()
        .filter_map(|(i, r)| {
            let size = (r.width.unwrap_or_default(), r.height.unwrap_or_default());
            Some((i, r.href.as_deref()?, size.0, size.1))
        })
        .filter(|(_, href, ..)| is_ours(href))
        .collect();
    // The first of several renditions with the same size wins.
    let larger = |best: (usize, _, f64, f64), next: (usize, _, f64, f64)| {
        if next.2 * next.3 > best.2 * best.3 {
            next
        } else {
            best
        }
    };
    let largest = renditions.iter().copied().reduce(larger);
    let Some((i, href, width, height)) = largest else {
        let reason = if lead.renditions.is_empty() {
            "there are none"
        } else {
            "none of them is in the content folder, or on a host that picture_hosts in site.toml names"
        };
        let remedy = "put the picture in the content folder and give its path as href";
        warnings.push(FieldDiagnostic::new(field, reason, remedy));
        return None;
    };
    Some(LeadDraft {
        field: format!("{field}[{i}].href"),
        href: href.into(),
        size: PixelSize::new(width, height),
        caption: in_role(&lead.descriptions, "caption").unwrap_or_default(),
        alt: in_role(&lead.descriptions, "alt").unwrap_or_default(),
        credit: credit(lead),
        crops: CROPS
            .into_iter()
            .filter_map(|ratio| {
                let fits = |rendition: &&(usize, &str, f64, f64)| {
                    let (.., width, height) = **rendition;
                    width * height >= CROP_PIXELS && (width / height / ratio - 1.0).abs() < 0.01
                };
                let fitting = renditions.iter().filter(fits).copied();
                fitting.reduce(larger)
            })
            .filter(|(at, ..)| *at != i)
            .map(|(at, href, width, height)| Crop {
                field: format!("{field}[{at}].href"),
                href: href.into(),
                size: PixelSize::new(width, height),
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_credit_says_that_a_machine_made_the_picture() {
        let of = |by: Option<&str>, source: &str| {
            let uri = format!("http://cv.iptc.org/newscodes/digitalsourcetype/{source}");
            let picture = json!({"by": by, "digitalSourceType": {"uri": uri}});
            credit(&serde_json::from_value(picture).unwrap())
        };
        let ai = "Picture generated by AI";
        assert_eq!(of(None, "trainedAlgorithmicMedia").as_deref(), Some(ai));
        let with_name = of(Some("Ann"), "trainedAlgorithmicMedia");
        assert_eq!(with_name.unwrap(), format!("{ai}. Ann"));
        let part = of(Some("Ann"), "compositeWithTrainedAlgorithmicMedia");
        assert_eq!(part.unwrap(), format!("{ai} in part. Ann"));
        assert_eq!(of(Some("Ann"), "digitalCapture").as_deref(), Some("Ann"));
        assert_eq!(of(None, "digitalCapture"), None);
    }
}
