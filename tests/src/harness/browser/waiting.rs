//! Waiting for conditions on the page. Each poll evaluates a single expression: between two
//! documents Firefox returns null for it, which counts as "not yet".

use super::super::server::Server;
use super::super::wait::{Seen, wait_for};
use super::Browser;
use anyhow::Result;
use serde_json::{Value, json};

impl Browser {
    /// Waits until the first element that matches `css` has this text, with white space collapsed.
    ///
    /// # Errors
    /// Returns an error if that does not happen in time.
    pub async fn wait_for_text(&self, css: &str, text: &str) -> Result<()> {
        let says =
            format!("document.querySelector({css:?})?.textContent.trim().replace(/\\s+/g, ' ')");
        let what = format!("{css} to have the text {text:?}");
        self.wait_until_it_is(&what, &says, &json!(text)).await
    }

    /// Waits until an element matches `css`.
    ///
    /// # Errors
    /// Returns an error if that does not happen in time.
    pub async fn wait_for_element(&self, css: &str) -> Result<()> {
        let there = format!("document.querySelector({css:?}) !== null");
        self.wait_until(css, &there).await
    }

    /// Waits until no element matches `css`.
    ///
    /// # Errors
    /// Returns an error if that does not happen in time.
    pub async fn wait_until_gone(&self, css: &str) -> Result<()> {
        let count = format!("document.querySelectorAll({css:?}).length");
        let what = format!("{css} to be gone");
        self.wait_until_it_is(&what, &count, &json!(0)).await
    }

    /// Waits until a JavaScript expression is true. `what` describes it in the error message.
    ///
    /// # Errors
    /// Returns an error if that does not happen in time.
    pub async fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        self.wait_until_it_is(what, expression, &json!(true)).await
    }

    /// Waits until the page makes no more requests, and returns the URLs of all resources,
    /// including those from the browser's cache. With `server`, it also waits for pending requests,
    /// which the page does not know about.
    ///
    /// # Errors
    /// Returns an error if a request is never answered.
    pub async fn wait_for_network_idle(&self, server: Option<&Server>) -> Result<Vec<String>> {
        let mut before = None;
        loop {
            if let Some(server) = server {
                server.wait_until_idle().await?;
            }
            let asked = self
                .eval_strings("performance.getEntriesByType('resource').map(e => e.name)")
                .await?;
            let now = (asked.len(), server.map(|server| server.requests().len()));
            if before.replace(now) == Some(now) {
                return Ok(asked);
            }
            self.wait_frames(15).await?;
        }
    }

    pub(super) async fn wait_until_it_is(
        &self,
        what: &str,
        expression: &str,
        wanted: &Value,
    ) -> Result<()> {
        wait_for(what, || async {
            let seen = self.eval(expression).await?;
            Ok(Seen::when(seen == *wanted, || seen.to_string()))
        })
        .await
    }
}
