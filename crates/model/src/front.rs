//! The data of the front page, of today or of a past day.

use crate::{Block, Card, LocalTime, SectionRef};
use serde::{Deserialize, Serialize};

/// The front page, the edition of a past day, or the calendar of a month, a year or all time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// The headline: `Edition of March 28, 2025`. Empty on the front page of today, whose headline is the
    /// newspaper's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The links and calendars of an edition. A calendar is made of the blocks that stories have, so that
    /// the app needs hardly any code for it. Empty on the front page of today.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// The lead story, then the other top stories. No story is on the page twice. Empty if the newspaper has
    /// no stories, and in a calendar.
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
        let times = self.cards().map(|card| card.time);
        times.max_by_key(|time| time.utc_seconds())
    }

    /// Returns the cards of all stories.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        let strips = self.strips.iter().flat_map(|strip| &strip.cards);
        self.top.iter().chain(strips)
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
