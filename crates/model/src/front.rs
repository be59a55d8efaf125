//! The front page.

use crate::{Card, LocalTime, SectionRef};
use serde::{Deserialize, Serialize};

/// The front page's stories: each story stands on it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// The lead story first, then the other top stories. Empty on a newspaper without stories.
    pub top: Vec<Card>,
    /// Strips with the newest of each section.
    pub strips: Vec<Strip>,
}

impl Front {
    /// When its newest story was published: what the date bar shows until the reader's clock is
    /// read. Not the moment of publishing, or each publish would change the page.
    pub fn newest(&self) -> Option<LocalTime> {
        let strips = self.strips.iter().flat_map(|strip| &strip.cards);
        let times = self.top.iter().chain(strips).map(|card| card.time);
        times.max_by_key(|time| time.order())
    }
}

/// The newest stories of a section, on the front page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// The section.
    pub section: SectionRef,
    /// Its newest stories, newest first.
    pub cards: Vec<Card>,
}
