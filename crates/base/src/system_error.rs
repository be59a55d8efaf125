//! System errors: I/O errors that abort the publish.
//!
//! Such an error says nothing about a story, so the published site stays as it is, and the error is
//! never cached.

use std::io;
use std::path::Path;
use std::sync::Arc;

/// An I/O error that aborts the publish.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SystemError {
    /// A file or folder of the content exists but cannot be read.
    #[error(
        "{path}: cannot be read: {source}; nothing was published; fix this, or move it out of the \
             content folder, and publish again"
    )]
    Read {
        /// The file or folder.
        path: String,
        /// The underlying error.
        source: Arc<io::Error>,
    },
    /// A file of the content kept changing while it was read.
    #[error(
        "{path}: keeps changing, so it cannot be read; nothing was published; write it under \
             another name, rename it once it is complete, and publish again"
    )]
    KeepsChanging {
        /// The file.
        path: String,
    },
    /// A finished picture cannot be written to the cache.
    #[error(
        "{path}: cannot be written: {source}; nothing was published{}",
        remedy(source)
    )]
    Cache {
        /// The file in the cache.
        path: String,
        /// The underlying error.
        source: Arc<io::Error>,
    },
}

impl SystemError {
    /// Creates the error for a file that cannot be read.
    pub fn read(path: &Path, source: io::Error) -> Self {
        Self::Read {
            path: path.display().to_string(),
            source: Arc::new(source),
        }
    }

    /// Creates the error for a file that cannot be written to the cache.
    pub fn cache(path: &Path, source: io::Error) -> Self {
        Self::Cache {
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
