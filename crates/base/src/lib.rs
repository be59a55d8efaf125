//! What every crate of the publisher shares: configuration, diagnostics, fingerprints and files.
//!
//! 1. **A bad item never stops the others.** What is wrong with the content is a
//!    [`Diagnostic`](diagnostic::Diagnostic) with file, field, reason and remedy. A
//!    [`SystemError`](system_error::SystemError) says nothing about an item, and it aborts the
//!    publish.
//! 2. **A file is whole or not there.** [`atomic`] writes beside the target and renames;
//!    [`stable_read`] reads a file only once its writer is done.
//! 3. **The same input gives the same bytes.** Nothing here reads the clock but the file stamps.
#![forbid(unsafe_code)]

pub mod admin_settings;
pub mod atomic;
pub mod config;
pub mod csp_source;
pub mod diagnostic;
pub mod file_stamp;
pub mod files;
pub mod fingerprint;
pub mod former_address;
pub mod interned;
pub mod json;
pub mod podcast;
pub mod stable_read;
pub mod step;
pub mod stylesheet;
pub mod system_error;
pub mod table;
