//! The figures on the page about privacy: how much a visit loads. They are known only once everything else
//! is made.

use crate::Edition;
use crate::transfer_size::transfer_size;
use frontpage_store::Publish;

/// What a visit loads, in bytes as a host sends them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The HTML of the front page, with its style.
    pub front: u64,
    /// The app: its scripts, its WebAssembly and the style that comes after the first paint.
    pub app: u64,
    /// The number of the app's files.
    pub app_files: usize,
}

impl Figures {
    /// Measures the files that were made.
    pub fn of(edition: &Edition<'_>, publish: &Publish<'_>) -> Self {
        let app = edition.prerender.app_files();
        let size = |path: &str| transfer_size(path.trim_start_matches('/'), publish);
        Self {
            front: size("index.html"),
            app: app.iter().map(|path| size(path)).sum(),
            app_files: app.len(),
        }
    }
}
