//! Finds the pictures that are associated with an item.

use super::fields::{Fields, scalar};
use super::read::{digital_source, rights};
use frontpage_source::Picture;
use serde_json::Value;

/// The names of the picture that stands above a story.
const LEADS: [&str; 5] = ["lead", "featuremedia", "mainpic", "main", "featureimage"];
/// The names of a rendition that is the picture itself, where no sizes are given.
const ORIGINALS: [&str; 6] = ["original", "main", "hires", "highres", "baseimage", "web"];

/// Returns the pictures of an item, the lead first.
pub fn of(fields: &Fields) -> Vec<Picture> {
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
    let mut pictures: Vec<(usize, Picture)> = Vec::new();
    for (name, value) in associations {
        let is_lead = LEADS.contains(&name.as_str()) || text(value, "rel") == "lead";
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

fn picture(value: &Value) -> Option<Picture> {
    let kind = text(value, "type").to_lowercase();
    let status = text(value, "pubstatus");
    let is_usable = status.is_empty() || status.trim().eq_ignore_ascii_case("usable");
    let is_embargoed = ["embargoed", "embargoeduntil"]
        .iter()
        .any(|name| !text(value, name).is_empty());
    if !["picture", "graphic", "image"].contains(&kind.as_str()) || !is_usable || is_embargoed {
        return None;
    }
    let url = best(value.get("renditions")?)?;
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
    let credit = [
        text(value, "by"),
        text(value, "byline"),
        description(value, &["creditline"]),
    ];
    Some(Picture {
        url,
        size: None,
        alt: description(value, &["alt", "alttext"]),
        caption: caption.unwrap_or_default(),
        credit: credit
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        rights: rights(|name| value.get(name)),
        digital_source: digital_source(value.get("digitalsourcetype")),
    })
}

/// Returns the address of the largest rendition without a watermark.
fn best(renditions: &Value) -> Option<String> {
    let all: Vec<(String, &Value)> = match renditions {
        Value::Object(by_name) => by_name
            .iter()
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Value::Array(list) => list
            .iter()
            .map(|value| (text(value, "name").to_lowercase(), value))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    let mut best: Option<(bool, u64, usize, String)> = None;
    for (name, value) in all {
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
