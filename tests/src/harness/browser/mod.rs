//! A reader's browser: the operations with which tests are written.

mod checks;
mod going;
mod history;
mod machine;
mod notice;
mod records;
mod scripting;
mod seeing;
mod shifts;
mod tabs;
mod waiting;

pub use going::Key;
pub use machine::MemoryUsage;
pub use notice::Notice;
pub use records::ConsoleLine;

use super::engine::Window;
use anyhow::Result;
use fantoccini::Client;

use std::sync::Mutex;
use tempfile::TempDir;

/// A browser window that reads the site of one server.
pub struct Browser {
    client: Client,
    window: Window,
    origin: String,
    /// All console lines read so far.
    console: Mutex<Vec<ConsoleLine>>,
    /// All requested URLs read so far.
    requested_urls: Mutex<Vec<String>>,
    /// The browser's profile, which is removed when this value is dropped.
    _profile: TempDir,
}

impl Browser {
    pub(super) async fn new(
        client: Client,
        window: Window,
        origin: String,
        profile: TempDir,
    ) -> Result<Self> {
        let paper = Self {
            client,
            window,
            origin,
            console: Mutex::default(),
            requested_urls: Mutex::default(),
            _profile: profile,
        };
        paper.viewport(1280, 900).await?;
        Ok(paper)
    }

    pub(super) async fn close(self) -> Result<()> {
        // The driver and the other programs end after this, when the window is dropped.
        Ok(self.client.close().await?)
    }
}
