//! Tools: pages on which the app does not run, each with a module script and a stylesheet of its own.
//!
//! Such a page does much that no other page needs, and the app does nothing for it. It costs the other
//! pages a link (`docs/adr/0028-tools.md`).

use crate::imports;
use crate::style::bundle;
use frontpage_base::atomic::atomic;
use lightningcss::targets::Browsers;
use std::collections::BTreeMap;
use std::path::Path;

/// The name of the folder with the tools, in Trunk's output.
pub const FOLDER: &str = "tools";

/// A tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    /// Finds stories.
    Search,
    /// Shows what is kept on this device.
    Saved,
    /// Says what the site knows about its readers.
    Privacy,
    /// Changes how pages look and what they do, on this device.
    Settings,
    /// Combines tags.
    Topics,
    /// Shows what the reader follows.
    Following,
}

impl Tool {
    /// All tools.
    pub const ALL: [Self; 6] = [
        Self::Search,
        Self::Topics,
        Self::Following,
        Self::Saved,
        Self::Settings,
        Self::Privacy,
    ];

    /// Returns the name of the tool's files and the last part of its address. A section cannot have this
    /// slug.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Saved => "saved",
            Self::Privacy => "privacy",
            Self::Settings => "settings",
            Self::Topics => "tag",
            Self::Following => "following",
        }
    }

    /// Returns the address of the tool's page, without the base path.
    pub fn address(self) -> String {
        format!("/{}", self.name())
    }
}

/// The addresses of a tool's files, below the site's root and without the base path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolFiles {
    /// The module script of the page.
    pub script: String,
    /// The stylesheet of the page.
    pub style: String,
}

/// The files of all tools.
pub type Tools = BTreeMap<Tool, ToolFiles>;

/// The addresses of the engine of the search, as in [`ToolFiles`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchEngine {
    /// The script, which wasm-bindgen wrote.
    pub script: String,
    /// The WebAssembly.
    pub wasm: String,
}

/// Writes the tools of a source folder for Trunk to copy, with what they import and bundled stylesheets.
///
/// # Errors
/// A message with the file.
pub fn prepare(source: &Path, target: &Path, browsers: Browsers) -> Result<(), String> {
    let cannot = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    for name in Tool::ALL.map(Tool::name) {
        let [script, style] = ["js", "css"].map(|extension| format!("{name}.{extension}"));
        let bytes = imports::read(&source.join(&script))?.into_bytes();
        let css = bundle(&source.join(&style), browsers)?.into_bytes();
        for (name, bytes) in [(script, bytes), (style, css)] {
            let path = target.join(name);
            atomic(&path, &bytes).map_err(|error| cannot(&path, error))?;
        }
    }
    Ok(())
}
