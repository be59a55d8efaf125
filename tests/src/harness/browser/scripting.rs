//! Scripts in the document, and finding elements.

use super::Browser;
use anyhow::{Context, Result, anyhow, bail};
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::Value;

impl Browser {
    /// Evaluates a JavaScript expression.
    ///
    /// # Errors
    /// Returns an error if the expression throws.
    pub async fn eval(&self, expression: &str) -> Result<Value> {
        let script = format!("return ({expression})");
        let value = self.client.execute(&script, vec![]).await;
        value.map_err(|e| anyhow!("{e}\n  in {expression}"))
    }

    /// Evaluates a JavaScript expression that is a promise, and waits for its value.
    ///
    /// # Errors
    /// Returns an error if the promise is rejected.
    pub async fn eval_async(&self, expression: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[0];
             ({expression}).then(value => done({{ value }}), e => done({{ error: String(e) }}))"
        );
        let mut answer = self.client.execute_async(&script, vec![]).await?;
        if let Some(error) = answer.get("error") {
            bail!("{error}\n  in {expression}");
        }
        Ok(answer["value"].take())
    }

    /// Evaluates a JavaScript expression whose value is a string.
    ///
    /// # Errors
    /// Returns an error if the expression throws or the value is not a string.
    pub async fn eval_string(&self, expression: &str) -> Result<String> {
        let value = self.eval(expression).await?;
        let text = value.as_str().map(String::from);
        text.with_context(|| format!("not a string but {value}: {expression}"))
    }

    /// Evaluates a JavaScript expression whose value is a list of strings.
    ///
    /// # Errors
    /// Returns an error if the expression throws or the value is not a list of strings.
    pub async fn eval_strings(&self, expression: &str) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.eval(expression).await?)?)
    }

    /// Runs a script in every document from now on, before the document's own scripts.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn add_init_script(&self, script: &str) -> Result<()> {
        self.window.before_every_page(&self.client, script).await
    }

    /// Returns the first element that matches `css`.
    ///
    /// # Errors
    /// Returns an error if there is no such element.
    pub async fn find(&self, css: &str) -> Result<Element> {
        let element = self.client.find(Locator::Css(css)).await;
        element.with_context(|| format!("no element matches {css}"))
    }
}
