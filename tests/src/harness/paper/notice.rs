//! What a reader is told in place of a page: in which words, and what to do about it.

use super::Paper;
use anyhow::{Result, ensure};

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no such page.
    NotFound,
    /// The page did not come.
    Unreachable,
    /// The page came damaged.
    Unreadable,
    /// The page is for a newer app than this one.
    Outdated,
}

/// Any of them.
const NOTICE: &str = ".notice";

impl Notice {
    /// Its headline.
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

impl Paper {
    /// Waits until the reader is told: once, and with ways on.
    ///
    /// # Errors
    /// Returns an error if it is not told, told twice, or leaves the reader without a way on.
    pub async fn told(&self, notice: Notice) -> Result<()> {
        let headline = format!(".{} h1", notice.class());
        self.wait_for(&headline, notice.headline()).await?;
        ensure!(self.count(NOTICE).await? == 1, "told more than once");
        ensure!(self.count("h1").await? == 1, "not one headline");
        ensure!(self.has("header.masthead nav a").await?, "no masthead");
        // a newer edition is met by loading it, not by another page of this one
        let ways = self.has(".notice a[href='/']").await?;
        ensure!(ways != (notice == Notice::Outdated), "ways on: {ways}");
        Ok(())
    }

    /// Nothing is told.
    ///
    /// # Errors
    /// Returns an error if something is.
    pub async fn told_nothing(&self) -> Result<()> {
        if self.has(NOTICE).await? {
            anyhow::bail!("told: {}", self.text(NOTICE).await?);
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
