//! The data that travels between the publisher and the reader's browser, and the URLs.
//!
//! 1. **Content is data, never markup.** A body is a list of [`Block`]s; there is no HTML string
//!    in any of these types.
//! 2. **What is here is valid.** A [`Slug`], a [`Day`], a [`LocalTime`], a [`Href`] can only be
//!    made by parsing, also when it comes out of JSON: hostile or broken data stops at the border.
//! 3. **One place for URLs.** [`Route`] parses and prints every address; nothing else does.
//! 4. **Small on the wire and in the browser.** Externally tagged enums with short names:
//!    internally tagged ones make serde buffer, which costs kilobytes of WebAssembly.

mod article;
mod block;
mod card;
mod front;
mod href;
mod image;
pub mod json;
mod listing;
mod local_time;
mod rail;
mod route;
mod site;
mod slug;
mod title;
mod twin;

pub use article::{Article, BylinePart, TagRef};
pub use block::{
    Block, Cell, Correction, Direction, Embed, Figure, Heading, Inline, Item, LinkText, List,
    Paragraph, Quote, Related, Row, Span, Table, Text,
};
pub use card::Card;
pub use front::{Front, Strip};
pub use href::{Href, HrefError};
pub use image::{Format, IMAGE_WIDTHS, Image};
pub use listing::{Listing, ListingKind};
pub use local_time::{Day, LocalTime, TimeError};
pub use rail::{RAIL_CARDS, Rail};
pub use route::{PageNumber, Route, is_rail_path, media_path, popular_path, rail_path, site_path};
pub use site::{SectionRef, Site};
pub use slug::{RESERVED, Slug, SlugError};
pub use title::{NOT_FOUND, OFFLINE, title};
pub use twin::{DATA_VERSION, Page, Twin};
