//! How much of the browser's history is written: WebKit refuses more than 100 entries in 10 seconds,
//! which no reader writes, but a test that hurries does.

use super::super::wait::{Seen, wait_longer};
use super::Paper;
use anyhow::Result;
use serde_json::json;
use std::time::Duration;

/// Counts in this document; `roomInHistory()` says whether there is room for what a click writes.
const COUNT: &str = "void (() => {
    const written = [];
    for (const way of ['pushState', 'replaceState']) history[way] = (...entry) => {
        written.push(performance.now());
        History.prototype[way].apply(history, entry);
    };
    window.roomInHistory = () => written.length < 80 || performance.now() - written.at(-80) > 10_000;
})()";

/// What was written in ten seconds is forgotten after ten more.
const PATIENCE: Duration = Duration::from_secs(20);

impl Paper {
    /// Begins to count, until the document goes.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn count_history(&self) -> Result<()> {
        self.js(COUNT).await.map(drop)
    }

    /// Waits until there is room for what a click writes.
    ///
    /// # Errors
    /// When nobody counts, or there is none.
    pub async fn room_in_history(&self) -> Result<()> {
        wait_longer(PATIENCE, "room in the history", || async {
            let room = self.js("roomInHistory()").await?;
            Ok(Seen::when(room == json!(true), || "none".into()))
        })
        .await
    }
}
