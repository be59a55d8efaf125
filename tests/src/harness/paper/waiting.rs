//! Waiting for what is meant, never for a time. Each look is one expression: between two documents
//! Firefox answers it with null, which is no answer.

use super::super::server::Server;
use super::super::wait::{Seen, wait_for};
use super::Paper;
use anyhow::Result;
use serde_json::{Value, json};

impl Paper {
    /// Waits until the first element that `css` selects says `text`.
    ///
    /// # Errors
    /// Returns an error if it does not.
    pub async fn wait_for(&self, css: &str, text: &str) -> Result<()> {
        let says =
            format!("document.querySelector({css:?})?.textContent.trim().replace(/\\s+/g, ' ')");
        let what = format!("{css} to say {text:?}");
        self.wait_until_it_is(&what, &says, &json!(text)).await
    }

    /// Waits until `css` selects something.
    ///
    /// # Errors
    /// Returns an error if it does not.
    pub async fn wait_for_one(&self, css: &str) -> Result<()> {
        let there = format!("document.querySelector({css:?}) !== null");
        self.wait_until(css, &there).await
    }

    /// Waits until `css` selects nothing.
    ///
    /// # Errors
    /// Returns an error if it still does.
    pub async fn wait_for_none(&self, css: &str) -> Result<()> {
        let count = format!("document.querySelectorAll({css:?}).length");
        let what = format!("no {css}");
        self.wait_until_it_is(&what, &count, &json!(0)).await
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// Returns an error if it stays false.
    pub async fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        self.wait_until_it_is(what, expression, &json!(true)).await
    }

    /// Waits until the page asks for nothing any more. What is on its way, only `server` knows. Gives
    /// what was asked for, of the browser's cache too.
    ///
    /// # Errors
    /// Returns an error if something is never answered.
    pub async fn settled(&self, server: Option<&Server>) -> Result<Vec<String>> {
        let mut before = None;
        loop {
            if let Some(server) = server {
                server.wait_for_quiet().await?;
            }
            let asked = self
                .list("performance.getEntriesByType('resource').map(e => e.name)")
                .await?;
            let now = (asked.len(), server.map(|server| server.record().len()));
            if before.replace(now) == Some(now) {
                return Ok(asked);
            }
            self.frames(15).await?;
        }
    }

    async fn wait_until_it_is(&self, what: &str, expression: &str, wanted: &Value) -> Result<()> {
        wait_for(what, || async {
            let seen = self.js(expression).await?;
            Ok(Seen::when(seen == *wanted, || seen.to_string()))
        })
        .await
    }
}
