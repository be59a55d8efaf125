//! An element of a static view.

use super::{AttributeValue, StaticView};
use std::borrow::Cow;

/// An element with its attributes and children. `static_view!` writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// Without empty texts, without lists, and without two texts in a row.
    pub(super) children: Vec<StaticView>,
}

impl Element {
    /// Creates an empty element.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Sets an attribute, which must not be set already.
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<AttributeValue>) -> Self {
        self.set(name, value.into());
        self
    }

    /// Adds a child, or several.
    #[must_use]
    pub fn child(mut self, child: impl Into<StaticView>) -> Self {
        child.into().add_to(&mut self.children);
        self
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, AttributeValue(value): AttributeValue) {
        if let Some(value) = value {
            self.attributes.push((name, value));
        }
    }
}
