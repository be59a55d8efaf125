//! The limit of some browsers on how many history entries a page can write within ten seconds. A
//! reader never reaches it, but a fast test does.

use super::super::wait::{Seen, wait_up_to};
use super::Browser;
use anyhow::Result;
use serde_json::json;
use std::time::Duration;

/// Returns a script that counts the history entries that this document writes. Its function
/// `roomInHistory()` returns whether there is room for those of a click, which writes the address
/// and the entry's key.
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

/// The time limit for waiting: the browser's count covers ten seconds, so this is twice as long.
const PATIENCE: Duration = Duration::from_secs(20);

impl Browser {
    /// Starts counting history entries in this document. In a browser without a limit, there is
    /// always room.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn start_history_count(&self) -> Result<()> {
        let counting = match self.window.history_in_ten_seconds() {
            Some(most) => count(most),
            None => "void (window.roomInHistory = () => true)".into(),
        };
        self.eval(&counting).await.map(drop)
    }

    /// Waits until a click can write to the history again.
    ///
    /// # Errors
    /// Returns an error if [`Self::start_history_count`] was not called for this document, or if the time
    /// is over.
    pub async fn wait_for_history_room(&self) -> Result<()> {
        wait_up_to(PATIENCE, "room in the history", || async {
            let room = self.eval("roomInHistory()").await?;
            Ok(Seen::when(room == json!(true), || "none".into()))
        })
        .await
    }
}
