//! Several tabs of one window.

use super::Paper;
use anyhow::Result;
use fantoccini::wd::WindowHandle;

/// One of the window's tabs.
#[derive(Debug)]
pub struct Tab(WindowHandle);

impl Paper {
    /// The tab in front.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.client.window().await?))
    }

    /// Opens an empty tab and turns to it.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn new_tab(&self) -> Result<()> {
        let tab = self.client.new_window(true).await?;
        self.turn_to(Tab(tab.handle)).await
    }

    /// Turns to a tab.
    ///
    /// # Errors
    /// Returns an error if it is closed.
    pub async fn turn_to(&self, tab: Tab) -> Result<()> {
        Ok(self.client.switch_to_window(tab.0).await?)
    }
}
