//! The data of the front page.

use crate::{Card, LocalTime, SectionRef};
use serde::{Deserialize, Serialize};

/// The stories of the front page. No story is on it twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// The lead story, then the other top stories. Empty if the newspaper has no stories.
    pub top: Vec<Card>,
    /// The strips with the newest stories of each section.
    pub strips: Vec<Strip>,
}

impl Front {
    /// Returns when the newest story on the page was published.
    ///
    /// The date bar shows this day until the app has read the reader's clock. The time of the
    /// publish would not do, because every publish would then change the page.
    pub fn newest(&self) -> Option<LocalTime> {
        let strips = self.strips.iter().flat_map(|strip| &strip.cards);
        let times = self.top.iter().chain(strips).map(|card| card.time);
        times.max_by_key(|time| time.utc_seconds())
    }
}

/// A strip on the front page with the newest stories of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// The section.
    pub section: SectionRef,
    /// The stories, newest first.
    pub cards: Vec<Card>,
}
