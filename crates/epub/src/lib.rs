//! Makes an e-book of stories: EPUB 3.3, with the additional parts that readers of EPUB 2 need.
//!
//! 1. **Pure functions from stories to bytes:** no disk and no clock. The same stories give the same
//!    bytes, so a publish does not upload the same book again.
//! 2. **Every document is well-formed.** [`Markup`](frontpage_output::markup::Markup) writes all of them, and
//!    names of elements never come from content.
//! 3. **Nothing is fetched.** What is not in the book is a link.
#![forbid(unsafe_code)]

mod address;
mod blocks;
mod chapter;
mod container;
mod cover;
mod document;
mod navigation;
mod package;
mod pictures;
mod title_page;

#[cfg(test)]
mod tests;

use chapter::Chapter;
use container::Container;
use document::Words;
use frontpage_base::config::{Config, direction};
use frontpage_base::fingerprint::FingerprintBuilder;
use frontpage_model::{Article, Day, Image, LocalTime, Route, messages};
use frontpage_output::SiteUrls;
use pictures::Pictures;
use std::collections::HashMap;

pub use pictures::path as picture_path;

/// The media type of the file.
pub const MEDIA_TYPE: &str = "application/epub+zip";

/// The inputs of a book.
#[derive(Debug)]
pub struct Book<'a> {
    /// The newspaper.
    pub config: &'a Config,
    /// The day of the edition.
    pub day: Day,
    /// The groups of stories, in the order of the front page. No story is in the book twice.
    pub groups: Vec<Group>,
}

/// Stories that belong together, such as those of a section.
#[derive(Debug)]
pub struct Group {
    /// The name as printed.
    pub name: Name,
    /// The stories, in the order of the front page.
    pub stories: Vec<Article>,
}

/// The name of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// The top stories of all sections. The name is a word of the interface.
    Top,
    /// A section, by its name in the language of the newspaper.
    Section(String),
}

impl Name {
    fn text(&self) -> &str {
        match self {
            Self::Top => messages::TOP_STORIES.text(),
            Self::Section(name) => name,
        }
    }
}

/// What all documents of a book share.
struct Context<'a> {
    config: &'a Config,
    site_urls: SiteUrls,
    /// `March 28, 2025`.
    date: String,
    /// The name of the newspaper with the date.
    title: String,
    words: Words<'a>,
    /// The names of the chapters' files, by the address of their stories.
    chapters: HashMap<Route, String>,
}

impl Book<'_> {
    /// Writes the book. `picture` returns the JPEG file of a picture, which is at
    /// [`picture_path`] in the site, or `None` if there is none.
    ///
    /// # Errors
    /// If the book is larger than the format allows.
    pub fn write(
        &self,
        picture: impl FnMut(&Image) -> Option<Vec<u8>>,
    ) -> std::io::Result<Vec<u8>> {
        let date = self.day.text();
        let context = Context {
            config: self.config,
            site_urls: SiteUrls::new(self.config),
            title: messages::BOOK_TITLE.fill(&[&self.config.name, &date]),
            date,
            words: Words::new(&self.config.lang, direction(&self.config.lang)),
            chapters: self.chapter_names(),
        };
        let mut container = Container::new()?;
        let mut pictures = Pictures::new(picture);
        container.text("EPUB/style.css", include_str!("style.css"))?;
        for (article, name) in self.stories() {
            let chapter = Chapter {
                article,
                context: &context,
            };
            let document = chapter.document(&mut pictures);
            container.text(&format!("EPUB/{name}"), &document)?;
            for (name, bytes) in pictures.take_new() {
                container.picture(&format!("EPUB/{name}"), &bytes)?;
            }
        }
        let cover = pictures.cover.as_deref();
        container.text("EPUB/title.xhtml", &title_page::page(self, &context, cover))?;
        if cover.is_none() {
            container.text(&format!("EPUB/{}", cover::FILE), &cover::drawing(&context))?;
        }
        let identifier = self.identifier(&context.site_urls);
        container.text("EPUB/nav.xhtml", &navigation::page(self, &context))?;
        container.text(
            "EPUB/toc.ncx",
            &navigation::ncx(self, &context, &identifier),
        )?;
        let package = package::document(self, &context, &identifier, &pictures);
        container.text("EPUB/package.opf", &package)?;
        container.finish()
    }

    /// Returns the stories with the names of their files, in the order of the book.
    fn stories(&self) -> impl Iterator<Item = (&Article, String)> {
        let stories = self.groups.iter().flat_map(|group| &group.stories);
        stories
            .zip(1..)
            .map(|(story, number): (_, usize)| (story, chapter_name(number)))
    }

    fn chapter_names(&self) -> HashMap<Route, String> {
        let names = self.stories();
        names
            .map(|(story, name)| (story.url.clone(), name))
            .collect()
    }

    /// Returns when the newest change among the stories was, or the start of the day if there are none.
    fn modified(&self) -> Option<LocalTime> {
        let times = self.stories();
        let times = times.map(|(story, _)| story.updated.unwrap_or(story.published));
        times.max_by_key(|time| time.utc_seconds())
    }

    /// Returns the identifier, which is the same for every version of a day's edition: a UUID of version 8,
    /// which allows any hash (RFC 9562 §5.8), made from the newspaper's address and the day.
    fn identifier(&self, site_urls: &SiteUrls) -> String {
        let mut bytes = FingerprintBuilder::new("edition as EPUB")
            .text(&site_urls.absolute("/"))
            .text(&self.day.to_string())
            .key();
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
        format!("urn:uuid:{}", parts.join("-"))
    }
}

fn chapter_name(number: usize) -> String {
    format!("story-{number:03}.xhtml")
}
