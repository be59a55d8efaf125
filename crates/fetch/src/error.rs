//! Why something cannot be fetched.

use std::time::Duration;

/// The reason why an address cannot be fetched, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address is neither `https` nor `http`.
    #[error("it is neither an https nor an http address")]
    Scheme,
    /// The host is in a private network, and the source is not.
    #[error(
        "{host} is in a private network; nothing is fetched from there, because the address comes from \
         outside"
    )]
    Private {
        /// The host or address.
        host: String,
    },
    /// The host has no address.
    #[error("the host {host} is not known; check the spelling and the network")]
    UnknownHost {
        /// The host.
        host: String,
    },
    /// A password would be sent without encryption.
    #[error("a password is only sent over https; use the https address")]
    Unencrypted,
    /// The host answers with an error.
    #[error("the host answers {status}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// The start of the answer, for a source that knows the error messages of its system.
        body: Vec<u8>,
    },
    /// The host asks to wait longer than an import does.
    #[error("the host asks to wait for {} seconds; try again then", .0.as_secs())]
    Wait(Duration),
    /// The answer is larger than allowed.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// There are too many redirects, or one leads nowhere.
    #[error("it redirects more than {0} times, or to an address that is not valid")]
    Redirects(usize),
    /// The host does not answer, or stops in the middle.
    #[error("the host did not answer in time; try again")]
    Timeout,
    /// The answer cannot be decoded.
    #[error("the answer is not valid gzip")]
    Encoding,
    /// Anything else that fails on the way.
    #[error("{0}; check the address and the network")]
    Transport(String),
}

impl FetchError {
    /// Returns whether another attempt can succeed soon.
    pub(crate) fn is_temporary(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(status, 429 | 500 | 502 | 503 | 504),
            Self::Timeout | Self::Transport(_) => true,
            Self::Scheme
            | Self::Private { .. }
            | Self::UnknownHost { .. }
            | Self::Unencrypted
            | Self::Wait(_)
            | Self::TooLarge { .. }
            | Self::Redirects(_)
            | Self::Encoding => false,
        }
    }
}
