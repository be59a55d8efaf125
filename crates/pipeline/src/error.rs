//! The reasons why a build fails.

use frontpage_base::config::ConfigError;
use frontpage_base::system_error::SystemError;
use frontpage_store::WriteError;
use std::path::Path;

/// The reason why nothing could be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// `site.toml` is missing or invalid.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The content folder is missing, or the cache folder cannot be created.
    #[error("{path}: {source}")]
    Folder {
        /// The folder.
        path: String,
        /// The I/O error.
        source: std::io::Error,
    },
    /// A system error: the content cannot be read.
    #[error(transparent)]
    Fault(#[from] SystemError),
    /// The files beyond the data and images cannot be read or made.
    #[error(transparent)]
    Edition(#[from] crate::assemble::EditionError),
    /// `_headers` cannot be made.
    #[error(transparent)]
    Headers(#[from] frontpage_hosting::HeadersError),
    /// An image has to be published, but cannot be read or made.
    #[error("{path}: {reason}; publish again")]
    Picture {
        /// The file.
        path: String,
        /// The reason.
        reason: String,
    },
    /// The edition cannot be written as a file for readers of e-books.
    #[error(
        "{path}: cannot be made: {source}; set `epub = false` in site.toml to publish without it"
    )]
    Book {
        /// The file.
        path: String,
        /// The reason.
        source: std::io::Error,
    },
    /// A page has to be made again for a story whose content file is damaged, and its published
    /// page data, which would take the file's place, is missing too.
    #[error(
        "{path}: the file is damaged, and the published copy of its story is missing or changed; \
         nothing was published; write the file again, or remove it from the content folder, then \
         publish again"
    )]
    DamagedItem {
        /// The content file.
        path: String,
    },
    /// The content changes faster than it can be read.
    #[error(
        "{path}: the content keeps changing while it is read; nothing was written; publish again \
         once it no longer changes"
    )]
    ContentKeepsChanging {
        /// The content folder.
        path: String,
    },
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Converts an I/O error of a folder.
pub fn folder_error(path: &Path) -> impl FnOnce(std::io::Error) -> BuildError {
    let path = path.display().to_string();
    |source| BuildError::Folder { path, source }
}
