//! Buttons, which a page has only while the app runs.

use crate::browser::elements;
use leptos::prelude::*;

/// Mounts a button into its place on the page: the empty element whose `data-label` is `label`. Does
/// nothing if there is none. The button is removed with the current reactive owner.
///
/// A published page has only the places, whose space the style reserves. So a reader without scripts
/// sees no button that does nothing.
pub fn mount_button(label: &'static str, on_click: impl Fn() + 'static) {
    let on_click: Box<dyn Fn()> = Box::new(on_click);
    let place = ["[data-label=\"", label, "\"]:empty"].concat();
    elements::mount(
        &place,
        view! {
            <button type="button" on:click=move |_| on_click()>
                {label}
            </button>
        },
    );
}
