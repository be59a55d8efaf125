//! The reader's app: a newspaper that is files on a CDN, and an app once it is open.
//!
//! 1. **The page on screen stays** until the next one is there; a failure leaves a readable page
//!    with links that work.
//! 2. **One loader for all data**: seed in the page, then memory, then network. Errors are typed;
//!    nothing is flattened away.
//! 3. **Content is data.** Blocks become elements here; no markup string ever does.
//! 4. **The browser lies behind small functions** in [`browser`], each with a native twin that
//!    does nothing, so that the same components render natively.
//! 5. **Every kilobyte of WebAssembly is weighed**: see `docs/adr/`.

// Leptos's view types nest deeply.
#![recursion_limit = "256"]

pub mod app;
mod arrival;
pub mod browser;
pub mod components;
pub mod load;
pub mod navigate;
pub mod opening;
pub mod pages;
pub mod reader;
pub mod route;
