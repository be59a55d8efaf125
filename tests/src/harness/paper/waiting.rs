//! Waiting for what is meant, never for a time.

use super::super::wait::{Seen, wait_for};
use super::Paper;
use anyhow::Result;
use serde_json::json;

impl Paper {
    /// Waits until the first element that `css` selects says `text`.
    ///
    /// # Errors
    /// When it does not.
    pub async fn wait_for(&self, css: &str, text: &str) -> Result<()> {
        wait_for(&format!("{css} to say {text:?}"), || async {
            let seen = self.texts(css).await?;
            let first = seen.into_iter().next();
            Ok(Seen::when(first.as_deref() == Some(text), || {
                format!("{first:?}")
            }))
        })
        .await
    }

    /// Waits until `css` selects something.
    ///
    /// # Errors
    /// When it does not.
    pub async fn wait_for_one(&self, css: &str) -> Result<()> {
        wait_for(css, || async {
            Ok(Seen::when(self.has(css).await?, || "none".into()))
        })
        .await
    }

    /// Waits until `css` selects nothing.
    ///
    /// # Errors
    /// When it still does.
    pub async fn wait_for_none(&self, css: &str) -> Result<()> {
        wait_for(&format!("no {css}"), || async {
            let count = self.count(css).await?;
            Ok(Seen::when(count == 0, || count.to_string()))
        })
        .await
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// When it stays false.
    pub async fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        wait_for(what, || async {
            let seen = self.js(expression).await?;
            Ok(Seen::when(seen == json!(true), || seen.to_string()))
        })
        .await
    }
}
