//! What the publisher lays out: blocks whose view is static. Each has its layout in `crates/blocks`.

use crate::{Day, Href, Inline, LocalTime, Route, Text};
use serde::Serialize;

/// A block that needs no code in the app. It is never part of page data; tests compare it as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StaticBlock {
    /// A link card for content on another site. Nothing of that content loads by itself.
    Embed(Embed),
    /// A correction of an earlier version.
    Correction(Correction),
    /// The most important points of the story, in a box.
    KeyPoints(KeyPoints),
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
        vec![
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
