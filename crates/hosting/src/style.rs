//! How pages come by their style, as far as hosts have a part in it.

/// What hosts are told of the style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// It stands in the pages: what the policy lets in, as CSP source expressions.
    InPage(Vec<String>),
    /// It is a file at this address, without the base, and can be asked for early:
    /// `/assets/main-1f3a.css`.
    Linked(String),
}
