//! The page data that the publisher writes and the browser reads, and the URLs of the site.
//!
//! 1. **Content is data, never markup.** A body is a list of [`Block`]s. None of these types holds
//!    an HTML string.
//! 2. **Values are valid.** A [`Slug`], a [`Day`], a [`LocalTime`] and an [`Href`] can only be made
//!    by parsing, even from JSON, so hostile or damaged data is rejected at the border.
//! 3. **URLs have one place.** Only [`Route`] parses and prints the addresses of pages.
//! 4. **Data is small on the wire and in the browser.** Enums are externally tagged, with short
//!    names. Internally tagged ones make serde buffer, which takes kilobytes of WebAssembly.

mod article;
mod block;
mod card;
mod edition;
mod front;
mod href;
mod image;
mod inline;
mod interface;
pub mod json;
mod laid_out;
mod listing;
mod local_time;
pub mod messages;
mod page_data;
mod period;
mod rail;
#[cfg(not(target_arch = "wasm32"))]
mod recording;
mod route;
mod site;
mod slug;
#[cfg(not(target_arch = "wasm32"))]
mod static_block;
mod title;

pub use article::{Article, BylinePart, TagRef};
pub use block::*;
pub use card::Card;
pub use front::{Front, Strip};
pub use href::{Href, HrefError};
pub use image::{Format, IMAGE_WIDTHS, Image, ImageSource, PictureAddresses};
pub use inline::{Direction, Inline, LinkText, Span, Text, has_rare_formatting, plain_text};
pub use interface::{Interface, interface_lang};
pub use json::DATA_VERSION;
pub use laid_out::{AttributeName, Attributes, Element, ElementName, LINK_CARD, LaidOut};
pub use listing::{Listing, ListingKind};
pub use local_time::{Day, LocalTime, TimeError};
pub use page_data::{Page, PageData};
pub use period::{EditionPath, Month, Period, Year};
pub use rail::{RAIL_CARDS, Rail};
#[cfg(not(target_arch = "wasm32"))]
pub use recording::{
    Audio, FileSource, Recording, RecordingFile, RecordingKind, Track, TrackKind, Video,
};
pub use route::{PageNumber, Route, is_rail_path, media_path, popular_path, rail_path, site_path};
pub use site::{SectionRef, Site};
pub use slug::{RESERVED, Slug, SlugError};
#[cfg(not(target_arch = "wasm32"))]
pub use static_block::*;
pub use title::title;
