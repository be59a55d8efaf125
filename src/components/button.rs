//! Buttons, which a page has only while the app runs.

use crate::browser::elements;
use leptos::prelude::*;

/// Mounts a button into its place on the page: the element that `place` selects, whose `data-label` is the
/// label of the button. Does nothing if there is no such element, or if it already contains something. The
/// button is removed with the current reactive owner.
///
/// A published page has only the places, whose space the style reserves. So a reader without scripts
/// sees no button that does nothing.
pub fn mount_button(place: &'static str, on_click: impl Fn() + 'static) {
    mount(place, Box::new(on_click));
}

#[inline(never)]
fn mount(place: &str, on_click: Box<dyn Fn()>) {
    // A label is a few bytes, which stay in memory.
    let label: &'static str = elements::attribute(place, "data-label")
        .unwrap_or_default()
        .leak();
    let place = [place, ":empty"].concat();
    elements::mount(
        &place,
        view! {
            <button type="button" on:click=move |_| on_click()>
                {label}
            </button>
        },
    );
}
