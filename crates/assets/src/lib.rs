//! The files that a publish uses as they are: the app that Trunk built, its stylesheets, and the publisher's
//! own files.
//!
//! 1. **Names identify the content.** Every file of the app is published under a hash of its bytes, so a
//!    CDN can keep it forever.
//! 2. **What is rarely used is a part**, with files of its own that pages load when it is used.
//! 3. **A tool is a page without the app**, with files of its own.
//! 4. **One list of browsers.** The CSS compiler, the linter and the docs read `.browserslistrc`.
#![forbid(unsafe_code)]

pub mod browsers;
mod function_order;
mod imports;
pub mod limits;
mod ordered_wasm;
pub mod parts;
pub mod public;
pub mod release;
mod short_names;
mod source_paths;
pub mod style;
pub mod styles;
pub mod tools;
mod words;
pub mod worker;
