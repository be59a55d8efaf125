//! What is wrong with the machine, and not with the content. It says nothing of a story: so it
//! stops the publish, what is published stays as it is, and no run remembers it.

use std::io;
use std::path::Path;
use std::sync::Arc;

/// Why the content could not be told.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Fault {
    /// A file or a folder of the content is there and cannot be read.
    #[error(
        "{path}: cannot be read: {source}; nothing was published; mend that, or take it out of the \
         content folder, and publish again"
    )]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: Arc<io::Error>,
    },
    /// A file of the content is another at every look.
    #[error(
        "{path}: changes all the time, and so cannot be read; nothing was published; write it \
         under another name and rename it, and publish again"
    )]
    Restless {
        /// The file.
        path: String,
    },
    /// A picture that was made cannot be kept.
    #[error(
        "{path}: cannot be written: {source}; nothing was published{}",
        remedy(source)
    )]
    Keep {
        /// The file in the cache.
        path: String,
        /// Why.
        source: Arc<io::Error>,
    },
}

impl Fault {
    /// That a file cannot be read.
    pub fn read(path: &Path, source: io::Error) -> Self {
        Self::Read {
            path: path.display().to_string(),
            source: Arc::new(source),
        }
    }

    /// That a file cannot be put into the cache.
    pub fn keep(path: &Path, source: io::Error) -> Self {
        Self::Keep {
            path: path.display().to_string(),
            source: Arc::new(source),
        }
    }
}

/// Returns the remedy for an I/O error, to be added to a message, or an empty text.
pub fn remedy(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded => "; make room and publish again",
        PermissionDenied => "; check the permissions of the folder",
        ReadOnlyFilesystem => "; choose a folder that can be written to",
        _ => "",
    }
}
