//! What the publisher lays out: blocks whose view is static. Each has its layout in `crates/blocks`.

use crate::{Day, Href, Inline, LocalTime, Route, Text};
use serde::Serialize;

/// A block that needs no code in the app. It is never part of page data; tests compare it as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StaticBlock {
    /// A table, which is a calendar in editions.
    Table(Table),
    /// A link card for content on another site. Nothing of that content loads by itself.
    Embed(Embed),
    /// A correction of an earlier version.
    Correction(Correction),
    /// The most important points of the story, in a box.
    KeyPoints(KeyPoints),
}

/// A table of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The caption. Empty if there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// The rows of column headings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// The rows of data.
    pub body: Vec<Row>,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The text.
    pub text: Text,
    /// Whether it is the heading of its row or column.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub header: bool,
    /// How many columns it spans: 1 to 100.
    #[serde(skip_serializing_if = "is_one")]
    pub cols: u16,
    /// How many rows it spans: 1 to 100.
    #[serde(skip_serializing_if = "is_one")]
    pub rows: u16,
}

// Serde passes the field by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(number: &u16) -> bool {
    *number == 1
}

/// A link card for content on another site, such as a post or a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// The address of the content.
    pub href: Href,
    /// The title of the content.
    pub title: String,
    /// A note about the content. Empty if there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub note: Text,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The day of the correction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What was wrong, and what is right.
    pub text: Text,
}

/// The most important points of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyPoints {
    /// The heading. Empty if the story gives none; the interface has one then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading: Text,
    /// The points.
    pub points: Vec<Text>,
}

impl StaticBlock {
    /// Returns a block of every kind, with `text` wherever a block holds text, like
    /// [`Block::samples`](crate::Block::samples).
    pub fn samples(text: &str) -> Vec<Self> {
        let words = || vec![Inline::Text(text.into())];
        let cell = |header| Cell {
            text: words(),
            header,
            cols: 2,
            rows: 1,
        };
        vec![
            Self::Table(Table {
                caption: words(),
                head: vec![vec![cell(true)]],
                body: vec![vec![cell(false)]],
            }),
            Self::Embed(Embed {
                href: Href::Internal(Route::Front),
                title: text.into(),
                note: words(),
            }),
            Self::Correction(Correction {
                day: Some(LocalTime::EPOCH.day()),
                text: words(),
            }),
            Self::KeyPoints(KeyPoints {
                heading: Text::new(),
                points: vec![words(), words()],
            }),
        ]
    }
}
