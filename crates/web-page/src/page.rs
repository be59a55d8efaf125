//! A page in a file.

use crate::lead::without_lead;
use crate::metadata::Metadata;
use dom_smoothie::Readability;
use encoding_rs::{Encoding, UTF_8};
use frontpage_clean::{parse_page, plain};
use frontpage_source::{
    AlreadyConverted, Category, Converter, Entry, ImportedStory, Picture, RawEntry, Source,
    StoryId, Visibility, slug_of,
};
use jiff::tz::TimeZone;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use url::Url;

/// The maximum size of a page, in bytes.
const MAX_PAGE: u64 = 16 << 20;
/// How much of a file says whether it is a page, and in which encoding, in bytes.
const START: u64 = 4096;
/// The most elements of a page that are searched for an article.
const MAX_ELEMENTS: usize = 100_000;

/// A page.
pub struct WebPage {
    name: String,
    entry: Option<Entry>,
}

impl WebPage {
    /// Reads a page. `address` is the address that it was fetched from, if it was fetched. A saved page
    /// contains its address itself. `zone` is the time zone for times without one.
    ///
    /// # Errors
    /// If the file cannot be read or is larger than 16 MiB.
    pub fn open(path: &Path, address: Option<&Url>, zone: &TimeZone) -> io::Result<Self> {
        let mut bytes = Vec::new();
        File::open(path)?
            .take(MAX_PAGE + 1)
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_PAGE {
            let reason = format!("the page is larger than {} MiB", MAX_PAGE >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
        }
        // The page is parsed with limits and then serialized again, because the code that searches for the
        // article has no limits.
        let text = decoded(&bytes);
        let page = parse_page(&text);
        let metadata = Metadata::read(&page, zone).saved_from(&text);
        let address = metadata.address(address);
        let name = address.as_ref().and_then(Url::host_str);
        Ok(Self {
            name: name.unwrap_or("page").to_owned(),
            entry: Some(entry(&page.html(), metadata, address)),
        })
    }
}

/// Returns whether a file is a page, by its start.
///
/// # Errors
/// If the file cannot be read.
pub fn is_page(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(START).read_to_end(&mut start)?;
    start.retain(|byte| *byte != 0);
    let start = String::from_utf8_lossy(&start).to_ascii_lowercase();
    // XHTML has an XML declaration first, and saved pages have comments.
    let is_markup = start
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<');
    Ok(is_markup && (start.contains("<!doctype html") || start.contains("<html")))
}

/// Decodes a page by its byte order mark or its `meta` element (HTML, section 13.2.3.2).
fn decoded(bytes: &[u8]) -> String {
    let start = &bytes[..bytes.len().min(START as usize)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let label = start.split_once("charset=").map(|(_, rest)| {
        let rest = rest.trim_start_matches(['"', '\'']);
        rest.split(['"', '\'', ' ', ';', '/', '>'])
            .next()
            .unwrap_or_default()
    });
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (text, _, _) = encoding.unwrap_or(UTF_8).decode(bytes);
    text.into_owned()
}

fn entry(html: &str, metadata: Metadata, address: Option<Url>) -> Entry {
    let place = address
        .as_ref()
        .map_or_else(|| "the page".to_owned(), Url::to_string);
    let Some(address) = address else {
        return Entry::refused(
            place,
            "it does not say where it is from; give its address instead of the file",
        );
    };
    let config = dom_smoothie::Config {
        max_elements_to_parse: MAX_ELEMENTS,
        keep_classes: false,
        ..dom_smoothie::Config::default()
    };
    let article = Readability::new(html, Some(address.as_str()), Some(config))
        .and_then(|mut page| page.parse());
    let article = match article {
        Ok(article) => article,
        Err(error) => return Entry::refused(place, format!("no article was found in it: {error}")),
    };
    let title = metadata.title.unwrap_or_else(|| plain(&article.title));
    if title.is_empty() {
        return Entry::refused(place, "it has no title");
    }
    let lead = metadata.image.map(|url| Picture {
        url,
        ..Picture::default()
    });
    let (body, lead) = match lead {
        Some(lead) => without_lead(&article.content, lead, &address),
        None => (article.content.to_string(), None),
    };
    let mut authors = metadata.authors;
    if authors.is_empty() {
        let byline = plain(article.byline.as_deref().unwrap_or_default());
        let byline = byline.trim_start_matches("By ").to_owned();
        authors.extend((!byline.is_empty()).then_some(byline));
    }
    let summary = metadata.summary.or(article.excerpt);
    let mut left_out = Vec::new();
    if metadata.published.is_none() {
        left_out.push("pages without a date, which an editor has to write".to_owned());
    }
    Entry::Story(Box::new(ImportedStory {
        id: StoryId::Text(address.to_string()),
        uri: address.to_string(),
        visibility: Visibility::Draft,
        slug: slug_of(Some(&address), &title),
        title,
        summary: plain(summary.as_deref().unwrap_or_default()),
        body,
        permalink: address.to_string(),
        base: Some(address.to_string()),
        published: metadata.published,
        updated: metadata.updated,
        authors,
        categories: metadata.section.into_iter().map(category).collect(),
        tags: metadata.tags,
        lead,
        left_out,
        ..ImportedStory::default()
    }))
}

fn category(name: String) -> Category {
    Category {
        slug: slug::slugify(&name),
        name,
        above: Vec::new(),
    }
}

impl Source for WebPage {
    fn name(&self) -> &str {
        &self.name
    }

    fn total(&self) -> Option<u64> {
        Some(1)
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        let entry = self.entry.take().filter(|_| most > 0);
        let entry = entry.map(|entry| RawEntry::Converted(Box::new(entry)));
        Ok(entry.into_iter().collect())
    }

    fn converter(&self) -> &dyn Converter {
        &AlreadyConverted
    }
}

#[cfg(test)]
mod tests;
