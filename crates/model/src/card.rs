//! The card of a story in a list.

use crate::{Image, LocalTime, Route};
use serde::{Deserialize, Serialize};

/// A story as the front page, a listing or a rail shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The story's page.
    pub url: Route,
    /// The names of the story's tags, in alphabetical order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kicker: Vec<String>,
    /// The headline.
    pub headline: String,
    /// A summary in a sentence or two. Empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// When the story was first published.
    pub time: LocalTime,
    /// The picture. It has no alternative text, because the headline is beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The story's language (BCP 47), if it differs from the newspaper's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}
