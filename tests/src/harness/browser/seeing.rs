//! What a reader sees: title, address, texts, focus, scroll position.

use super::super::command::Command;
use super::Browser;
use anyhow::{Context, Result};
use fantoccini::Locator;

impl Browser {
    /// Returns the document's title.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn title(&self) -> Result<String> {
        Ok(self.client.title().await?)
    }

    /// Returns the address without the origin.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn address(&self) -> Result<String> {
        self.eval_string("location.pathname + location.search + location.hash")
            .await
    }

    /// Returns the text of the first element that matches `css`, with white space collapsed.
    ///
    /// # Errors
    /// Returns an error if there is no such element.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.eval_string(&format!(
            "document.querySelector({css:?}).textContent.trim().replace(/\\s+/g, ' ')"
        ))
        .await
        .with_context(|| format!("no element matches {css}"))
    }

    /// Returns the texts of all elements that match `css`, with white space collapsed.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn texts(&self, css: &str) -> Result<Vec<String>> {
        self.eval_strings(&format!(
            "[...document.querySelectorAll({css:?})]
               .map(e => e.textContent.trim().replace(/\\s+/g, ' '))"
        ))
        .await
    }

    /// Returns an attribute of all elements that match `css`; empty for those without it.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn attributes(&self, css: &str, name: &str) -> Result<Vec<String>> {
        self.eval_strings(&format!(
            "[...document.querySelectorAll({css:?})].map(e => e.getAttribute({name:?}) ?? '')"
        ))
        .await
    }

    /// Returns how many elements match `css`.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn count(&self, css: &str) -> Result<u64> {
        let count = self
            .eval(&format!("document.querySelectorAll({css:?}).length"))
            .await?;
        count.as_u64().context("the count is not a number")
    }

    /// Returns whether any element matches `css`.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn has(&self, css: &str) -> Result<bool> {
        Ok(self.count(css).await? > 0)
    }

    /// Returns the tag of the focused element and the start of its text, such as `h1 World`.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn focused_element(&self) -> Result<String> {
        self.eval_string(
            "(e => e.localName + ' ' + e.textContent.trim().replace(/\\s+/g, ' ').slice(0, 80))
             (document.activeElement)",
        )
        .await
    }

    /// Returns the vertical scroll position, in CSS pixels.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn scroll_y(&self) -> Result<f64> {
        let y = self.eval("scrollY").await?;
        y.as_f64().context("scrollY is not a number")
    }

    /// Scrolls to a vertical position and waits until the page is there.
    ///
    /// # Errors
    /// Returns an error if the page is too short.
    pub async fn scroll_to(&self, y: u32) -> Result<()> {
        self.eval(&format!("scrollTo({{ top: {y}, behavior: 'instant' }})"))
            .await?;
        self.wait_until(
            &format!("scroll at {y}"),
            &format!("Math.abs(scrollY - {y}) < 2"),
        )
        .await?;
        // Scroll listeners save the position within the next frames.
        self.wait_frames(3).await
    }

    /// Waits until the browser has painted `n` frames.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn wait_frames(&self, n: u32) -> Result<()> {
        let script = format!(
            "let left = {n}, done = arguments[0];
             requestAnimationFrame(function step() {{
               left-- > 0 ? requestAnimationFrame(step) : setTimeout(done);
             }});"
        );
        self.client.execute_async(&script, vec![]).await?;
        Ok(())
    }

    /// Returns the role and the name of each element that matches `css`, as the browser computes
    /// them for assistive technology.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn accessible_roles_and_names(&self, css: &str) -> Result<Vec<(String, String)>> {
        let mut computed = vec![];
        for element in self.client.find_all(Locator::Css(css)).await? {
            let property = async |what: &str| {
                let path = format!("element/{}/{what}", element.element_id());
                let value = self.client.issue_cmd(Command::get(path)).await;
                let value = value.with_context(|| format!("{what} of an element of {css}"))?;
                anyhow::Ok(value.as_str().unwrap_or_default().trim().to_owned())
            };
            computed.push((
                property("computedrole").await?,
                property("computedlabel").await?,
            ));
        }
        Ok(computed)
    }
}
