//! A view without reactivity.

use super::Element;
use std::borrow::Cow;

/// A view without reactivity: text, an element, or a list of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaticView {
    /// A text.
    Text(Cow<'static, str>),
    /// An element with everything in it.
    Element(Element),
    /// Any number of views, none of which is a list.
    List(Vec<StaticView>),
}

impl StaticView {
    /// Adds the view to a list. Flattens lists, leaves out empty texts, and joins adjacent texts, because a
    /// browser that parses the HTML would join them too.
    #[inline(never)]
    pub(super) fn add_to(self, views: &mut Vec<Self>) {
        match self {
            Self::Text(text) if text.is_empty() => {}
            Self::Text(text) => {
                if let Some(Self::Text(before)) = views.last_mut() {
                    before.to_mut().push_str(&text);
                } else {
                    views.push(Self::Text(text));
                }
            }
            Self::List(list) => {
                for view in list {
                    view.add_to(views);
                }
            }
            Self::Element(_) => views.push(self),
        }
    }
}

impl Default for StaticView {
    /// Nothing.
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl From<&'static str> for StaticView {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for StaticView {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<V: Into<StaticView>> From<Option<V>> for StaticView {
    fn from(view: Option<V>) -> Self {
        match view {
            Some(view) => view.into(),
            None => Self::default(),
        }
    }
}

impl<V: Into<StaticView>> FromIterator<V> for StaticView {
    fn from_iter<I: IntoIterator<Item = V>>(views: I) -> Self {
        let mut list = Vec::new();
        for view in views {
            view.into().add_to(&mut list);
        }
        Self::List(list)
    }
}
