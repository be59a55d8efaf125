//! NewsML 1.0 to 1.2 (<https://iptc.org/standards/newsml-1/>): items whose parts are components in
//! components, each with a role.

mod components;

use crate::item::{Embargo, Subject, WireItem};
use crate::profile::{Profile, Profiles};
use crate::xml::tree::Element;
use components::Components;
use frontpage_clean::line;
use frontpage_source::Rights;

/// Returns the `FormalName` of the element at a path.
fn formal_name(root: &Element, path: &[&str]) -> String {
    let name = root
        .find(path)
        .and_then(|element| element.attribute("FormalName"));
    name.unwrap_or_default().trim().to_owned()
}

/// Returns what identifies an item and all its versions: its public identifier without the number of the
/// revision, which ends with a letter if the revision is an update (NewsML 1.2, `PublicIdentifier`).
pub fn id(root: &Element) -> String {
    let Some(identifier) = root.find(&["Identification", "NewsIdentifier"]) else {
        return String::new();
    };
    let part = |name: &str| identifier.text_at(&[name]);
    let public = part("PublicIdentifier");
    let revision = part("RevisionId");
    let story = public.rsplit_once(':').filter(|(story, end)| {
        let number = end.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        number == revision && story.matches(':').count() >= 4
    });
    if let Some((story, _)) = story {
        return story.to_owned();
    }
    let parts = ["ProviderId", "DateId", "NewsItemId"].map(part);
    match parts.iter().all(|part| !part.is_empty()) {
        true => format!("urn:newsml:{}", parts.join(":")),
        false => public,
    }
}

/// Returns the profile of an item.
pub fn profile<'a>(profiles: &'a Profiles, root: &Element) -> &'a Profile {
    let of_party = |name: &str| {
        let path = ["NewsComponent", "AdministrativeMetadata", name, "Party"];
        let name = formal_name(root, &path);
        (!name.is_empty()).then_some(name)
    };
    profiles.of(|field| match field {
        "uri" => Some(id(root)),
        "provider" => of_party("Provider"),
        "source" => of_party("Source"),
        _ => None,
    })
}

/// Returns the status of an item and its embargo. An embargoed item says when it becomes usable.
fn status(management: &Element) -> (String, Embargo) {
    let status = formal_name(management, &["Status"]).to_lowercase();
    let instructions = management.all("Instruction");
    let is_taken_back = instructions.into_iter().any(|instruction| {
        let name = instruction.attribute("FormalName").unwrap_or_default();
        ["delete", "kill", "cancel", "withdraw"]
            .iter()
            .any(|word| name.to_lowercase().contains(word))
    });
    if is_taken_back {
        return ("canceled".to_owned(), Embargo::None);
    }
    if status != "embargoed" {
        return (status, Embargo::None);
    }
    let change = management
        .all("StatusWillChange")
        .find(|change| formal_name(change, &["FutureStatus"]).eq_ignore_ascii_case("usable"));
    let until = change.map(|change| change.text_at(&["DateAndTime"]));
    let embargo = until.map_or(Embargo::WithoutEnd, Embargo::Until);
    ("usable".to_owned(), embargo)
}

/// Reads an item.
pub fn item(root: &Element, profile: &Profile) -> WireItem {
    let empty = Element::default();
    let management = root.find(&["NewsManagement"]).unwrap_or(&empty);
    let (status, embargo) = status(management);
    let components = Components::of(root);
    let lines = |name: &str| {
        let mut all = components.story.iter().rev();
        let found = all.find_map(|component| {
            let text = component.text_at(&["NewsLines", name]);
            (!text.is_empty()).then_some(text)
        });
        found.unwrap_or_default()
    };
    let body = components.body();
    let has_byline = profile
        .fields
        .byline
        .as_ref()
        .is_none_or(|places| !places.is_empty());
    let headline = lines("HeadLine");
    let title = root.text_at(&["Identification", "NameLabel"]);
    let metadata = || {
        let metadata = components.story.iter();
        metadata.filter_map(|component| component.find(&["DescriptiveMetadata"]))
    };
    let language = metadata().map(|metadata| formal_name(metadata, &["Language"]));
    let declared = components.story.iter().rev();
    let declared = declared.filter_map(|component| component.attribute("lang"));
    let declared = declared.chain(root.attribute("lang")).map(str::to_owned);
    let usage = components
        .story
        .iter()
        .map(|component| component.text_at(&["RightsMetadata", "UsageRights", "UsageType"]));
    WireItem {
        id: profile.without_version(id(root)),
        kind: match body.html.trim().is_empty() {
            true => components.kind(),
            false => "text".to_owned(),
        },
        status,
        embargo,
        published: management.text_at(&["FirstCreated"]),
        updated: management.text_at(&["ThisRevisionCreated"]),
        headline: [headline, body.headline, title]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        summary: components.summary(),
        byline: match has_byline {
            true => lines("ByLine"),
            false => String::new(),
        },
        dateline: place(&lines("DateLine")),
        language: first(language.chain(declared)),
        urgency: formal_name(management, &["Urgency"]),
        subjects: metadata().flat_map(subjects).collect(),
        tags: components.story.iter().flat_map(tags).collect(),
        credit: lines("CreditLine"),
        rights: Rights {
            holder: String::new(),
            notice: lines("CopyrightLine"),
            usage_terms: first(usage),
        },
        body: body.html,
        pictures: components.pictures(body.pictures),
        recordings: components.recordings(),
        left_out: body.left_out,
        ..WireItem::default()
    }
}

fn first(mut texts: impl Iterator<Item = String>) -> String {
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// Returns the place of a dateline, without the date and the agency that follow it. In `STOCKHOLM, Aug 29,
/// 2014 (AFP) -` it is the first word.
fn place(dateline: &str) -> String {
    let place = dateline.split([',', '(']).next().unwrap_or_default();
    let place = place.trim_matches([' ', '-', '–', '—']);
    match place.contains(char::is_alphabetic) {
        true => place.to_owned(),
        // Some agencies have only the date there.
        false => String::new(),
    }
}

fn subjects(metadata: &Element) -> Vec<Subject> {
    let codes = metadata.all("SubjectCode").flat_map(Element::elements);
    let codes = codes.filter_map(|subject| subject.attribute("FormalName"));
    let codes = codes.map(str::trim).filter(|code| !code.is_empty());
    let subjects = codes.map(|code| Subject {
        code: code.to_owned(),
        // The subject codes of the IPTC have eight digits, whatever an agency calls the vocabulary.
        scheme: match code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit()) {
            true => "IPTC".to_owned(),
            false => String::new(),
        },
        ..Subject::default()
    });
    subjects.collect()
}

fn tags(component: &&Element) -> Vec<String> {
    let lines = component
        .all("NewsLines")
        .flat_map(|lines| lines.all("KeywordLine"));
    let lines = lines.map(Element::text);
    let metadata = component.all("DescriptiveMetadata");
    let properties = metadata.flat_map(|metadata| metadata.all("Property"));
    let keywords =
        properties.filter(|property| property.attribute("FormalName") == Some("Keyword"));
    let keywords = keywords.filter_map(|keyword| keyword.attribute("Value").map(str::to_owned));
    let all = lines.chain(keywords);
    // Some agencies write several keywords into one field, with the codes of their own systems.
    let words = all.flat_map(|text| {
        let words: Vec<String> = text.split([';', ',']).map(line).collect();
        words
    });
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests;
