//! What is known about a content file. It is kept between runs.

use super::ItemOutcome;
use super::head::{Head, PublishStatus};
use crate::story::Story;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_base::file_stamp::FileStamp;
use frontpage_base::fingerprint::Fingerprint;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A content file and what was found in it. Nothing here depends on the time of the publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// The stamp of the file; `None` if it must be read again.
    pub stamp: Option<FileStamp>,
    /// The fingerprint of the file.
    pub key: Fingerprint,
    /// The head of the item, or why it cannot be read.
    pub head: Result<Head, FieldDiagnostic>,
    /// The parse result; `None` until it is needed.
    pub parsed: Option<ParseResult>,
}

/// The parse result of an item, and what it depends on besides the item's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParseResult {
    /// What it turned out to be.
    pub outcome: ItemOutcome,
    /// The fingerprint of the newspaper's settings that it depends on.
    pub settings: Fingerprint,
    /// The pictures, recordings and captions that the item names, each with the fingerprint of what was found
    /// there.
    pub pictures: Vec<(String, Fingerprint)>,
}

/// What to do with a file that is neither withheld nor under embargo.
#[derive(Debug)]
pub enum Disposition<'a> {
    /// Publish it.
    Story(&'a Story),
    /// Skip it.
    NoStory,
    /// Report it to the editors.
    Refused(&'a [FieldDiagnostic]),
}

impl FileRecord {
    /// Returns whether the item must be parsed before [`disposition`](Self::disposition) can answer.
    pub fn needs_parsing(&self, now: Timestamp) -> bool {
        self.parsed.is_none()
            && self
                .head
                .as_ref()
                .is_ok_and(|head| head.publish_status(now) == PublishStatus::Free)
    }

    /// Returns what to do with the file.
    pub fn disposition(&self, now: Timestamp) -> Disposition<'_> {
        let head = match &self.head {
            Ok(head) => head,
            Err(finding) => return Disposition::Refused(std::slice::from_ref(finding)),
        };
        if let PublishStatus::Unclear(finding) = head.publish_status(now) {
            return Disposition::Refused(std::slice::from_ref(finding));
        }
        match self.parsed.as_ref().map(|looked| &looked.outcome) {
            Some(ItemOutcome::Story(story)) => Disposition::Story(story),
            Some(ItemOutcome::Bad(findings)) => Disposition::Refused(findings),
            Some(ItemOutcome::NoStory) | None => Disposition::NoStory,
        }
    }

    /// Returns the story, if the item is known to be one.
    pub fn story(&self) -> Option<&Story> {
        match &self.parsed.as_ref()?.outcome {
            ItemOutcome::Story(story) => Some(story),
            _ => None,
        }
    }
}
