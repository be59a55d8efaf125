//! What is known about a content file. It is kept between runs.

use super::Outcome;
use super::head::{Fate, Head};
use crate::story::Story;
use frontpage_base::key::Key;
use frontpage_base::report::Finding;
use frontpage_base::stamp::Stamp;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A content file and what was found in it. Nothing here depends on the time of the publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The stamp of the file; `None` if it must be read again.
    pub stamp: Option<Stamp>,
    /// The fingerprint of the file.
    pub key: Key,
    /// The head of the item, or why it cannot be read.
    pub head: Result<Head, Finding>,
    /// The parse result; `None` until it is needed.
    pub looked: Option<Looked>,
}

/// The parse result of an item, and what it depends on besides the item's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// What it turned out to be.
    pub outcome: Outcome,
    /// The fingerprint of the newspaper's settings that it depends on.
    pub desk: Key,
    /// The pictures that the item names, each with the fingerprint of what was found there.
    pub pictures: Vec<(String, Key)>,
}

/// What to do with a file that is neither withheld nor under embargo.
#[derive(Debug)]
pub enum Told<'a> {
    /// Publish it.
    Story(&'a Story),
    /// Skip it.
    NoStory,
    /// Report it to the editors.
    Refused(&'a [Finding]),
}

impl Known {
    /// Returns whether the item must be parsed before [`told`](Self::told) can answer.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.looked.is_none()
            && self
                .head
                .as_ref()
                .is_ok_and(|head| head.fate(now) == Fate::Free)
    }

    /// Returns what to do with the file.
    pub fn told(&self, now: Timestamp) -> Told<'_> {
        let head = match &self.head {
            Ok(head) => head,
            Err(finding) => return Told::Refused(std::slice::from_ref(finding)),
        };
        if let Fate::Unclear(finding) = head.fate(now) {
            return Told::Refused(std::slice::from_ref(finding));
        }
        match self.looked.as_ref().map(|looked| &looked.outcome) {
            Some(Outcome::Story(story)) => Told::Story(story),
            Some(Outcome::Bad(findings)) => Told::Refused(findings),
            Some(Outcome::NoStory) | None => Told::NoStory,
        }
    }

    /// Returns the story, if the item is known to be one.
    pub fn story(&self) -> Option<&Story> {
        match &self.looked.as_ref()?.outcome {
            Outcome::Story(story) => Some(story),
            _ => None,
        }
    }
}
