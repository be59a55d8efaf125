//! NewsML-G2 (<https://iptc.org/standards/newsml-g2/>): single items, and what a message says about how they
//! belong together.

mod content;
mod related;

pub use content::children as xhtml;
pub use related::Related;

use crate::item::{Embargo, Subject, WireItem};
use crate::json::digital_source_of;
use crate::profile::{Profile, Profiles};
use crate::xml::tree::Element;
use crate::{html, topics};
use frontpage_source::{DigitalSource, Rights};

/// The attributes that identify a concept, the most exact first.
const IDENTIFIERS: [&str; 3] = ["qcode", "uri", "literal"];

/// Returns what identifies a concept.
fn identifier(element: Option<&Element>) -> String {
    let found =
        element.and_then(|element| IDENTIFIERS.iter().find_map(|name| element.attribute(name)));
    found.unwrap_or_default().trim().to_owned()
}

/// Returns the name of a concept: in words, or else its literal. An abbreviation does not count as a name.
fn name(element: &Element) -> String {
    let mut names = element.all("name").filter(|name| {
        let role = name.attribute("role").unwrap_or_default();
        last(role) != "mnemonic"
    });
    let name = names.next().map(|name| frontpage_clean::line(&name.text()));
    match name.filter(|name| !name.is_empty()) {
        None => element
            .attribute("literal")
            .unwrap_or_default()
            .trim()
            .to_owned(),
        Some(name) => name,
    }
}

/// Returns the last part of a code (`ninat:text`) or an address.
fn last(code: &str) -> &str {
    code.rsplit([':', '/']).next().unwrap_or_default()
}

/// Returns the profile of an item.
pub fn profile<'a>(profiles: &'a Profiles, root: &Element) -> &'a Profile {
    let holder = root.find(&["rightsInfo", "copyrightHolder"]);
    let text = |text: String| (!text.is_empty()).then_some(text);
    profiles.of(|field| match field {
        "uri" => root.attribute("guid").map(str::to_owned),
        "provider" => text(identifier(root.find(&["itemMeta", "provider"]))),
        "copyrightholder" => holder.map(name).and_then(text),
        "source" => root
            .find(&["contentMeta", "infoSource"])
            .map(name)
            .and_then(text),
        _ => None,
    })
}

/// Returns the kind of an item, such as `text`.
fn kind(root: &Element) -> String {
    let class = identifier(root.find(&["itemMeta", "itemClass"]));
    last(&class).to_lowercase()
}

/// Returns the status of an item, or an empty one.
fn status(root: &Element) -> String {
    identifier(root.find(&["itemMeta", "pubStatus"]))
}

/// Returns the embargo of an item.
fn embargo(root: &Element) -> Embargo {
    match root.find(&["itemMeta", "embargoed"]) {
        None => Embargo::None,
        Some(element) => match frontpage_clean::line(&element.text()) {
            // "Nil" stands for an embargo whose end is not known (DateTimeOrNullPropType).
            text if text.is_empty() => Embargo::WithoutEnd,
            text => Embargo::Until(text),
        },
    }
}

/// Returns the rights to an item.
fn rights(root: &Element) -> Rights {
    let Some(info) = root.find(&["rightsInfo"]) else {
        return Rights::default();
    };
    Rights {
        holder: info
            .find(&["copyrightHolder"])
            .map(name)
            .unwrap_or_default(),
        notice: info.text_at(&["copyrightNotice"]),
        usage_terms: info.text_at(&["usageTerms"]),
    }
}

/// Returns what made an item.
fn digital_source(meta: &Element) -> Option<DigitalSource> {
    let element = meta.find(&["digitalSourceType"])?;
    digital_source_of(&identifier(Some(element)), name(element))
}

/// Returns the text of an element with one of several roles, which are tried in their order. An empty role
/// stands for an element without a role.
fn with_role(meta: &Element, element: &str, roles: &[&str]) -> String {
    let of_role = |role: &&str| {
        let mut all = meta.all(element);
        let found = all.find(|element| {
            let own = last(element.attribute("role").unwrap_or_default());
            own.eq_ignore_ascii_case(role) && !element.text().trim().is_empty()
        });
        found.map(|element| frontpage_clean::line(&element.text()))
    };
    roles.iter().find_map(of_role).unwrap_or_default()
}

