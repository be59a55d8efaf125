//! How pages come by their style, as far as hosts have a part in it.

use serde::Deserialize;

/// Where the style of a page stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StylePlace {
    /// In the page: it is painted when it has come, without another request.
    #[default]
    InPage,
    /// In files that the page names, so that the policy is the same for every release.
    Linked,
}

/// What hosts are told of the style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// It stands in the pages: what the policy lets in, as CSP source expressions.
    InPage(Vec<String>),
    /// It is a file at this address, without the base, and can be asked for early:
    /// `/assets/main-1f3a.css`.
    Linked(String),
}
