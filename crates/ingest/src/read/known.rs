//! What is known of a content file, and kept between runs.

use super::Outcome;
use super::head::{Fate, Head};
use crate::story::Story;
use frontpage_base::key::Key;
use frontpage_base::report::Finding;
use frontpage_base::stamp::Stamp;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A content file and what was found in it. Nothing of it depends on the moment of publishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// None where the file has to be read again.
    pub stamp: Option<Stamp>,
    /// The hash of the file.
    pub key: Key,
    /// Which item it is, or why that is not known.
    pub head: Result<Head, Finding>,
    /// What it is, where anybody needed to know so far.
    pub looked: Option<Looked>,
}

/// What an item turned out to be, and what that depends on beside its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// What it turned out to be.
    pub outcome: Outcome,
    /// The hash of all that decides this, but for the file and its pictures.
    pub desk: Key,
    /// The pictures it names, and what was found there.
    pub pictures: Vec<(String, Key)>,
}

/// What is to be done with a file that nothing forbids to publish.
#[derive(Debug)]
pub enum Told<'a> {
    /// Publish it.
    Story(&'a Story),
    /// Pass over it.
    NoStory,
    /// Tell the editors.
    Refused(&'a [Finding]),
}

impl Known {
    /// Whether it must be looked at before [`told`](Self::told) can answer.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.looked.is_none()
            && self
                .head
                .as_ref()
                .is_ok_and(|head| head.fate(now) == Fate::Free)
    }

    /// What is to be done with it.
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

    /// The story, where it is known to be one.
    pub fn story(&self) -> Option<&Story> {
        match &self.looked.as_ref()?.outcome {
            Outcome::Story(story) => Some(story),
            _ => None,
        }
    }
}
