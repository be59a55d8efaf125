//! Several tabs in one window.

use super::Browser;
use anyhow::Result;
use fantoccini::wd::WindowHandle;

/// A tab of the window.
#[derive(Debug)]
pub struct Tab(WindowHandle);

impl Browser {
    /// Returns the current tab.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn current_tab(&self) -> Result<Tab> {
        Ok(Tab(self.client.window().await?))
    }

    /// Opens an empty tab and switches to it.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn new_tab(&self) -> Result<()> {
        let tab = self.client.new_window(true).await?;
        self.switch_to_tab(Tab(tab.handle)).await
    }

    /// Switches to a tab.
    ///
    /// # Errors
    /// Returns an error if the tab is closed.
    pub async fn switch_to_tab(&self, tab: Tab) -> Result<()> {
        Ok(self.client.switch_to_window(tab.0).await?)
    }
}
