//! What the browser has written down: console, cookies, requests.

use super::Paper;
use anyhow::{Result, ensure};
use std::sync::PoisonError;

/// A line of the browser's console.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whether it is an error: of a script, of the network, of the app.
    pub error: bool,
    /// What it says, with its place.
    pub text: String,
}

impl Paper {
    /// The lines of the console so far.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn console(&self) -> Result<Vec<Line>> {
        let new = self.window.console(&self.client).await?;
        let mut console = self.console.lock().unwrap_or_else(PoisonError::into_inner);
        console.extend(new);
        Ok(console.clone())
    }

    /// The errors of the console so far.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let lines = self.console().await?;
        let errors = lines.into_iter().filter(|line| line.error);
        Ok(errors.map(|line| line.text).collect())
    }

    /// The errors of the console so far, but for what a browser says by itself of these documents:
    /// that they are not there.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn errors_beside(&self, missing: &[String]) -> Result<Vec<String>> {
        let mut errors = self.console_errors().await?;
        errors.retain(|error| {
            // the address itself, not one that begins like it
            let told = |url: &String| {
                error.contains("404")
                    && error
                        .split([' ', '\n', '"'])
                        .any(|word| word.trim_end_matches(':') == url)
            };
            !missing.iter().any(told)
        });
        Ok(errors)
    }

    /// The names of all cookies, those that no script sees among them.
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

    /// Every URL the browser has asked for, of whatever host.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn asked(&self) -> Result<Vec<String>> {
        let new = self.window.asked(&self.client).await?;
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.extend(new);
        Ok(asked.clone())
    }

    /// Fails if the browser asked any host but the site's own.
    ///
    /// # Errors
    /// With the addresses.
    pub async fn stayed_home(&self) -> Result<()> {
        let mut asked = self.asked().await?;
        // a test may serve from more than one port
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
        ensure!(asked.is_empty(), "asked other hosts: {}", asked.join(" "));
        Ok(())
    }
}
