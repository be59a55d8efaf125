//! The macro `static_view!`, which writes a view without reactivity in the syntax of Leptos's
//! `view!`.
//!
//! 1. **The syntax is that of `view!`**, read by the same parser, so that a component can change
//!    from one to the other by its macro's name.
//! 2. **A mistake is a compile error**: an element that HTML does not have, an event handler, text
//!    without quotes.
#![forbid(unsafe_code)]

mod elements;
mod expand;

use proc_macro::TokenStream;

/// Makes a `StaticView` of the app from markup in the syntax of Leptos's `view!`.
///
/// Values in braces are anything that converts into a `StaticView`: text, other static views, and
/// options of them; an iterator becomes one with `collect`. The values of attributes are text,
/// numbers, and options of them; `None` leaves the attribute out.
///
/// ```ignore
/// static_view! {
///     <p class="byline" lang=lang>{parts} " and others"</p>
/// }
/// ```
#[proc_macro]
pub fn static_view(markup: TokenStream) -> TokenStream {
    expand::expand(markup.into()).into()
}
