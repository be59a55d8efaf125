//! A story.

use crate::{Block, Direction, Figure, LocalTime, Route, SectionRef, Slug};
use serde::{Deserialize, Serialize};

/// A story, as its own page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its page; it never changes.
    pub url: Route,
    /// The section it stands in.
    pub section: SectionRef,
    /// Its tags, in alphabetical order of their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagRef>,
    /// The headline.
    pub headline: String,
    /// What it says, in a sentence or two; empty where it is not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The lead picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Figure>,
    /// When it was first published.
    pub published: LocalTime,
    /// When it was last changed, where that is later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<LocalTime>,
    /// The byline in parts, to be printed one after the other: `By the `, `World desk`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<BylinePart>,
    /// The dateline: where the story was written from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// The body.
    pub body: Vec<Block>,
    /// Who reported it, for the story's end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Its language where it differs from the newspaper's, as in BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Its direction where it differs from the newspaper's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// The tag whose rail stands beside the story: the one with the fewest stories among those
    /// that can fill a rail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rail: Option<TagRef>,
}

/// A tag, by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TagRef {
    /// In the URL.
    pub slug: Slug,
    /// In print: `MidEast`.
    pub name: String,
}

/// A piece of a byline: plain, or an author with a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BylinePart {
    /// What is printed.
    pub text: String,
    /// The author's page, where this piece names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Slug>,
}
