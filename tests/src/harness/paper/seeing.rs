//! What a reader sees, and where the focus is.

use super::super::command::Command;
use super::Paper;
use anyhow::{Context, Result};
use fantoccini::Locator;

impl Paper {
    /// The document's title.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn title(&self) -> Result<String> {
        Ok(self.client.title().await?)
    }

    /// The address without the origin.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn address(&self) -> Result<String> {
        self.say("location.pathname + location.search + location.hash")
            .await
    }

    /// The text of the first element that `css` selects, white space collapsed.
    ///
    /// # Errors
    /// Returns an error if there is none.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.say(&format!(
            "document.querySelector({css:?}).textContent.trim().replace(/\\s+/g, ' ')"
        ))
        .await
        .with_context(|| format!("no {css}"))
    }

    /// The texts of all elements that `css` selects, white space collapsed.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn texts(&self, css: &str) -> Result<Vec<String>> {
        self.list(&format!(
            "[...document.querySelectorAll({css:?})]
               .map(e => e.textContent.trim().replace(/\\s+/g, ' '))"
        ))
        .await
    }

    /// An attribute of all elements that `css` selects; empty where one has none.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn attributes(&self, css: &str, name: &str) -> Result<Vec<String>> {
        self.list(&format!(
            "[...document.querySelectorAll({css:?})].map(e => e.getAttribute({name:?}) ?? '')"
        ))
        .await
    }

    /// How many elements `css` selects.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn count(&self, css: &str) -> Result<u64> {
        let count = self
            .js(&format!("document.querySelectorAll({css:?}).length"))
            .await?;
        count.as_u64().context("no number")
    }

    /// Whether `css` selects anything.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn has(&self, css: &str) -> Result<bool> {
        Ok(self.count(css).await? > 0)
    }

    /// What has the focus: its tag and the start of its text.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn focus(&self) -> Result<String> {
        self.say(
            "(e => e.localName + ' ' + e.textContent.trim().replace(/\\s+/g, ' ').slice(0, 80))
             (document.activeElement)",
        )
        .await
    }

    /// How far the page is scrolled.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn scroll_y(&self) -> Result<f64> {
        let y = self.js("scrollY").await?;
        y.as_f64().context("no number")
    }

    /// Scrolls, and waits until it is there.
    ///
    /// # Errors
    /// Returns an error if the page is too short.
    pub async fn scroll_to(&self, y: u32) -> Result<()> {
        self.js(&format!("scrollTo({{ top: {y}, behavior: 'instant' }})"))
            .await?;
        self.wait_until(
            &format!("scroll at {y}"),
            &format!("Math.abs(scrollY - {y}) < 2"),
        )
        .await?;
        // what a scroll listener writes down, it writes down in the next frames
        self.frames(3).await
    }

    /// Lets `n` frames be painted.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn frames(&self, n: u32) -> Result<()> {
        let script = format!(
            "let left = {n}, done = arguments[0];
             requestAnimationFrame(function step() {{
               left-- > 0 ? requestAnimationFrame(step) : setTimeout(done);
             }});"
        );
        self.client.execute_async(&script, vec![]).await?;
        Ok(())
    }

    /// Role and name of each element that `css` selects, as the browser itself works them out for
    /// assistive technology.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn computed(&self, css: &str) -> Result<Vec<(String, String)>> {
        let mut computed = vec![];
        for element in self.client.find_all(Locator::Css(css)).await? {
            let of = async |what: &str| {
                let path = format!("element/{}/{what}", element.element_id());
                let value = self.client.issue_cmd(Command::ask(path)).await;
                let value = value.with_context(|| format!("{what} of one of {css}"))?;
                anyhow::Ok(value.as_str().unwrap_or_default().trim().to_owned())
            };
            computed.push((of("computedrole").await?, of("computedlabel").await?));
        }
        Ok(computed)
    }
}
