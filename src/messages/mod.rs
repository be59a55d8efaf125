//! The words of the interface. Those that the publisher prints, too, are in the model; here are the
//! sentences around an element of a page.
//!
//! A text in a `view!` that never changes is a literal there, because Leptos then writes it as plain
//! HTML: without a comment to hydrate, and in fewer bytes of WebAssembly. The tests compare each of
//! these literals with the catalog.

#[cfg(test)]
mod tests;

pub use frontpage_model::messages::*;

use crate::view::{Child, StaticView, static_view};

/// Returns today's date in the date bar: `Today: March 28, 2025`.
pub fn today(date: impl Child) -> StaticView {
    static_view! { "Today: " {date} }
}

/// Returns the day of the edition that a published page belongs to, which the date bar names until
/// the app has started: `Edition of March 28, 2025`.
pub fn edition(date: impl Child) -> StaticView {
    static_view! { "Edition of " {date} }
}

/// Returns when a story was last changed: `Updated March 28, 2025, 1:40 p.m. PT`.
pub fn updated(time: impl Child) -> StaticView {
    static_view! { "Updated " {time} }
}

/// Returns the number of a page of a listing: `Page 2`.
pub fn page(number: u32) -> StaticView {
    static_view! { "Page " {number.to_string()} }
}
