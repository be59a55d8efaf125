//! The reader's app. The newspaper is static files on a CDN; this turns it into an app once a page
//! is open.
//!
//! 1. **The page on screen stays** until the next one has loaded. A failure leaves a readable page
//!    with working links.
//! 2. **One loader loads all data**: from the cache, then from the network. Its
//!    errors are typed and keep their details.
//! 3. **Content is data.** Elements are made of typed blocks, never of HTML strings.
//! 4. **Browser APIs are behind small functions** in [`browser`]. In native builds each is a stub,
//!    so that the same components render natively.
//! 5. **Dependencies run one way**: browser, route, data, navigation, then components and pages,
//!    then the app. None of them uses one that comes later.
//! 6. **Words are in one catalog**, [`messages`]. Components and pages take plain props.
//! 7. **WebAssembly has a budget.** Every kilobyte is measured: see `docs/adr/`.

// Leptos's view types nest deeply.
#![recursion_limit = "256"]

// `static_view!` names this crate, here and in the gallery.
extern crate self as frontpage;

pub mod adoption;
pub mod app;
pub mod browser;
pub mod components;
pub mod data;
mod effect;
#[cfg(test)]
mod layers;
pub mod messages;
pub mod navigation;
pub mod pages;
pub mod route;
pub mod view;
