//! The data of a listing: the stories of a section, a tag or an author, in pages.

use crate::{Card, PageNumber, Slug};
use serde::{Deserialize, Serialize};

/// The kind of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListingKind {
    /// The stories of a section.
    Section,
    /// The stories with a tag.
    Tag,
    /// The stories by an author or a desk.
    Author,
}

/// A page of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// The kind of listing.
    pub kind: ListingKind,
    /// The slug of the section, tag or author.
    pub slug: Slug,
    /// The name of the section, tag or author.
    pub name: String,
    /// A description of the section, tag or author. Empty if there is none.
    #[serde(rename = "about", default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The number of this page; `None` on the newest page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// The stories, newest first. On the newest page of a section the first one is the lead story.
    pub cards: Vec<Card>,
    /// The number of the page with the next older stories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<PageNumber>,
    /// The number of the page with the next newer stories; `None` if that is the newest page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<PageNumber>,
}
