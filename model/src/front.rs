//! The front page.

use crate::{Card, SectionRef};
use serde::{Deserialize, Serialize};

/// The front page's stories: each story stands on it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// The lead story first, then the other top stories. Empty on a newspaper without stories.
    pub top: Vec<Card>,
    /// Strips with the newest of each section.
    pub strips: Vec<Strip>,
}

/// The newest stories of a section, on the front page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// The section.
    pub section: SectionRef,
    /// Its newest stories, newest first.
    pub cards: Vec<Card>,
}
