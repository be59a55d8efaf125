//! NITF, NewsML-G2 and NewsML 1: a file with an article, an item or a message of items.

mod messages;
pub mod tree;

use crate::newsml::{self, Related};
use crate::newsml1;
use crate::nitf;
use crate::profile::Profiles;
use encoding_rs::{Encoding, UTF_8};
use frontpage_source::{Converter, Entry, RawEntry, Refusal, Source};
use jiff::tz::TimeZone;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The maximum size of a file, in bytes. Messages of agencies have less than 1 MB.
const MAX_FILE: u64 = 32 << 20;
/// How much of a file is read to recognize its format, in bytes.
const START: u64 = 16 << 10;

/// The elements that a file starts with, without their prefixes.
const ROOTS: [&str; 10] = [
    "NewsML",
    "nitf",
    "newsMessage",
    "newsItem",
    "packageItem",
    "conceptItem",
    "knowledgeItem",
    "planningItem",
    "catalogItem",
    "newsItems",
];

/// A file with articles or items.
pub struct XmlFile {
    name: String,
    entries: std::vec::IntoIter<RawEntry>,
    total: u64,
    converter: ItemReader,
}

/// Reads single items.
struct ItemReader {
    /// The name of the file, which identifies an article that nothing else identifies.
    file: String,
    profiles: Profiles,
    zone: TimeZone,
    related: Related,
}

impl XmlFile {
    /// Opens a file. Returns `None` if it is of another format.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn open(path: &Path, profiles: &Profiles, zone: &TimeZone) -> io::Result<Option<Self>> {
        let mut file = File::open(path)?;
        let mut bytes = Vec::new();
        (&mut file).take(START).read_to_end(&mut bytes)?;
        let is_known = root(&decoded(&bytes)).is_some_and(|name| ROOTS.contains(&name.as_str()));
        if !is_known {
            return Ok(None);
        }
        file.take(MAX_FILE + 1 - bytes.len() as u64)
            .read_to_end(&mut bytes)?;
        let place = "the file".to_owned();
        let entries = match bytes.len() as u64 > MAX_FILE {
            true => vec![RawEntry::Refused(Refusal {
                place,
                reason: format!("it is larger than {} MiB", MAX_FILE >> 20),
            })],
            false => messages::split(decoded(&bytes)),
        };
        let mut related = Related::default();
        let mut name = None;
        for entry in &entries {
            let RawEntry::Text { bytes, .. } = entry else {
                continue;
            };
            let Ok(root) = tree::parse(&String::from_utf8_lossy(bytes)) else {
                continue;
            };
            if !matches!(root.name.as_str(), "nitf" | "NewsItem") {
                related.add(&root);
            }
            let of_item = || match root.name.as_str() {
                "nitf" => crate::json::folder(nitf::profile(profiles, &root), None),
                "NewsItem" => {
                    let profile = newsml1::profile(profiles, &root);
                    crate::json::folder(profile, Some(&newsml1::id(&root)))
                }
                _ => crate::json::folder(newsml::profile(profiles, &root), root.attribute("guid")),
            };
            name = name.or_else(|| Some(of_item()));
        }
        Ok(Some(Self {
            name: name.unwrap_or_else(|| "wire".to_owned()),
            total: entries.len() as u64,
            entries: entries.into_iter(),
            converter: ItemReader {
                file: path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                profiles: profiles.clone(),
                zone: zone.clone(),
                related,
            },
        }))
    }
}

/// Decodes XML: by its byte order mark, by its declaration, or else as UTF-8.
fn decoded(bytes: &[u8]) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => declared(bytes),
    };
    encoding.decode(bytes).0.into_owned()
}

fn declared(bytes: &[u8]) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(200)];
    let start = String::from_utf8_lossy(start);
    let declaration = start.split("?>").next().unwrap_or_default();
    let name = declaration.split_once("encoding").and_then(|(_, rest)| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        rest.split(['"', '\'']).nth(1).map(str::to_owned)
    });
    let name = name.filter(|_| declaration.trim_start().starts_with("<?xml"));
    let found = name.and_then(|name| Encoding::for_label(name.as_bytes()));
    // The declaration was read as ASCII, so it is wrong if it says UTF-16.
    found
        .filter(|encoding| encoding.is_ascii_compatible())
        .unwrap_or(UTF_8)
}

/// Returns the name of the first element, without its prefix.
fn root(start: &str) -> Option<String> {
    let mut rest = start.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        rest = if let Some(after) = rest.strip_prefix("<?") {
            after.split_once("?>")?.1
        } else if let Some(after) = rest.strip_prefix("<!--") {
            after.split_once("-->")?.1
        } else if let Some(after) = rest.strip_prefix("<!") {
            match after
                .find('[')
                .filter(|at| after[..*at].find('>').is_none())
            {
                Some(at) => after[at..].split_once("]")?.1.split_once('>')?.1,
                None => after.split_once('>')?.1,
            }
        } else {
            break;
        };
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    name[..end].rsplit(':').next().map(str::to_owned)
}

impl Source for XmlFile {
    fn name(&self) -> &str {
        &self.name
    }

    fn total(&self) -> Option<u64> {
        Some(self.total)
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        Ok(self.entries.by_ref().take(most).collect())
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
        let root = match tree::parse(&String::from_utf8_lossy(&bytes)) {
            Ok(root) => root,
            Err(error) => {
                return Entry::Refused(Refusal {
                    place,
                    reason: format!("it is not valid XML: {error}"),
                });
            }
        };
        match root.name.as_str() {
            "nitf" => {
                let profile = nitf::profile(&self.profiles, &root);
                let folder = crate::json::folder(profile, None);
                let zone = profile.zone(&self.zone);
                let mut item = nitf::item(&root, profile);
                if item.id.is_empty() {
                    item.id = format!("urn:x-file:{}", self.file);
                }
                item.into_entry(&profile.subjects, &folder, place, &zone)
            }
            "NewsItem" => {
                let profile = newsml1::profile(&self.profiles, &root);
                let folder = crate::json::folder(profile, Some(&newsml1::id(&root)));
                let zone = profile.zone(&self.zone);
                let item = newsml1::item(&root, profile);
                item.into_entry(&profile.subjects, &folder, place, &zone)
            }
            "newsItem" => {
                let profile = newsml::profile(&self.profiles, &root);
                let folder = crate::json::folder(profile, root.attribute("guid"));
                let zone = profile.zone(&self.zone);
                let item = newsml::item(&root, profile, &self.related);
                item.into_entry(&profile.subjects, &folder, place, &zone)
            }
            other => Entry::NoStory(other.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
