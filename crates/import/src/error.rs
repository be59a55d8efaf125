//! What ends an import.

use std::path::PathBuf;

/// The reason why an import ends before its source does.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The newspaper's configuration is not valid.
    #[error(transparent)]
    Config(#[from] frontpage_base::config::ConfigError),
    /// The source cannot be opened or read.
    #[error("{path}: cannot be read: {source}; check the path and the permissions")]
    Read {
        /// The source.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The format of the source is not known.
    #[error(
        "{path}: is neither a WordPress export (WXR), nor posts of the WordPress REST API, nor an RSS, \
         Atom or JSON feed, nor a page, nor an agency's ninjs, NITF or NewsML; export the posts with \
         Tools, Export in WordPress, give the address of the site, its API or its feed, or save what the \
         agency delivers as it is"
    )]
    UnknownFormat {
        /// The source.
        path: PathBuf,
    },
    /// A folder has no file that may be a source.
    #[error(
        "{path}: has no file that ends with .xml, .xml.gz, .json, 
         .rss, .atom, .html or .htm; name another folder"
    )]
    NoFiles {
        /// The folder.
        path: PathBuf,
    },
    /// An address cannot be fetched.
    #[error("{url}: cannot be fetched: {source}")]
    Fetch {
        /// The address.
        url: String,
        /// What went wrong.
        source: frontpage_fetch::FetchError,
    },
    /// A source that can be read only once was to be watched.
    #[error(
        "{place}: cannot be watched, because it can be read only once; name a file, a folder or an address"
    )]
    Unwatchable {
        /// The source.
        place: String,
    },
    /// A file cannot be written.
    #[error("{path}: cannot be written: {source}; check the permissions and the free space")]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The mapping is not valid.
    #[error("{path}: {place}: {reason}")]
    Mapping {
        /// The file.
        path: PathBuf,
        /// The line or the key.
        place: String,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// The option `--section` names no section.
    #[error("--section {name}: is not a section of this newspaper; use one of {known}")]
    UnknownSection {
        /// What the option says.
        name: String,
        /// The sections that there are.
        known: String,
    },
    /// There is no section to put stories into.
    #[error("site.toml: sections: there are none; add one, so that the stories have a place")]
    NoSections,
}

impl ImportError {
    /// Returns whether the source is to blame, and not the newspaper, so that other sources can still be
    /// imported.
    pub fn is_of_the_source(&self) -> bool {
        match self {
            Self::Read { .. }
            | Self::UnknownFormat { .. }
            | Self::NoFiles { .. }
            | Self::Fetch { .. } => true,
            Self::Config(_)
            | Self::Unwatchable { .. }
            | Self::Write { .. }
            | Self::Mapping { .. }
            | Self::UnknownSection { .. }
            | Self::NoSections => false,
        }
    }
}
