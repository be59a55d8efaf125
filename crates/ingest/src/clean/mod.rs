//! From the body of an item to typed blocks. Nothing of the HTML survives but its meaning.

mod address;
mod block;
mod dead_links;
mod figure;
mod inline;
mod list;
mod parse;
mod plain;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod text;

pub use dead_links::{dead_link, page_links, remove_dead_links};
pub use plain::{line, plain};

use frontpage_base::report::{Degraded, Finding};
use frontpage_model::{Block, Image};

/// Where pictures come from: the media room, or a test.
pub trait Pictures: Sync {
    /// The picture that an item names by `href`, scaled and without an alternative text.
    ///
    /// # Errors
    /// Says why there is none.
    fn picture(&self, href: &str) -> Result<Image, String>;
}

/// What cleaning needs to know.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The newspaper's public address: links to it become links within it.
    pub site_url: &'a str,
    /// Where pictures come from.
    pub pictures: &'a dyn Pictures,
}

/// A body as it came.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where it stands in the item.
    pub field: String,
    /// HTML, or plain text.
    pub html: bool,
    /// The text.
    pub value: String,
}

/// A clean body.
#[derive(Debug, Default)]
pub struct Cleaned {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// What was simplified.
    pub degraded: Degraded,
    /// What was left out and should be mended.
    pub warnings: Vec<Finding>,
}

/// Cleans a body.
pub fn body(body: &Body, desk: Desk<'_>) -> Cleaned {
    if !body.html {
        return Cleaned {
            blocks: plain::paragraphs(&body.value),
            ..Cleaned::default()
        };
    }
    block::clean(&body.value, &body.field, desk)
}