/// Reads a news item. `related` is about the other items of its message.
pub fn item(root: &Element, profile: &Profile, related: &Related) -> WireItem {
    let empty = Element::default();
    let item_meta = root.find(&["itemMeta"]).unwrap_or(&empty);
    let meta = root.find(&["contentMeta"]).unwrap_or(&empty);
    let guid = root.attribute("guid").unwrap_or_default().trim();
    let kind = kind(root);
    let content = root
        .find(&["contentSet"])
        .map(content::read)
        .unwrap_or_default();
    let first = |texts: [String; 2]| {
        texts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    };
    let language = meta
        .find(&["language"])
        .and_then(|language| language.attribute("tag"));
    let without = profile.fields.body_without.as_deref().unwrap_or_default();
    let has_byline = profile
        .fields
        .byline
        .as_ref()
        .is_none_or(|places| !places.is_empty());
    let mut pictures = content.pictures;
    let of_message = related.pictures(root);
    let is_new = |picture: &frontpage_source::Picture, all: &[frontpage_source::Picture]| {
        all.iter().all(|other| other.url != picture.url)
    };
    for picture in of_message {
        if is_new(&picture, &pictures) {
            pictures.push(picture);
        }
    }
    WireItem {
        id: guid.to_owned(),
        status: status(root),
        embargo: embargo(root),
        expires: item_meta.text_at(&["expires"]),
        published: first([
            item_meta.text_at(&["firstCreated"]),
            meta.text_at(&["contentCreated"]),
        ]),
        updated: item_meta.text_at(&["versionCreated"]),
        headline: match with_role(meta, "headline", &["", "main", "headline"]) {
            headline if headline.is_empty() => first([
                content.headline,
                first([meta.text_at(&["headline"]), item_meta.text_at(&["title"])]),
            ]),
            headline => headline,
        },
        summary: with_role(meta, "description", &["summary", "abstract", ""]),
        byline: match has_byline {
            true => meta.text_at(&["by"]),
            false => String::new(),
        },
        authors: authors(meta),
        dateline: first([
            meta.text_at(&["dateline"]),
            meta.find(&["located"]).map(name).unwrap_or_default(),
        ]),
        language: language
            .or_else(|| root.attribute("lang"))
            .unwrap_or_default()
            .to_owned(),
        urgency: meta.text_at(&["urgency"]),
        subjects: subjects(meta),
        tags: meta
            .all("keyword")
            .map(|keyword| frontpage_clean::line(&keyword.text()))
            .collect(),
        credit: meta.text_at(&["creditline"]),
        rights: rights(root),
        digital_source: digital_source(meta),
        body: html::without(html::inner(&content.html), without),
        body_elsewhere: content.elsewhere,
        pictures,
        recordings: related.recordings(root),
        left_out: content.left_out,
        slug: String::new(),
        kind: match content.vocabulary {
            Some(vocabulary) if content.html.is_empty() => vocabulary,
            Some(_) | None => kind,
        },
    }
}

/// Returns the names of creators who are persons. Some agencies put initials of editors there.
fn authors(meta: &Element) -> Vec<String> {
    let names = meta.all("creator").map(name);
    names.filter(|name| name.contains(' ')).collect()
}

fn subjects(meta: &Element) -> Vec<Subject> {
    let mut subjects = Vec::new();
    for subject in meta.all("subject") {
        let kind = last(subject.attribute("type").unwrap_or("abstract")).to_lowercase();
        // People, places and organizations are in the text already.
        if matches!(
            kind.as_str(),
            "person" | "organisation" | "geoarea" | "poi" | "object" | "5"
        ) {
            continue;
        }
        let own = identifier(Some(subject));
        // The same concept in another vocabulary may be one of the IPTC's.
        let same = subject.all("sameAs").map(|same| identifier(Some(same)));
        let codes = std::iter::once(own.clone()).chain(same);
        let topic = codes
            .into_iter()
            .find(|code| topics::code(code).is_some() && is_of_iptc(code));
        subjects.push(Subject {
            code: topic.unwrap_or(own),
            name: name(subject),
            ..Subject::default()
        });
    }
    subjects
}

/// Returns whether a code is of a vocabulary of the IPTC, by its usual prefixes.
fn is_of_iptc(code: &str) -> bool {
    ["medtop:", "subj:", "iptccat:"]
        .iter()
        .any(|prefix| code.starts_with(prefix))
        || code.contains("cv.iptc.org/newscodes/")
        || code.contains("subj")
        || !code.contains(':')
}

#[cfg(test)]
mod tests;
