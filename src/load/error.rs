//! What can go wrong between a click and its data.

use core::fmt;

/// Why a single try got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No connection, or it broke.
    Network,
    /// No complete answer in time.
    Timeout,
}

/// Why a page's data could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// There is no such page: the host said so, or sent its fallback page in place of data.
    NotFound,
    /// No answer after every try.
    Unreachable(Fault),
    /// The host answered with a status that is neither success nor "not found".
    Status(u16),
    /// The data is not what it should be.
    Unreadable {
        /// The file, from the site's root.
        file: String,
        /// Where in the file: `page.article.body[3].p.text`, or `the whole file`.
        field: String,
        /// What is wrong there.
        reason: String,
    },
    /// The data is of a later version than this app can read.
    Newer(u32),
}

impl LoadError {
    /// A file that is whole, and not what it is called.
    pub(crate) fn another_kind(file: String) -> Self {
        Self::Unreadable {
            file,
            field: "page".into(),
            reason: "holds another kind of page than its address names".into(),
        }
    }

    /// Whether the page may well be there, and only its host was not reached, or refused.
    pub fn is_of_the_line(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Status(_))
    }

    /// Whether the same request may go well a moment later.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Status(500..=599))
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Unreachable(Fault::Network) => f.write_str("no connection"),
            Self::Unreachable(Fault::Timeout) => f.write_str("no answer in time"),
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
