//! A story in a list.

use crate::{Image, LocalTime, Route};
use serde::{Deserialize, Serialize};

/// What a front page, a section, a rail shows of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The story's page.
    pub url: Route,
    /// Names of the story's tags, in alphabetical order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kicker: Vec<String>,
    /// The headline.
    pub headline: String,
    /// What the story says, in a sentence or two; empty where it is not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// When it was first published.
    pub time: LocalTime,
    /// Its picture, without an alternative text: the headline stands beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// Its language where it differs from the newspaper's, as in BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}
