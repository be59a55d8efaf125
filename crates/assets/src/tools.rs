//! Tools: pages on which the app does not run, each with a module script and a stylesheet of its own.
//!
//! The search is one: it needs much code that no other page needs, and the rest of the app does nothing
//! for it. Such a page costs the other pages a link.

use crate::style::bundle;
use frontpage_base::atomic::atomic;
use lightningcss::targets::Browsers;
use std::path::Path;

/// The name of the folder with the tools, in Trunk's output.
pub const FOLDER: &str = "tools";

/// The addresses of the search's files, below the site's root and without the base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchFiles {
    /// The module script of the page.
    pub script: String,
    /// The stylesheet of the page.
    pub style: String,
    /// The script of the engine, which wasm-bindgen wrote.
    pub engine: String,
    /// The engine's WebAssembly.
    pub wasm: String,
}

/// Writes the tools of a source folder for Trunk to copy, with bundled stylesheets.
///
/// # Errors
/// A message with the file.
pub fn prepare(source: &Path, target: &Path, browsers: Browsers) -> Result<(), String> {
    let cannot = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let script = source.join("search.js");
    let bytes = std::fs::read(&script).map_err(|error| cannot(&script, error))?;
    let style = bundle(&source.join("search.css"), browsers)?.into_bytes();
    for (name, bytes) in [("search.js", bytes), ("search.css", style)] {
        let path = target.join(name);
        atomic(&path, &bytes).map_err(|error| cannot(&path, error))?;
    }
    Ok(())
}
