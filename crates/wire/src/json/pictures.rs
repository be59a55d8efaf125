//! Finds the pictures, videos and audio recordings that are associated with an item.

use super::fields::{Fields, scalar};
use super::read::{digital_source, rights};
use crate::recording::{File, Recording};
use frontpage_clean::{line, plain};
use frontpage_source::Picture;
use serde_json::Value;

/// The names of the picture that stands above a story.
const LEADS: [&str; 5] = ["lead", "featuremedia", "mainpic", "main", "featureimage"];
/// The names of a rendition that is the picture itself, where no sizes are given.
const ORIGINALS: [&str; 6] = ["original", "main", "hires", "highres", "baseimage", "web"];

/// Returns the associations of an item, each with whether it is the lead.
fn associations(fields: &Fields) -> Vec<(bool, &Value)> {
    let associations: Vec<(String, &Value)> = match fields.value("associations") {
        Some(Value::Object(by_name)) => by_name
            .iter()
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Some(Value::Array(list)) => {
            let name = |value: &Value| value.get("name").and_then(scalar).unwrap_or_default();
            list.iter()
                .map(|value| (name(value).to_lowercase(), value))
                .collect()
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
            Vec::new()
        }
    };
    let with_place = associations.into_iter().map(|(name, value)| {
        let is_lead = LEADS.contains(&name.as_str()) || text(value, "rel") == "lead";
        (is_lead, value)
    });
    with_place.collect()
}

/// Returns the videos and audio recordings of an item.
pub fn recordings_of(fields: &Fields) -> Vec<Recording> {
    let associations = associations(fields).into_iter();
    associations
        .filter_map(|(is_lead, value)| recording(value, is_lead))
        .collect()
}

/// Returns the pictures of an item, the lead first.
pub fn of(fields: &Fields) -> Vec<Picture> {
    let mut pictures: Vec<(usize, Picture)> = Vec::new();
    for (is_lead, value) in associations(fields) {
        if let Some(picture) = picture(value)
            && pictures.iter().all(|(_, other)| other.url != picture.url)
        {
            pictures.push((usize::from(!is_lead), picture));
        }
    }
    pictures.sort_by_key(|(order, _)| *order);
    pictures.into_iter().map(|(_, picture)| picture).collect()
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(scalar).unwrap_or_default()
}

/// Returns the text of a description in all versions of ninjs.
fn description(value: &Value, roles: &[&str]) -> String {
    let listed = value
        .get("descriptions")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let of_role = |role: &&str| {
        let mut listed = listed.clone();
        let in_list = listed.find(|entry| text(entry, "role").eq_ignore_ascii_case(role));
        let in_list = in_list.map(|entry| text(entry, "value"));
        let own = text(value, &format!("description{role}"));
        in_list.or(Some(own)).filter(|text| !text.trim().is_empty())
    };
    roles.iter().find_map(of_role).unwrap_or_default()
}

/// Returns whether an association may be used.
fn is_usable(value: &Value) -> bool {
    let status = text(value, "pubstatus");
    let is_usable = status.is_empty() || status.trim().eq_ignore_ascii_case("usable");
    let is_embargoed = ["embargoed", "embargoeduntil"]
        .iter()
        .any(|name| !text(value, name).is_empty());
    is_usable && !is_embargoed
}

fn caption(value: &Value) -> String {
    let first = value
        .get("descriptions")
        .and_then(|list| list.as_array()?.first());
    let caption = description(
        value,
        &["caption", "text", "main", "html", "xhtml", "richtext"],
    );
    let caption = match caption.is_empty() {
        true => first
            .filter(|entry| text(entry, "role").is_empty())
            .map(|entry| text(entry, "value")),
        false => Some(caption),
    };
    caption.unwrap_or_default()
}

fn credit(value: &Value) -> String {
    let credit = [
        text(value, "by"),
        text(value, "byline"),
        description(value, &["creditline"]),
    ];
    let mut credit = credit.into_iter();
    credit.find(|text| !text.is_empty()).unwrap_or_default()
}

fn recording(value: &Value, is_lead: bool) -> Option<Recording> {
    let kind = text(value, "type").to_lowercase();
    if !["video", "audio"].contains(&kind.as_str()) || !is_usable(value) {
        return None;
    }
    let files = renditions(value.get("renditions")?).into_iter();
    let files = files.map(|(_, value)| {
        let side = |key: &str| value.get(key).and_then(Value::as_u64).unwrap_or_default();
        File {
            href: text(value, "href").trim().to_owned(),
            media_type: [text(value, "mimetype"), text(value, "contenttype")].concat(),
            width: side("width"),
            height: side("height"),
        }
    });
    let headlines = value.get("headlines").and_then(Value::as_array);
    let title = headlines.and_then(|list| list.first());
    let title = title.map(|headline| text(headline, "value"));
    Some(Recording {
        is_video: kind == "video",
        is_lead,
        title: line(&plain(&title.unwrap_or_else(|| text(value, "headline")))),
        caption: plain(&caption(value)),
        credit: credit(value),
        files: files.filter(|file| !file.href.is_empty()).collect(),
    })
}

fn picture(value: &Value) -> Option<Picture> {
    let kind = text(value, "type").to_lowercase();
    if !["picture", "graphic", "image"].contains(&kind.as_str()) || !is_usable(value) {
        return None;
    }
    Some(Picture {
        url: best(value.get("renditions")?)?,
        size: None,
        alt: description(value, &["alt", "alttext"]),
        caption: caption(value),
        credit: credit(value),
        rights: rights(|name| value.get(name)),
        digital_source: digital_source(value.get("digitalsourcetype")),
    })
}

/// Returns the renditions with their names.
fn renditions(renditions: &Value) -> Vec<(String, &Value)> {
    match renditions {
        Value::Object(by_name) => by_name
            .iter()
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Value::Array(list) => list
            .iter()
            .map(|value| (text(value, "name").to_lowercase(), value))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// Returns the address of the largest rendition without a watermark.
fn best(all: &Value) -> Option<String> {
    let mut best: Option<(bool, u64, usize, String)> = None;
    for (name, value) in renditions(all) {
        let href = text(value, "href");
        let media_type = [text(value, "mimetype"), text(value, "contenttype")].concat();
        let is_picture = media_type.is_empty() || media_type.starts_with("image/");
        if href.trim().is_empty() || !is_picture {
            continue;
        }
        let side = |key: &str| value.get(key).and_then(Value::as_u64).unwrap_or_default();
        let marks = [text(value, "variant"), text(value, "title"), name.clone()]
            .concat()
            .to_lowercase();
        let place = ORIGINALS.iter().position(|original| *original == name);
        let rank = ORIGINALS.len() - place.unwrap_or(ORIGINALS.len());
        let pixels = side("width").saturating_mul(side("height"));
        let candidate = (!marks.contains("watermark"), pixels, rank, href);
        if best
            .as_ref()
            .is_none_or(|best| (candidate.0, candidate.1, candidate.2) > (best.0, best.1, best.2))
        {
            best = Some(candidate);
        }
    }
    best.map(|(.., href)| href)
}
