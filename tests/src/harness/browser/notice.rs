//! The notices that the app shows in place of a page, and how a test checks them.

use super::Browser;
use anyhow::Result;
use serde_json::json;

/// A notice in place of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no such page.
    NotFound,
    /// The page could not be loaded.
    Unreachable,
    /// The page's data is damaged.
    Unreadable,
    /// The page needs a newer version of the app.
    Outdated,
}

/// The selector of all notices.
const NOTICE: &str = ".notice";

impl Notice {
    /// Returns the headline of the notice.
    pub fn headline(self) -> &'static str {
        match self {
            Self::NotFound => "Page not found",
            Self::Unreachable => "The newspaper cannot be reached",
            Self::Unreadable => "This page could not be read",
            Self::Outdated => "A newer edition is out",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::NotFound => "notice--not-found",
            Self::Unreachable | Self::Unreadable => "notice--error",
            Self::Outdated => "notice--outdated",
        }
    }
}

impl Browser {
    /// Waits for a notice, and checks that it is the only one, that the masthead is there, and that
    /// there is a link to the front page. [`Notice::Outdated`] must have no such link.
    ///
    /// # Errors
    /// Returns an error if the notice does not appear or a check fails.
    pub async fn expect_notice(&self, notice: Notice) -> Result<()> {
        // One look at the whole page: after *Try again*, an older notice can still be there.
        let look = format!(
            "({{
               headline: document.querySelector('.{} h1')?.textContent.trim(),
               notices: document.querySelectorAll({NOTICE:?}).length,
               headlines: document.querySelectorAll('h1').length,
               masthead: document.querySelector('header.masthead nav a') !== null,
               front: document.querySelector(\".notice a[href='/']\") !== null,
             }})",
            notice.class()
        );
        let expected = json!({
            "headline": notice.headline(),
            "notices": 1,
            "headlines": 1,
            "masthead": true,
            // Only a reload helps against a newer edition; another page of this one does not.
            "front": notice != Notice::Outdated,
        });
        let what = format!("the notice {:?}", notice.headline());
        self.wait_until_it_is(&what, &look, &expected).await?;
        Ok(())
    }

    /// Checks that no notice is shown.
    ///
    /// # Errors
    /// Returns an error with the text of the notice if there is one.
    pub async fn expect_no_notice(&self) -> Result<()> {
        if self.has(NOTICE).await? {
            anyhow::bail!("a notice is shown: {}", self.text(NOTICE).await?);
        }
        Ok(())
    }

    /// Clicks *Try again*.
    ///
    /// # Errors
    /// Returns an error if there is no such button.
    pub async fn try_again(&self) -> Result<()> {
        self.click(".notice button").await
    }
}
