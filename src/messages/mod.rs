//! The words of the interface. Those that the publisher prints, too, are in the model; here are the
//! sentences around an element of a page.
//!
//! An element that never changes has its text as a literal in the `view!`, because Leptos then
//! writes it as plain HTML: without a comment to hydrate, and in fewer bytes of WebAssembly. The
//! tests compare each of these literals with the catalog.

#[cfg(test)]
mod tests;

pub use frontpage_model::messages::*;

use leptos::prelude::*;

/// Returns today's date in the date bar: `Today: March 28, 2025`.
pub fn today(date: impl IntoView) -> impl IntoView {
    view! { "Today: " {date} }
}

/// Returns when a story was last changed: `Updated March 28, 2025, 1:40 p.m. PT`.
pub fn updated(time: impl IntoView) -> impl IntoView {
    view! { "Updated " {time} }
}

/// Returns the number of a page of a listing: `Page 2`.
pub fn page(number: u32) -> impl IntoView {
    view! { "Page " {number} }
}
