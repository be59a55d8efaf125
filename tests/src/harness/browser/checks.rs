//! Checks of whole pages: accessibility with axe-core, screenshots, printing, HTML.

use super::super::npm;
use super::Browser;
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use fantoccini::error::CmdError;
use fantoccini::wd::PrintConfiguration;

/// A script that hides `-webkit-text-fill-color` from axe-core. axe-core reads it before the color,
/// but in forced colors, Chromium returns the color that the text would have without them. The
/// newspaper never sets this property.
const HIDE_TEXT_FILL_COLOR: &str = "
    const read = CSSStyleDeclaration.prototype.getPropertyValue;
    CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
        return name === '-webkit-text-fill-color' ? '' : read.call(this, name);
    };";

impl Browser {
    /// Returns what axe-core finds wrong with the page: a line for each rule, with the elements.
    /// This includes colors whose contrast it cannot determine.
    ///
    /// # Errors
    /// Returns an error if axe-core cannot run.
    pub async fn axe(&self) -> Result<Vec<String>> {
        if self.eval("!window.axe").await? == true {
            self.client.execute(&npm::axe().await?, vec![]).await?;
            self.client.execute(HIDE_TEXT_FILL_COLOR, vec![]).await?;
        }
        let found = self
            .eval_async(
                "axe.run(document, {
                   resultTypes: ['violations', 'incomplete'],
                   // This rule of WCAG 2.2 is off by default.
                   rules: { 'target-size': { enabled: true } },
                 }).then(result => {
                   // Behind the words of a drawing, axe sees a picture. They have the colors of other words, and so
                   // have the arrows that lead back from a footnote, which are no letters.
                   const isDrawn = node => node.html.startsWith('<text') || node.html.includes('doc-backlink');
                   const unsure = result.incomplete.filter(rule => rule.id === 'color-contrast'
                     && (rule.nodes = rule.nodes.filter(node => !isDrawn(node))).length);
                   return [...result.violations, ...unsure].map(rule =>
                     rule.id + (unsure.includes(rule) ? ', unsure' : '') + ' (' + rule.impact + '): '
                     + rule.help + ': ' + rule.nodes.slice(0, 5).map(n => n.target.join(' ') + ' { '
                       + (n.any[0] ?? n.all[0] ?? n.none[0] ?? {}).message + ' }').join('; '));
                 })",
            )
            .await?;
        Ok(serde_json::from_value(found)?)
    }

    /// Expects that axe-core finds nothing wrong. `what` says which page is on screen, and how.
    ///
    /// # Errors
    /// Returns an error with what it finds.
    pub async fn expect_no_findings(&self, what: &str) -> Result<()> {
        let found = self.axe().await?;
        ensure!(found.is_empty(), "{what}: {}", found.join("\n"));
        Ok(())
    }

    /// Expects that the page is as wide as the window, in pixels. `what` says which page is on screen.
    ///
    /// # Errors
    /// Returns an error with the width of the page.
    pub async fn expect_width(&self, what: &str, width: u32) -> Result<()> {
        let wide = self.eval("document.scrollingElement.scrollWidth").await?;
        ensure!(
            wide == width,
            "{what} is {wide} px wide in a window of {width} px"
        );
        Ok(())
    }

    /// Takes a screenshot of the viewport, as PNG.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// Takes a screenshot of the first element that matches `css`, or of the whole page, with at
    /// most `height` pixels from its top. Returns a PNG.
    ///
    /// # Errors
    /// Returns an error if no element matches, or if the engine is not Chromium.
    pub async fn capture(&self, css: Option<&str>, height: u32) -> Result<Vec<u8>> {
        let css = css.unwrap_or(":root");
        let place = self
            .eval(&format!(
                "(e => {{ const r = e.getBoundingClientRect();
                   const [x, y] = [Math.floor(r.left + scrollX), Math.floor(r.top + scrollY)];
                   return {{ x, y, scale: 1, width: Math.ceil(r.right + scrollX) - x,
                     height: Math.min({height}, Math.ceil(r.bottom + scrollY) - y) }} }})
                 (document.querySelector({css:?}))"
            ))
            .await
            .with_context(|| format!("no element matches {css}"))?;
        let picture = self.window.picture(&self.client, place).await?;
        Ok(BASE64_STANDARD.decode(picture)?)
    }

    /// Prints the page to a PDF, on A4 paper.
    ///
    /// # Errors
    /// Returns an error if the browser cannot print.
    pub async fn print(&self) -> Result<Vec<u8>> {
        Ok(self.client.print(PrintConfiguration::default()).await?)
    }

    /// Returns the current document as HTML, which is empty while no element of it has arrived.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn html(&self) -> Result<String> {
        match self.client.source().await {
            // Firefox's driver expects each document to have an element.
            Err(CmdError::Standard(error)) if error.message.contains("documentElement is null") => {
                Ok(String::new())
            }
            result => Ok(result?),
        }
    }
}
