//! Reads the fields of an item in JSON. The profile says which field is which.

use super::fields::{Fields, Text, scalar};
use super::pictures;
use crate::item::{Embargo, Subject, WireItem};
use crate::profile::Profile;
use crate::{html, nitf};
use frontpage_source::{DigitalSource, Rights};
use serde_json::Value;

/// The address of the terms for digital sources.
pub const DIGITAL_SOURCES: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/// The fields that hold subjects.
const SUBJECTS: [&str; 2] = ["subjects", "subject"];

/// Reads an item.
pub fn item(fields: &Fields, profile: &Profile) -> WireItem {
    let places = &profile.fields;
    let text = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| fields.text(name))
            .unwrap_or_default()
    };
    let (body, from_nitf) = body(&fields.texts(places.body.as_deref()), profile);
    let mut item = WireItem {
        id: fields.identity().unwrap_or_default().trim().to_owned(),
        kind: text(&["type"]),
        status: text(&["pubstatus"]),
        embargo: embargo(fields),
        expires: text(&["expires"]),
        published: text(&["firstcreated", "firstpublished", "contentcreated"]),
        updated: text(&["versioncreated"]),
        headline: fields.first(places.headline.as_deref()),
        summary: fields.first(places.summary.as_deref()),
        body_elsewhere: body.is_empty().then(|| elsewhere(fields)).flatten(),
        body,
        byline: listed(&fields.texts(places.byline.as_deref())),
        authors: values(fields.texts(places.authors.as_deref())),
        dateline: fields.first(places.dateline.as_deref()),
        slug: fields.first(places.slug.as_deref()),
        language: text(&["language"]),
        urgency: text(&["urgency"]),
        subjects: subjects(fields, profile),
        tags: values(fields.texts(places.tags.as_deref())),
        credit: fields.first(places.credit.as_deref()),
        rights: rights(|name| fields.value(name)),
        digital_source: digital_source(fields.value("digitalsourcetype")),
        pictures: pictures::of(fields),
        recordings: pictures::recordings_of(fields),
        left_out: Vec::new(),
    };
    if let Some(nitf) = from_nitf {
        item.left_out = nitf.left_out;
        item.pictures.extend(nitf.pictures);
    }
    item.id = without_request(item.id);
    if item.headline.is_empty() {
        item.headline = text(&["slugline"]);
    }
    item
}

