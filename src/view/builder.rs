//! Builds a static view. The code that `static_view!` generates calls this builder.

use super::{Element, StaticView};
use std::borrow::Cow;

/// A static view that is being built: elements are opened, filled and closed.
///
/// Every step is a call of a function that is not generic, because there are a thousand of them in the
/// app.
#[derive(Debug, Default)]
pub struct ViewBuilder {
    /// The elements that are open, the innermost last.
    open: Vec<Element>,
    /// The views outside of all elements.
    views: Vec<StaticView>,
}

impl ViewBuilder {
    /// Opens an element. What follows is inside it.
    #[inline(never)]
    pub fn open(&mut self, name: &'static str) {
        self.open.push(Element {
            name,
            attributes: Vec::new(),
            children: Vec::new(),
        });
    }

    /// Closes the element that was opened last.
    #[inline(never)]
    pub fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.add(StaticView::Element(element));
        }
    }

    /// Sets an attribute of the element that was opened last, which must not have it already.
    pub fn attribute(&mut self, name: &'static str, value: impl AttributeValue) {
        value.set(name, self);
    }

    /// Adds a child, or several.
    pub fn child(&mut self, child: impl Child) {
        child.add_to(self);
    }

    /// Returns the view. A single text or element is no list.
    #[inline(never)]
    pub fn finish(mut self) -> StaticView {
        match self.views.len() {
            1 => self.views.remove(0),
            _ => StaticView::List(self.views),
        }
    }

    #[inline(never)]
    fn add(&mut self, view: StaticView) {
        let views = match self.open.last_mut() {
            Some(element) => &mut element.children,
            None => &mut self.views,
        };
        view.add_to(views);
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, value: Cow<'static, str>) {
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((name, value));
        }
    }
}

/// What an element of a static view can contain.
pub trait Child {
    /// Adds it to the view.
    fn add_to(self, builder: &mut ViewBuilder);
}

impl Child for &'static str {
    #[inline(never)]
    fn add_to(self, builder: &mut ViewBuilder) {
        builder.add(StaticView::Text(Cow::Borrowed(self)));
    }
}

impl Child for String {
    #[inline(never)]
    fn add_to(self, builder: &mut ViewBuilder) {
        builder.add(StaticView::Text(Cow::Owned(self)));
    }
}

impl Child for StaticView {
    fn add_to(self, builder: &mut ViewBuilder) {
        builder.add(self);
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, builder: &mut ViewBuilder) {
        if let Some(child) = self {
            child.add_to(builder);
        }
    }
}

/// The value of an attribute. `None` leaves the attribute out.
pub trait AttributeValue {
    /// Sets the attribute of the element that was opened last.
    fn set(self, name: &'static str, builder: &mut ViewBuilder);
}

impl AttributeValue for &'static str {
    #[inline(never)]
    fn set(self, name: &'static str, builder: &mut ViewBuilder) {
        builder.set(name, Cow::Borrowed(self));
    }
}

impl AttributeValue for String {
    #[inline(never)]
    fn set(self, name: &'static str, builder: &mut ViewBuilder) {
        builder.set(name, Cow::Owned(self));
    }
}

impl AttributeValue for u32 {
    #[inline(never)]
    fn set(self, name: &'static str, builder: &mut ViewBuilder) {
        self.to_string().set(name, builder);
    }
}

impl<V: AttributeValue> AttributeValue for Option<V> {
    fn set(self, name: &'static str, builder: &mut ViewBuilder) {
        if let Some(value) = self {
            value.set(name, builder);
        }
    }
}
