//! Whole pages: axe-core, pictures, paper, markup.

use super::super::npm;
use super::Paper;
use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use fantoccini::wd::PrintConfiguration;

/// axe-core asks for the colour that letters are filled with first. The newspaper fills none with
/// another than their own, and with a reader's own colours Chromium tells what would have been.
const FILLED_WITH_THEIR_COLOUR: &str = "
    const read = CSSStyleDeclaration.prototype.getPropertyValue;
    CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
        return name === '-webkit-text-fill-color' ? '' : read.call(this, name);
    };";

impl Paper {
    /// What axe-core finds wrong with the page: one line for each rule, with the places. A colour
    /// that it cannot work out is told too.
    ///
    /// # Errors
    /// Returns an error if axe-core cannot run.
    pub async fn axe(&self) -> Result<Vec<String>> {
        if self.js("!window.axe").await? == true {
            self.client.execute(&npm::axe().await?, vec![]).await?;
            self.client
                .execute(FILLED_WITH_THEIR_COLOUR, vec![])
                .await?;
        }
        let found = self
            .js_later(
                "axe.run(document, {
                   resultTypes: ['violations', 'incomplete'],
                   // of WCAG 2.2, and off unless asked for
                   rules: { 'target-size': { enabled: true } },
                 }).then(result => {
                   const unsure = result.incomplete.filter(rule => rule.id === 'color-contrast');
                   return [...result.violations, ...unsure].map(rule =>
                     rule.id + (unsure.includes(rule) ? ', unsure' : '') + ' (' + rule.impact + '): '
                     + rule.help + ': ' + rule.nodes.slice(0, 5).map(n => n.target.join(' ') + ' { '
                       + (n.any[0] ?? n.all[0] ?? n.none[0] ?? {}).message + ' }').join('; '));
                 })",
            )
            .await?;
        Ok(serde_json::from_value(found)?)
    }

    /// A picture of the viewport, as PNG.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// A picture of the first element that `css` selects, or of the whole page; no more than
    /// `height` of it. As PNG.
    ///
    /// # Errors
    /// Returns an error if there is no such element, or in another engine than Chromium.
    pub async fn picture(&self, css: Option<&str>, height: u32) -> Result<Vec<u8>> {
        let css = css.unwrap_or(":root");
        let place = self
            .js(&format!(
                "(e => {{ const r = e.getBoundingClientRect();
                   const [x, y] = [Math.floor(r.left + scrollX), Math.floor(r.top + scrollY)];
                   return {{ x, y, scale: 1, width: Math.ceil(r.right + scrollX) - x,
                     height: Math.min({height}, Math.ceil(r.bottom + scrollY) - y) }} }})
                 (document.querySelector({css:?}))"
            ))
            .await
            .with_context(|| format!("no {css}"))?;
        let picture = self.window.picture(&self.client, place).await?;
        Ok(BASE64_STANDARD.decode(picture)?)
    }

    /// The page on paper (A4), as PDF.
    ///
    /// # Errors
    /// Returns an error if the browser cannot print.
    pub async fn print(&self) -> Result<Vec<u8>> {
        Ok(self.client.print(PrintConfiguration::default()).await?)
    }

    /// The document as it is now, as HTML.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn html(&self) -> Result<String> {
        Ok(self.client.source().await?)
    }
}
