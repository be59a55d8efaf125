//! A reader with a browser: the words in which tests are written.

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
pub use machine::KeptAlive;
pub use notice::Notice;
pub use records::Line;

use super::engine::Window;
use anyhow::Result;
use fantoccini::Client;

use std::sync::Mutex;
use tempfile::TempDir;

/// One browser window, reading the site of one server.
pub struct Paper {
    client: Client,
    window: Window,
    origin: String,
    console: Mutex<Vec<Line>>,
    asked: Mutex<Vec<String>>,
    // removed when the session goes
    _profile: TempDir,
}

impl Paper {
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
            asked: Mutex::default(),
            _profile: profile,
        };
        paper.viewport(1280, 900).await?;
        Ok(paper)
    }

    pub(super) async fn close(self) -> Result<()> {
        // the driver and all it started end with the window, after this
        Ok(self.client.close().await?)
    }
}
