//! How pages get their style, as far as it matters to hosts.

/// The style, as host configurations need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostedStyle {
    /// The style is in the pages. Holds its hashes, as CSP source expressions.
    InPage(Vec<String>),
    /// The style is a file that browsers can preload. Holds its path without the base path:
    /// `/assets/main-1f3a.css`.
    Linked(String),
}
