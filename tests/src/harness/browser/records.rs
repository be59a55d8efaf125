//! What the browser has recorded: console lines, cookies, requests.

use super::Browser;
use anyhow::{Result, ensure};
use std::sync::PoisonError;

/// A line of the browser's console.
#[derive(Clone, Debug)]
pub struct ConsoleLine {
    /// Whether it is an error, of a script, the network or the app.
    pub error: bool,
    /// The text, with its location if the browser adds it.
    pub text: String,
}

impl Browser {
    /// Returns all lines of the console.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn console(&self) -> Result<Vec<ConsoleLine>> {
        let new = self.window.console(&self.client).await?;
        let mut console = self.console.lock().unwrap_or_else(PoisonError::into_inner);
        console.extend(new);
        Ok(console.clone())
    }

    /// Returns the errors in the console.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let lines = self.console().await?;
        let errors = lines.into_iter().filter(|line| line.error);
        Ok(errors.map(|line| line.text).collect())
    }

    /// Returns the errors in the console, except for the browser's own messages that these missing
    /// documents answered 404. `missing` are their URLs.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn console_errors_except_404(&self, missing: &[String]) -> Result<Vec<String>> {
        let mut errors = self.console_errors().await?;
        errors.retain(|error| {
            // Compare whole words, so that a longer URL with the same start does not match.
            let is_about = |url: &String| {
                error.contains("404")
                    && error
                        .split([' ', '\n', '"'])
                        .any(|word| word.trim_end_matches(':') == url)
            };
            !missing.iter().any(is_about)
        });
        Ok(errors)
    }

    /// Returns the names of all cookies, including those that scripts cannot read.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn cookies(&self) -> Result<Vec<String>> {
        let cookies = self.client.get_all_cookies().await?;
        Ok(cookies
            .iter()
            .map(|cookie| cookie.name().to_owned())
            .collect())
    }

    /// Returns all URLs that the browser has requested, from any host.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn asked(&self) -> Result<Vec<String>> {
        let new = self.window.asked(&self.client).await?;
        let mut asked = self
            .requested_urls
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        asked.extend(new);
        Ok(asked.clone())
    }

    /// Forgets the requests that the page's policy refused, which never left the browser: those that a
    /// line of `refused` names.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn forget_refused(&self, refused: &[String]) -> Result<()> {
        self.asked().await?;
        let mut asked = self
            .requested_urls
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        asked.retain(|url| !refused.iter().any(|line| line.contains(url.as_str())));
        Ok(())
    }

    /// Checks that the browser has contacted no host but this machine.
    ///
    /// # Errors
    /// Returns an error that lists the URLs on other hosts.
    pub async fn expect_no_external_requests(&self) -> Result<()> {
        let mut asked = self.asked().await?;
        // Accept any port, since a test can start several servers.
        let home = "http://127.0.0.1:";
        let inside = |url: &str| {
            let local = [
                "data:",
                "blob:",
                "about:",
                "chrome:",
                "devtools:",
                "resource:",
            ];
            url.starts_with(home) || local.iter().any(|scheme| url.starts_with(scheme))
        };
        asked.retain(|url| !inside(url));
        ensure!(
            asked.is_empty(),
            "the browser contacted other hosts: {}",
            asked.join(" ")
        );
        Ok(())
    }
}
