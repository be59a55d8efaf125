//! How much of the browser's history is written: there are browsers that allow a page so much in ten
//! seconds. No reader writes as much, but a test that hurries does.

use super::super::wait::{Seen, wait_longer};
use super::Paper;
use anyhow::Result;
use serde_json::json;
use std::time::Duration;

/// Counts in this document; `roomInHistory()` says whether there is room for what a click writes:
/// the address, and the entry's key.
fn count(most: usize) -> String {
    let before = most - 10;
    format!(
        "void (() => {{
           const written = [];
           for (const way of ['pushState', 'replaceState']) history[way] = (...entry) => {{
             written.push(performance.now());
             History.prototype[way].apply(history, entry);
           }};
           window.roomInHistory = () => written.length < {before}
             || performance.now() - written.at(-{before}) > 10_000;
         }})()"
    )
}

/// What was written in ten seconds is forgotten after ten more.
const PATIENCE: Duration = Duration::from_secs(20);

impl Paper {
    /// Begins to count, until the document goes. Where the browser sets no bound, there is always
    /// room.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn count_history(&self) -> Result<()> {
        let counting = match self.window.history_in_ten_seconds() {
            Some(most) => count(most),
            None => "void (window.roomInHistory = () => true)".into(),
        };
        self.js(&counting).await.map(drop)
    }

    /// Waits until there is room for what a click writes.
    ///
    /// # Errors
    /// Returns an error if nobody counts, or there is none.
    pub async fn room_in_history(&self) -> Result<()> {
        wait_longer(PATIENCE, "room in the history", || async {
            let room = self.js("roomInHistory()").await?;
            Ok(Seen::when(room == json!(true), || "none".into()))
        })
        .await
    }
}
