//! Cleans the body of an item: hostile HTML becomes typed blocks. Only the meaning of the HTML is kept.
//!
//! 1. **Content is hostile.** HTML goes through a real parser with limits on depth and size; no HTML
//!    string leaves this crate.
//! 2. **Nothing is dropped silently.** What a block cannot hold degrades to its text and is counted.
//! 3. **A link leads somewhere.** Links become pages of this newspaper, or addresses that cannot run
//!    anything; a link to a page that does not exist becomes its text.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod address;
mod block;
mod chart;
mod dead_links;
mod figure;
mod flow;
mod former_links;
mod inline;
mod key_points;
mod list;
mod notes;
mod parse;
mod plain;
mod questions;
mod quotation_marks;
mod recording;
mod recording_element;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod timeline;

pub use dead_links::{dead_link, page_links, remove_dead_links};
pub use former_links::{lead_to_stories, link_key_of_route, linked_addresses};
pub use parse::parse_page;
pub use plain::{line, plain};
pub use recording::{
    FileDraft, FoundRecording, PosterDraft, RecordingDraft, TrackDraft, recording,
};
pub use tags::is_block;

use frontpage_base::diagnostic::{FieldDiagnostic, SimplificationCounts};
use frontpage_model::{Block, Image};

/// A source of pictures, videos and audio recordings.
pub trait PictureSource: Sync {
    /// Returns whether `href` is the address of a picture on a media host that stories can refer to.
    fn is_hosted(&self, href: &str) -> bool;

    /// Returns the picture that an item names by `href`, without alternative text. `size` is what the
    /// item says about it.
    ///
    /// # Errors
    /// The reason why the picture is not available.
    fn picture(&self, href: &str, size: Option<PixelSize>) -> Result<Image, String>;

    /// Returns the path, from the site's root, of the moving file of the picture that an item names by `href`;
    /// `None` if it does not move, or is on a media host.
    ///
    /// # Errors
    /// The reason why only the still is available.
    fn moving_picture(&self, href: &str) -> Result<Option<String>, String>;

    /// Returns the address of a video or an audio file if it is on a host that stories can refer to for
    /// these.
    fn hosted_recording(&self, href: &str) -> Option<String>;

    /// Returns the video or audio file that an item names by `href`.
    ///
    /// # Errors
    /// The reason why the file is not available.
    fn recording(&self, href: &str) -> Result<FoundRecording, String>;

    /// Returns the path, from the site's root, of the captions that an item names by `href`.
    ///
    /// # Errors
    /// The reason why they are not available.
    fn track(&self, href: &str) -> Result<String, String>;

    /// Returns the path, from the site's root, of the chapters that an item names by `href`, as players of
    /// podcasts read them; `None` if the newspaper has no podcast.
    ///
    /// # Errors
    /// The reason why they are not available.
    fn chapters(&self, href: &str) -> Result<Option<String>, String>;
}

/// The size of a picture, in pixels. Neither side is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelSize {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

impl PixelSize {
    /// The longest side that is accepted, in pixels, which is the limit of JPEG.
    const MAX: f64 = 65_535.0;

    /// Creates a size from what an item says; `None` if a side is not between 1 and 65,535.
    pub fn new(width: f64, height: f64) -> Option<Self> {
        // Within these limits, the cast only drops the digits after the decimal point.
        let side = |length: f64| (1.0..=Self::MAX).contains(&length).then_some(length as u32);
        Some(Self {
            width: side(width)?,
            height: side(height)?,
        })
    }
}

/// What cleaning depends on.
#[derive(Clone, Copy)]
pub struct CleanContext<'a> {
    /// The newspaper's public address. Links to it become links to its pages.
    pub site_url: &'a str,
    /// The language of the text, which decides about quotation marks.
    pub lang: &'a str,
    /// The source of the pictures.
    pub pictures: &'a dyn PictureSource,
}

/// The body of an item, unchanged.
#[derive(Clone, Debug)]
pub struct Body {
    /// The field of the item that holds it.
    pub field: String,
    /// Whether it is HTML instead of plain text.
    pub html: bool,
    /// The text.
    pub value: String,
}

/// A cleaned body.
#[derive(Debug, Default)]
pub struct Cleaned {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Counts of the markup that was simplified.
    pub degraded: SimplificationCounts,
    /// Diagnostics about what was left out.
    pub warnings: Vec<FieldDiagnostic>,
}

/// Cleans a body.
pub fn body(body: &Body, desk: CleanContext<'_>) -> Cleaned {
    if !body.html {
        return Cleaned {
            blocks: plain::paragraphs(&body.value),
            ..Cleaned::default()
        };
    }
    block::clean(&body.value, &body.field, desk)
}
