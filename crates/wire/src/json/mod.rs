//! ninjs in all versions, and the similar JSON of agencies: one item per file, an array of items, an object
//! that holds them, or one item after another.

mod fields;
mod pictures;
mod read;
mod scanner;

use crate::profile::{Profile, Profiles};
pub use read::digital_source_of;

use fields::Fields;
use frontpage_source::{Converter, Entry, RawEntry, Refusal, Source};
use jiff::tz::TimeZone;
use scanner::{Piece, Scanner};
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

/// A file with items.
pub struct JsonFile {
    name: String,
    scanner: Scanner<BufReader<File>>,
    count: u64,
    converter: ItemReader,
}

/// Reads single items.
struct ItemReader {
    profiles: Profiles,
    zone: TimeZone,
}

/// The keys of which an item has at least one in addition to its identifier, in lower case and without
/// underscores.
const KEYS: [&str; 9] = [
    "versioncreated",
    "firstcreated",
    "pubstatus",
    "headline",
    "headlines",
    "bodies",
    "bodyhtml",
    "bodytext",
    "renditions",
];

/// The keys by which a piece that cannot be parsed is recognized as an item.
const RAW_KEYS: [&[u8]; 9] = [
    b"\"bodies\"",
    b"\"copyrightholder\"",
    b"\"copyrightHolder\"",
    b"\"versioncreated\"",
    b"\"versionCreated\"",
    b"\"pubstatus\"",
    b"\"pubStatus\"",
    b"\"headlines\"",
    b"\"body_html\"",
];

impl JsonFile {
    /// Opens a file. Returns `None` if there are no items in it.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn open(path: &Path, profiles: &Profiles, zone: &TimeZone) -> io::Result<Option<Self>> {
        let open = || {
            Ok::<_, io::Error>(Scanner::new(BufReader::with_capacity(
                64 << 10,
                File::open(path)?,
            )))
        };
        let Some(first) = open()?.next_piece()? else {
            return Ok(None);
        };
        let name = match first {
            Piece::Value(bytes) => match serde_json::from_slice(&bytes) {
                Ok(value) => {
                    let fields = Fields::new(unwrapped(value));
                    if !is_item(&fields) {
                        return Ok(None);
                    }
                    folder(profile(profiles, &fields), fields.identity().as_deref())
                }
                // If one item is damaged, the others are still read.
                Err(_) if looks_like_item(&bytes) => "wire".to_owned(),
                Err(_) => return Ok(None),
            },
            Piece::CutOff(start) | Piece::TooLarge(start) if looks_like_item(&start) => {
                "wire".to_owned()
            }
            Piece::CutOff(_) | Piece::TooLarge(_) => return Ok(None),
        };
        Ok(Some(Self {
            name,
            scanner: open()?,
            count: 0,
            converter: ItemReader {
                profiles: profiles.clone(),
                zone: zone.clone(),
            },
        }))
    }
}

/// Returns the item in the answer of an API. AP has it in `data`, beside fields about the answer itself.
fn unwrapped(mut value: Value) -> Value {
    for key in ["data", "item"] {
        let is_item = value.get("uri").is_some_and(Value::is_string);
        if !is_item && let Some(inner) = value.get_mut(key).filter(|inner| inner.is_object()) {
            value = inner.take();
        }
    }
    value
}

fn is_item(fields: &Fields) -> bool {
    // The GUID of a WordPress post is an object.
    let has_key = || KEYS.iter().any(|key| fields.has(key));
    fields.text("uri").is_some() || fields.identity().is_some() && has_key()
}

fn looks_like_item(bytes: &[u8]) -> bool {
    let has = |key: &&[u8]| bytes.windows(key.len()).any(|window| window == *key);
    bytes.first() == Some(&b'{') && RAW_KEYS.iter().any(has)
}

fn profile<'a>(profiles: &'a Profiles, fields: &Fields) -> &'a Profile {
    profiles.of(|name| {
        fields
            .text(name)
            .or_else(|| fields.has(name).then(String::new))
    })
}

/// Returns the name of the folder of an item.
pub fn folder(profile: &Profile, uri: Option<&str>) -> String {
    if !profile.folder.is_empty() {
        return profile.folder.clone();
    }
    let uri = uri.unwrap_or_default().trim();
    let lower = uri.to_ascii_lowercase();
    let authority = if let Some(rest) = lower.strip_prefix("urn:newsml:") {
        rest.split(':').next()
    } else if let Some(rest) = lower.strip_prefix("tag:") {
        rest.split([',', ':']).next()
    } else if let Some((_, rest)) = lower.split_once("://") {
        rest.split(['/', '?', '#', ':']).next()
    } else {
        None
    };
    let authority = authority.unwrap_or_default();
    let is_name = authority.contains(|c: char| c.is_ascii_alphanumeric()) && authority.len() <= 100;
    if is_name {
        authority.to_owned()
    } else {
        "wire".to_owned()
    }
}

impl Source for JsonFile {
    fn name(&self) -> &str {
        &self.name
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        let mut entries = Vec::new();
        while entries.len() < most {
            let Some(piece) = self.scanner.next_piece()? else {
                break;
            };
            self.count += 1;
            let place = format!("item {} of the file", self.count);
            entries.push(match piece {
                Piece::Value(bytes) => RawEntry::Text { place, bytes },
                Piece::TooLarge(_) => RawEntry::Refused(Refusal {
                    place,
                    reason: format!("it is larger than {} MiB", scanner::MAX_VALUE >> 20),
                }),
                Piece::CutOff(_) => RawEntry::Refused(Refusal {
                    place,
                    reason: "it does not end; the file may be cut off".to_owned(),
                }),
            });
        }
        Ok(entries)
    }

    fn converter(&self) -> &dyn Converter {
        &self.converter
    }
}

impl Converter for ItemReader {
    fn convert(&self, entry: RawEntry) -> Entry {
        let (place, bytes) = match entry.into_text() {
            Ok(text) => text,
            Err(entry) => return entry,
        };
        let value = match serde_json::from_slice::<Value>(&bytes) {
            Ok(value) => unwrapped(value),
            Err(error) => {
                return Entry::Refused(Refusal {
                    place,
                    reason: format!("it is not valid JSON: {error}"),
                });
            }
        };
        let fields = Fields::new(value);
        let profile = profile(&self.profiles, &fields);
        let folder = folder(profile, fields.identity().as_deref());
        let zone = profile.zone(&self.zone);
        read::item(&fields, profile).into_entry(&profile.subjects, &folder, place, &zone)
    }
}

#[cfg(test)]
mod tests;
