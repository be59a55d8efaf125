//! Why there is no newspaper.

use frontpage_base::config::ConfigError;
use frontpage_base::fault::Fault;
use frontpage_store::WriteError;
use std::path::Path;

/// Why nothing could be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// `site.toml` is missing or wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The content folder is not there, or the cache cannot be made.
    #[error("{path}: {source}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The content cannot be told.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The data could not be made a newspaper.
    #[error(transparent)]
    Edition(#[from] crate::assemble::EditionError),
    /// No `_headers` could be made.
    #[error(transparent)]
    Headers(#[from] frontpage_hosting::HeadersError),
    /// A picture has to be published and cannot be had.
    #[error("{path}: {reason}; publish again")]
    Picture {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// A page has to be made anew of a story whose file is broken, and the page that is published
    /// is not there to make it of.
    #[error(
        "{path}: is broken, and its story has to be published anew; nothing was published; write \
         it again, or take it out of the content folder, and publish again"
    )]
    Broken {
        /// The file.
        path: String,
    },
    /// The content changes faster than it can be read.
    #[error(
        "{path}: the content keeps changing while it is read; nothing was written; publish again \
         when it holds still"
    )]
    Restless {
        /// The content folder.
        path: String,
    },
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// An error with a folder.
pub fn folder(path: &Path) -> impl FnOnce(std::io::Error) -> BuildError {
    let path = path.display().to_string();
    |source| BuildError::Folder { path, source }
}
