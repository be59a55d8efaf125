//! A section, a tag or an author: stories, newest first, in pages.

use crate::{Card, PageNumber, Slug};
use serde::{Deserialize, Serialize};

/// What a listing lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListingKind {
    /// A section of the newspaper.
    Section,
    /// Stories with a tag.
    Tag,
    /// Stories by an author or a desk.
    Author,
}

/// A page of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// What it lists.
    pub kind: ListingKind,
    /// The slug of section, tag or author.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What it is about, or who; empty where it is not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// This page's number; none on the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// Newest first. On the newest page of a section the first is its lead.
    pub cards: Vec<Card>,
    /// The next page with older stories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<PageNumber>,
    /// The next page with newer stories, where it is not the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<PageNumber>,
}
