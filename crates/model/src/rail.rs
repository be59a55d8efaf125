//! The data of a rail, a column of cards beside a story.

use crate::{Card, Slug};
use serde::{Deserialize, Serialize};

/// How many cards a rail shows. Its file holds one more, because the rail leaves out the story that
/// it is beside.
pub const RAIL_CARDS: usize = 4;

/// The *Popular* stories, or the newest ones with a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rail {
    /// `Popular`, or the tag's name.
    pub name: String,
    /// The tag; `None` for *Popular*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Slug>,
    /// The cards: up to [`RAIL_CARDS`], and one more.
    pub cards: Vec<Card>,
}
