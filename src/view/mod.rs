//! Views without reactivity, which are most of what a newspaper shows.
//!
//! Each element of a Leptos view is a generic type of its own, and its code to build and to change
//! is compiled each time. A [`StaticView`] is one type: a tree of elements, attributes and text. See
//! `docs/adr/0018-static-views.md`.
//!
//! 1. **A static view is data.** It is compared, and what is equal keeps its nodes.
//! 2. **It renders natively and in the browser**: as the HTML of a published page, and as elements.
//! 3. **It is a Leptos view like any other**, so that a reactive view can return it.
//! 4. **What moves is mounted on it** (`browser::elements::mount`), because a published page is
//!    adopted and not built again.
//! 5. **It is never parsed from a string.** Elements are created, and text is escaped when it is
//!    written as HTML.

mod builder;
mod dom;
mod element;
mod html;
mod static_view;

pub use builder::{AttributeValue, Child, ViewBuilder};
pub use dom::StaticViewState;
#[cfg(target_arch = "wasm32")]
pub use dom::update_children;
pub use element::Element;
pub use frontpage_view_macro::static_view;
pub use static_view::StaticView;
