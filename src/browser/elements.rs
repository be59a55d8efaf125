//! The elements of the page, by selector: reading and changing them, and mounting views there.
//!
//! A published page is adopted as it stands, and extensions, translators and ad blockers change it
//! as they like. So the app looks for an element when it needs it, and does without it if it is
//! missing.

use crate::view::{StaticView, StaticViewState};
use leptos::prelude::IntoView;

/// Whether any element matches now.
pub fn has_match(selector: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        find(selector).is_some()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = selector;
        false
    }
}

/// Returns the value of an attribute of the first element that matches.
pub fn attribute(selector: &str, name: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        find(selector)?.get_attribute(name)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (selector, name);
        None
    }
}

/// Returns the `href` and the text of each link that matches.
pub fn links(selector: &str) -> Vec<(String, String)> {
    #[cfg(target_arch = "wasm32")]
    {
        let links = web_sys::window()
            .and_then(|w| w.document())
            .and_then(|document| document.query_selector_all(selector).ok());
        let Some(links) = links else {
            return Vec::new();
        };
        (0..links.length())
            .filter_map(|at| {
                use wasm_bindgen::JsCast;
                let link = links.get(at)?.dyn_into::<web_sys::Element>().ok()?;
                Some((link.get_attribute("href")?, link.text_content()?))
            })
            .collect()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = selector;
        Vec::new()
    }
}

/// Sets an attribute of the first element that matches; `None` removes it.
pub fn set_attribute(selector: &str, name: &str, value: Option<&str>) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = find(selector) {
        // This could only fail because of the name.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (selector, name, value);
}

/// Replaces what is in the first element that matches with a text.
pub fn set_text(selector: &str, text: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = find(selector) {
        element.set_text_content(Some(text));
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (selector, text);
}

/// Mounts a reactive view at the end of the first element that matches. It is removed with the
/// current reactive owner. Does nothing if no element matches.
pub fn mount(selector: &str, view: impl IntoView + 'static) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = find(selector) {
        use leptos::prelude::{Mountable, Render, on_cleanup};
        let mut state = view.into_view().build();
        state.mount(&element, None);
        let mut state = send_wrapper::SendWrapper::new(state);
        on_cleanup(move || state.unmount());
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (selector, view);
}

/// Builds a static view at the end of the first element that matches. Returns `None` if no element
/// matches.
pub fn build(selector: &str, view: StaticView) -> Option<StaticViewState> {
    #[cfg(target_arch = "wasm32")]
    {
        use leptos::prelude::{Mountable, Render};
        let parent = find(selector)?;
        let mut state = view.build();
        state.mount(&parent, None);
        Some(state)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (selector, view);
        None
    }
}

/// Changes the children of the first element that matches to `views`. Children that are equal
/// already stay.
pub fn update_children(selector: &str, views: StaticView) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = find(selector) {
        crate::view::update_children(&element, views);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (selector, views);
}

/// The distance from the top of the window, in CSS pixels, beyond which an element is far below it. It
/// is about two screens of a phone.
#[cfg(target_arch = "wasm32")]
const FAR: f64 = 1500.0;

/// Whether the first element that matches is far below the top of the window.
pub fn is_far_below(selector: &str) -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        find(selector).is_some_and(|element| element.get_bounding_client_rect().top() > FAR)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = selector;
        false
    }
}

/// Nodes that were taken out of the page, to be put back later.
#[derive(Default)]
pub struct DetachedNodes {
    #[cfg(target_arch = "wasm32")]
    nodes: Vec<web_sys::Node>,
}

impl DetachedNodes {
    /// Takes everything out of the first element that matches.
    pub fn take(selector: &str) -> Self {
        #[cfg(target_arch = "wasm32")]
        {
            let mut nodes = Vec::new();
            if let Some(element) = find(selector) {
                while let Some(node) = element.first_child() {
                    let _ = element.remove_child(&node);
                    nodes.push(node);
                }
            }
            Self { nodes }
        }
        #[cfg(not(target_arch = "wasm32"))]
        {
            let _ = selector;
            Self::default()
        }
    }

    /// Puts the nodes at the end of the first element that matches.
    pub fn put(self, selector: &str) {
        #[cfg(target_arch = "wasm32")]
        if let Some(element) = find(selector) {
            for node in self.nodes {
                let _ = element.append_child(&node);
            }
        }
        #[cfg(not(target_arch = "wasm32"))]
        let _ = selector;
    }
}

/// Returns the first element that matches.
#[cfg(target_arch = "wasm32")]
pub(super) fn find(selector: &str) -> Option<web_sys::Element> {
    web_sys::window()?
        .document()?
        .query_selector(selector)
        .ok()?
}
