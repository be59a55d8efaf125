//! How pages get their style, as far as it matters to hosts.

use serde::Deserialize;

/// Whether pages contain their style or link to it; the setting `style` in `site.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StylePlace {
    /// The style is in the page, which is painted without another request.
    #[default]
    InPage,
    /// The style is in files that the page links to, so the Content-Security-Policy is the same for
    /// every release.
    Linked,
}

/// The style, as host configurations need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// The style is in the pages. Holds its hashes, as CSP source expressions.
    InPage(Vec<String>),
    /// The style is a file that browsers can preload. Holds its path without the base path:
    /// `/assets/main-1f3a.css`.
    Linked(String),
}