/// Returns an identifier without the part that belongs to a request. AP puts the key of the customer's query
/// after a question mark, so the same item would have a different identifier for each query.
fn without_request(id: String) -> String {
    let is_address = id.starts_with("http://") || id.starts_with("https://");
    match id.split_once('?') {
        Some((address, query)) if is_address && query.contains("qt=") => address.to_owned(),
        _ => id,
    }
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

/// Returns names as one byline.
fn listed(texts: &[Text]) -> String {
    let texts: Vec<&str> = texts.iter().map(|text| text.value.trim()).collect();
    texts.join(", ")
}

/// Returns the body as HTML, and the NITF that it comes from, if it does.
fn body(texts: &[Text], profile: &Profile) -> (String, Option<nitf::Body>) {
    let is_html = |text: &&Text| {
        let kind = text.content_type.to_ascii_lowercase();
        match kind.as_str() {
            "" => text.field.contains("html") || html::is_html(&text.value),
            _ => kind.contains("html"),
        }
    };
    let is_nitf = |text: &&Text| text.content_type.to_ascii_lowercase().contains("nitf");
    if let Some(text) = texts.iter().find(is_html) {
        let without = profile.fields.body_without.as_deref().unwrap_or_default();
        return (html::without(html::inner(&text.value), without), None);
    }
    if let Some(nitf) = texts
        .iter()
        .find(is_nitf)
        .and_then(|text| nitf::body_of(&text.value))
    {
        return (nitf.html.clone(), Some(nitf));
    }
    let plain = texts.iter().find(|text| !is_nitf(text));
    (
        plain
            .map(|text| html::paragraphs(&text.value))
            .unwrap_or_default(),
        None,
    )
}

/// Returns the address of the text in another file.
fn elsewhere(fields: &Fields) -> Option<String> {
    let renditions = fields.value("renditions")?;
    let all: Vec<&Value> = match renditions {
        Value::Object(by_name) => by_name.values().collect(),
        Value::Array(list) => list.iter().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    let is_text = |rendition: &&&Value| {
        let kind = ["mimetype", "contenttype"]
            .iter()
            .find_map(|key| rendition.get(*key)?.as_str());
        kind.is_some_and(|kind| kind.starts_with("text/"))
    };
    scalar(all.iter().find(is_text)?.get("href")?)
}

fn embargo(fields: &Fields) -> Embargo {
    let found = ["embargoeduntil", "embargoed", "embargo"]
        .into_iter()
        .find_map(|name| fields.value(name));
    match found {
        None | Some(Value::Null | Value::Bool(false)) => Embargo::None,
        Some(Value::Bool(true)) => Embargo::WithoutEnd,
        Some(Value::String(text)) if text.trim().is_empty() => Embargo::None,
        Some(other) => Embargo::Until(scalar(other).unwrap_or_else(|| other.to_string())),
    }
}

/// Returns the rights of an item or a picture.
pub fn rights<'a>(value: impl Fn(&str) -> Option<&'a Value>) -> Rights {
    let text = |name: &str| match value(name) {
        Some(Value::Array(list)) => {
            let texts: Vec<String> = list.iter().filter_map(scalar).collect();
            texts.join(" ")
        }
        other => other.and_then(scalar).unwrap_or_default(),
    };
    Rights {
        holder: text("copyrightholder"),
        notice: text("copyrightnotice"),
        usage_terms: text("usageterms"),
    }
}

/// Returns the digital source: an object with the address of a term, or its address or name alone.
pub fn digital_source(value: Option<&Value>) -> Option<DigitalSource> {
    let value = value?;
    let text = |key: &str| value.get(key).and_then(scalar);
    let term = scalar(value)
        .or_else(|| text("uri"))
        .or_else(|| text("literal"))
        .or_else(|| text("name"))?;
    digital_source_of(&term, text("name").unwrap_or_default())
}

/// Returns the digital source of a term, which is written as an address, as a code with a prefix
/// (`digsrctype:compositeSynthetic`), or alone.
pub fn digital_source_of(term: &str, name: String) -> Option<DigitalSource> {
    let term = term.trim().rsplit(['/', ':']).next().unwrap_or_default();
    let is_term = !term.is_empty()
        && term.len() <= 80
        && term.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_term.then(|| DigitalSource {
        uri: [DIGITAL_SOURCES, term].concat(),
        name: frontpage_clean::plain(&name),
    })
}

fn subjects(fields: &Fields, profile: &Profile) -> Vec<Subject> {
    let mut subjects = Vec::new();
    let own = profile.subjects.category_fields.iter();
    let own = own.map(|name| (name.as_str(), true));
    let all = SUBJECTS.iter().map(|name| (*name, false));
    for (name, is_category) in own.chain(all) {
        let list = match fields.value(name) {
            Some(Value::Array(list)) => list.as_slice(),
            Some(one @ (Value::Object(_) | Value::String(_))) => std::slice::from_ref(one),
            Some(Value::Null | Value::Bool(_) | Value::Number(_)) | None => &[],
        };
        subjects.extend(list.iter().filter_map(|value| subject(value, is_category)));
    }
    subjects
}

fn subject(value: &Value, is_category: bool) -> Option<Subject> {
    if let Some(name) = scalar(value) {
        return Some(Subject {
            name,
            is_category,
            ..Subject::default()
        });
    }
    let text = |names: &[&str]| {
        let mut found = names.iter().filter_map(|name| scalar(value.get(*name)?));
        found.next().unwrap_or_default()
    };
    let relations = match value.get("rels") {
        Some(Value::Array(list)) => {
            let list: Vec<String> = list.iter().filter_map(scalar).collect();
            list.join(" ")
        }
        _ => text(&["rel"]),
    };
    let code = text(&["code", "literal", "qcode", "uri"]);
    // The address of a term says its scheme, too.
    let address = text(&["uri"]);
    let is_topic = address.contains("/mediatopic/") || address.contains("/subjectcode/");
    Some(Subject {
        code: if is_topic { address } else { code },
        scheme: text(&["scheme"]),
        rel: relations,
        name: text(&["name"]),
        is_category,
    })
}
