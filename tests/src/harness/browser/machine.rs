//! The reader's environment: viewport, media features, time zone, scripts, memory.

use super::Browser;
use anyhow::Result;

/// What a page keeps in memory, after garbage collection.
#[derive(Clone, Copy, Debug)]
pub struct MemoryUsage {
    /// The size of the JavaScript heap, in bytes.
    pub heap: u64,
    /// The number of DOM nodes, both inside and outside of the document.
    pub nodes: u64,
    /// The number of event listeners.
    pub listeners: u64,
}

impl Browser {
    /// Sets the size of the viewport.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn viewport(&self, width: u32, height: u32) -> Result<()> {
        self.window.viewport(&self.client, width, height).await
    }

    /// Sets the medium, such as `screen`, and media features, such as
    /// `("prefers-color-scheme", "dark")`.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn media(&self, medium: &str, features: &[(&str, &str)]) -> Result<()> {
        self.window.media(&self.client, medium, features).await
    }

    /// Sets the reader's time zone.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn time_zone(&self, zone: &str) -> Result<()> {
        self.window.time_zone(&self.client, zone).await
    }

    /// Turns scripts off in documents that are opened from now on.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn disable_scripts(&self) -> Result<()> {
        self.window.scripts(&self.client, false).await
    }

    /// Turns scripts on again. In the open document, only WebDriver's scripts run; the newspaper's
    /// own run from the next document on.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn enable_scripts(&self) -> Result<()> {
        self.window.scripts(&self.client, true).await
    }

    /// Returns what the page keeps in memory, after garbage collection, or `None` if the engine is
    /// not Chromium, because the others do not report it.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn memory_usage(&self) -> Result<Option<MemoryUsage>> {
        self.window.kept_alive(&self.client).await
    }

    /// Returns the DevTools port, for another program that drives the same browser.
    ///
    /// # Errors
    /// Returns an error if the browser has no DevTools.
    pub fn debugger_port(&self) -> Result<u16> {
        self.window.debugger_port(&self.client)
    }
}
