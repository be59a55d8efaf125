//! The media library of an export: pictures, sound and video, which posts name by number.

use frontpage_source::Picture;
use std::collections::HashMap;

/// A file of the media library.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// Its address, alternative text and caption.
    pub picture: Picture,
    /// The number of the post that it was uploaded for, or 0.
    pub parent: u64,
}

/// All files of the media library.
#[derive(Debug, Default)]
pub struct Attachments {
    by_id: HashMap<u64, Attachment>,
    by_parent: HashMap<u64, Vec<u64>>,
}

impl Attachments {
    /// Adds a file.
    pub fn add(&mut self, id: u64, attachment: Attachment) {
        if attachment.parent != 0 {
            let siblings = self.by_parent.entry(attachment.parent).or_default();
            siblings.push(id);
        }
        self.by_id.insert(id, attachment);
    }

    /// Returns a file by its number.
    pub fn get(&self, id: u64) -> Option<&Picture> {
        self.by_id.get(&id).map(|attachment| &attachment.picture)
    }

    /// Returns the numbers of the files that were uploaded for a post, in the order of the export.
    pub fn of_post(&self, id: u64) -> &[u64] {
        self.by_parent.get(&id).map_or(&[], Vec::as_slice)
    }
}
