//! The reader's machine: its screen, its wishes, its clock, its scripts.

use super::Paper;
use anyhow::Result;

/// What a page keeps alive, once what it does not has been swept up.
#[derive(Clone, Copy, Debug)]
pub struct KeptAlive {
    /// Bytes of JavaScript's objects.
    pub heap: u64,
    /// Nodes, in the document or not.
    pub nodes: u64,
    /// Listeners for events.
    pub listeners: u64,
}

impl Paper {
    /// Sets the size of the viewport.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn viewport(&self, width: u32, height: u32) -> Result<()> {
        self.window.viewport(&self.client, width, height).await
    }

    /// Sets the medium, and features such as `("prefers-color-scheme", "dark")`.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn media(&self, medium: &str, features: &[(&str, &str)]) -> Result<()> {
        self.window.media(&self.client, medium, features).await
    }

    /// Takes the reader to another time zone.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn time_zone(&self, zone: &str) -> Result<()> {
        self.window.time_zone(&self.client, zone).await
    }

    /// Switches scripts off, for the documents that are opened from now on.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn without_script(&self) -> Result<()> {
        self.window.scripts(&self.client, false).await
    }

    /// Lets scripts run again: those of WebDriver in the document that is open, which stays as it
    /// is, and the newspaper's own in the next.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn with_script(&self) -> Result<()> {
        self.window.scripts(&self.client, true).await
    }

    /// What the page keeps alive, once the browser has swept up.
    ///
    /// # Errors
    /// In another engine than Chromium.
    pub async fn kept_alive(&self) -> Result<KeptAlive> {
        self.window.kept_alive(&self.client).await
    }

    /// The port of DevTools, for a program that drives the browser too.
    ///
    /// # Errors
    /// Returns an error if the browser has none.
    pub fn debugger_port(&self) -> Result<u16> {
        self.window.debugger_port(&self.client)
    }
}
