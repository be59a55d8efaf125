//! Buttons, which a page has only while the app runs.

use crate::browser::elements;
use leptos::prelude::*;

/// Mounts a button into its place on the page: the element that `place` selects, whose `data-label` says
/// what the button does. Does nothing if there is none, or if it is filled. The button is removed with the
/// current reactive owner.
///
/// A published page has only the places, whose space the style reserves. So a reader without scripts
/// sees no button that does nothing.
pub fn mount_button(place: &'static str, on_click: impl Fn() + 'static) {
    let on_click: Box<dyn Fn()> = Box::new(on_click);
    let label = elements::attribute(place, "data-label");
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
