//! A column of cards beside a story.

use crate::{Card, Slug};
use serde::{Deserialize, Serialize};

/// How many cards a rail shows. Its file holds one more, since the story being read is left out.
pub const RAIL_CARDS: usize = 4;

/// *Popular*, or the newest stories with a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rail {
    /// `Popular`, or the tag's name.
    pub name: String,
    /// The tag; none for *Popular*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Slug>,
    /// Up to [`RAIL_CARDS`] and one more.
    pub cards: Vec<Card>,
}
