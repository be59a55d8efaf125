//! An element of a static view.

use super::StaticView;
use std::borrow::Cow;

/// An element with its attributes and children. [`ViewBuilder`](super::ViewBuilder) makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// Without empty texts, without lists, and without two texts in a row.
    pub(super) children: Vec<StaticView>,
}
