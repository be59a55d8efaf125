//! What is left to do, on disk: with it, a publish that was killed is finished by the next one.

use super::manifest::Entry;
use super::{WriteError, at};
use crate::key::{self, Key};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::Path;

/// A publish whose files are all staged.
#[derive(Debug, Serialize, Deserialize)]
pub struct Journal {
    /// Whether the staging folder becomes the site's folder, since there is none.
    pub whole: bool,
    /// What becomes of each file.
    pub changes: Vec<Change>,
}

/// What becomes of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// From the site's root.
    pub path: Box<str>,
    /// What goes onto the list; none takes it off.
    pub entry: Option<Entry>,
    /// Which files go to their places.
    pub put: u8,
    /// Which files are removed.
    pub remove: u8,
}

impl Journal {
    /// Writes it; from here on the publish will be finished.
    pub fn write(&self, file: &Path) -> Result<(), WriteError> {
        let head = vec![0; size_of::<Key>()];
        let bytes = postcard::to_extend(self, head).map_err(std::io::Error::other);
        let done = bytes.and_then(|mut bytes| {
            let (head, rest) = bytes.split_at_mut(size_of::<Key>());
            head.copy_from_slice(&key::of(rest));
            super::atomic(file, &bytes)
        });
        done.map_err(at(file))
    }

    /// Reads what a killed run left.
    pub fn read(file: &Path) -> Result<Option<Self>, WriteError> {
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(file)(error)),
        };
        bytes
            .split_first_chunk::<16>()
            .filter(|(hash, rest)| key::of(rest) == **hash)
            .and_then(|(_, rest)| postcard::from_bytes::<Self>(rest).ok())
            .filter(|journal| {
                let mut paths = journal.changes.iter().map(|change| &change.path);
                paths.all(|path| super::manifest::is_below(path))
            })
            .map(Some)
            .ok_or_else(|| WriteError::Journal {
                path: file.display().to_string(),
            })
    }
}
