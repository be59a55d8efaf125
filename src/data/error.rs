//! The errors of loading page data.

use crate::browser::network::TransportError;
use core::fmt;

/// Why page data could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// There is no such page: the host said so, or sent its HTML fallback page in place of data.
    NotFound,
    /// There was no response to any attempt.
    Unreachable(TransportError),
    /// The host answered with a status that is neither success nor "not found".
    Status(u16),
    /// The data is invalid.
    Unreadable {
        /// The file, from the site's root.
        file: String,
        /// The field in the file: `page.article.body[3].p.text`, or `the whole file`.
        field: String,
        /// What is wrong there.
        reason: String,
    },
    /// The data has a later version than this app can read.
    Newer(u32),
}

impl LoadError {
    /// The error for a valid file that holds another kind of page than its path names.
    pub(crate) fn wrong_kind(file: String) -> Self {
        Self::Unreadable {
            file,
            field: "page".into(),
            reason: "holds another kind of page than its address names".into(),
        }
    }

    /// Whether the connection or the host failed, so that the page itself can still exist.
    pub fn is_connection_error(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Status(_))
    }

    /// Whether the same request can succeed a moment later.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Status(500..=599))
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Unreachable(TransportError::Network) => f.write_str("no connection"),
            Self::Unreachable(TransportError::Timeout) => f.write_str("no answer in time"),
            Self::Status(status) => write!(f, "status {status}"),
            Self::Unreadable {
                file,
                field,
                reason,
            } => write!(f, "{file}: {field}: {reason}"),
            Self::Newer(version) => write!(f, "data version {version} is newer than this app"),
        }
    }
}

impl core::error::Error for LoadError {}
