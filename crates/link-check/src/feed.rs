//! The addresses in feeds and sitemaps.

use crate::Addresses;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

/// The element that stands for a file that cannot be parsed.
pub const UNREADABLE: &str = "file";

/// The elements whose text is an address: in RSS, sitemaps and their image extension.
const TEXTS: [&str; 4] = ["link", "loc", "image:loc", "url"];
/// The attributes that hold an address: in Atom, RSS and Media RSS.
const ATTRIBUTES: [&str; 2] = ["href", "url"];
/// The keys of a JSON Feed (version 1.1) whose value is an address.
const KEYS: [&str; 9] = [
    "home_page_url",
    "feed_url",
    "next_url",
    "url",
    "external_url",
    "image",
    "banner_image",
    "icon",
    "favicon",
];

fn unreadable() -> Addresses {
    Addresses {
        found: vec![(UNREADABLE.into(), String::new())],
        ..Addresses::default()
    }
}

/// Returns the addresses in a JSON Feed; none if it is other JSON.
pub fn json_addresses(bytes: &[u8]) -> Addresses {
    let Ok(feed) = serde_json::from_slice::<Value>(bytes) else {
        return unreadable();
    };
    let mut addresses = Addresses::default();
    collect(&feed, &mut addresses);
    addresses
}

fn collect(value: &Value, addresses: &mut Addresses) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect(value, addresses)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if KEYS.contains(&key.as_str()) => {
                        addresses.found.push((key.clone(), text.clone()));
                    }
                    value => collect(value, addresses),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns the addresses in a feed or a sitemap.
pub fn xml_addresses(bytes: &[u8]) -> Addresses {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let mut addresses = Addresses::default();
    // The text of the innermost element.
    let mut inside = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                inside.clear();
                attributes(&start, &mut addresses);
            }
            Ok(Event::End(end)) => {
                let name = String::from_utf8_lossy(end.name().as_ref()).into_owned();
                if TEXTS.contains(&name.as_str()) && !inside.trim().is_empty() {
                    addresses.found.push((name, inside.trim().to_owned()));
                }
                inside.clear();
            }
            Ok(Event::Text(text)) => inside.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::CData(text)) => inside.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) => {
                let name = reference.decode().unwrap_or_default();
                match reference.resolve_char_ref() {
                    Ok(Some(c)) => inside.push(c),
                    _ => inside.push_str(resolve_predefined_entity(&name).unwrap_or_default()),
                }
            }
            Ok(Event::Eof) => return addresses,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(_) => return unreadable(),
        }
    }
}

fn attributes(start: &BytesStart<'_>, addresses: &mut Addresses) {
    for attribute in start.attributes().flatten() {
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        if !ATTRIBUTES.contains(&name.as_str()) {
            continue;
        }
        let value = String::from_utf8_lossy(&attribute.value);
        let value = unescape(&value).map_or_else(|_| value.to_string(), String::from);
        let element = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        addresses.found.push((format!("{element} {name}"), value));
    }
}
