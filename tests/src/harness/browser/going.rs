//! What a reader does: opens pages, clicks links, presses keys, touches the screen.

use super::Browser;
use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};

/// A key that tests press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Moves the focus forward.
    Tab,
    /// Moves the focus backward.
    ShiftTab,
    /// Follows a link or presses a button.
    Enter,
    /// Closes a dialog.
    Escape,
    /// Goes left.
    Left,
    /// Goes right.
    Right,
    /// Goes up.
    Up,
    /// Goes down.
    Down,
    /// Goes to the end.
    End,
    /// Opens the search.
    Slash,
    /// Opens the list of keys.
    Question,
    /// Presses a button.
    Space,
}

impl Browser {
    /// Opens a path and waits until the app has shown its first page.
    ///
    /// # Errors
    /// Returns an error if the app does not start.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.open_without_waiting(path).await?;
        self.wait_for_app().await
    }

    /// Opens a path without waiting for the app.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn open_without_waiting(&self, path: &str) -> Result<()> {
        let url = format!("{}{path}", self.origin);
        self.open_url(&url).await
    }

    /// Opens a URL, which can be on another server, without waiting for the app.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn open_url(&self, url: &str) -> Result<()> {
        // Firefox's driver can report the page as loaded while the one before is still there, which
        // looks like a page whose app has started.
        self.eval("document.isLeft = true").await?;
        self.client.goto(url).await?;
        self.wait_until("another document", "document.isLeft !== true")
            .await
    }

    /// Waits until the app has shown its first page.
    ///
    /// # Errors
    /// Returns an error if the app does not start.
    pub async fn wait_for_app(&self) -> Result<()> {
        self.wait_until(
            "the app's first page (html[data-ready])",
            "document.documentElement?.dataset.ready === 'true'",
        )
        .await
    }

    /// Presses the browser's reload button and waits for the app.
    ///
    /// # Errors
    /// Returns an error if the app does not start again.
    pub async fn reload(&self) -> Result<()> {
        self.client.refresh().await?;
        self.wait_for_app().await
    }

    /// Presses the browser's back button.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn back(&self) -> Result<()> {
        self.window.back(&self.client).await
    }

    /// Presses the browser's forward button.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn forward(&self) -> Result<()> {
        self.window.forward(&self.client).await
    }

    /// Clicks the first link with this text.
    ///
    /// # Errors
    /// Returns an error if there is no such link, or if it cannot be clicked.
    pub async fn click_link(&self, text: &str) -> Result<()> {
        let xpath = format!("//a[normalize-space(.)={text:?}]");
        let link = self.client.find(Locator::XPath(&xpath)).await;
        let link = link.with_context(|| format!("no link has the text {text:?}"))?;
        self.window.click(&link).await
    }

    /// Clicks the first element that matches `css`.
    ///
    /// # Errors
    /// Returns an error if there is no such element, or if it cannot be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.window.click(&self.find(css).await?).await
    }

    /// Clicks the first element that matches `css` by script, without moving the pointer to it, as
    /// assistive technology does.
    ///
    /// # Errors
    /// Returns an error if there is no such element.
    pub async fn click_by_script(&self, css: &str) -> Result<()> {
        self.eval(&format!("document.querySelector({css:?}).click()"))
            .await?;
        Ok(())
    }

    /// Clicks a link by script and waits until the focus is on the headline of another page.
    ///
    /// # Errors
    /// Returns an error if there is no such link, or if no other page opens.
    pub async fn follow_link(&self, css: &str) -> Result<()> {
        let before = self.address().await?;
        self.click_by_script(css).await?;
        let turned = format!(
            "location.pathname !== {before:?} && document.activeElement.localName === 'h1'"
        );
        self.wait_until("another page", &turned).await
    }

    /// Moves the mouse onto the first element that matches `css`.
    ///
    /// # Errors
    /// Returns an error if there is no such element.
    pub async fn hover(&self, css: &str) -> Result<()> {
        use fantoccini::actions::{MouseActions, PointerAction};
        let element = self.find(css).await?;
        let moving = MouseActions::new("mouse".into()).then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        });
        Ok(self.client.perform_actions(moving).await?)
    }

    /// Touches the first element that matches `css`, and moves the finger away before lifting it,
    /// so that it is not a tap.
    ///
    /// # Errors
    /// Returns an error if there is no such element.
    pub async fn touch(&self, css: &str) -> Result<()> {
        use fantoccini::actions::{MOUSE_BUTTON_LEFT, PointerAction, TouchActions};
        let element = self.find(css).await?;
        let touching = TouchActions::new("finger".into())
            .then(PointerAction::MoveToElement {
                element,
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(PointerAction::MoveBy {
                duration: None,
                x: 0.0,
                y: 200.0,
            })
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        Ok(self.client.perform_actions(touching).await?)
    }

    /// Pastes from the clipboard with Ctrl+V and returns the text. The page loses its focus.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn paste(&self) -> Result<String> {
        self.eval(
            "void document.body.append(Object.assign(document.createElement('textarea'),
               { id: 'pasted' })), document.querySelector('#pasted').focus()",
        )
        .await?;
        let (control, v) = ('\u{E009}', 'v');
        let actions = KeyActions::new("keys".into())
            .then(KeyAction::Down { value: control })
            .then(KeyAction::Down { value: v })
            .then(KeyAction::Up { value: v })
            .then(KeyAction::Up { value: control });
        self.client.perform_actions(actions).await?;
        self.wait_until(
            "the pasted text",
            "document.querySelector('#pasted').value !== ''",
        )
        .await?;
        let pasted = "(e => (e.remove(), e.value))(document.querySelector('#pasted'))";
        self.eval_string(pasted).await
    }

    /// Returns the text of the focused element. It asks the driver, which works without scripts
    /// too.
    ///
    /// # Errors
    /// Returns an error if the driver fails.
    pub async fn focused_text(&self) -> Result<String> {
        Ok(self.client.active_element().await?.text().await?)
    }

    /// Presses a key.
    ///
    /// # Errors
    /// Returns an error if the browser fails.
    pub async fn press(&self, key: Key) -> Result<()> {
        let tap = |actions: KeyActions, key: char| {
            actions
                .then(KeyAction::Down { value: key })
                .then(KeyAction::Up { value: key })
        };
        let actions = KeyActions::new("keys".into());
        let shift = '\u{E008}';
        let actions = match key {
            Key::Tab => tap(actions, '\u{E004}'),
            Key::Enter => tap(actions, '\u{E007}'),
            Key::Escape => tap(actions, '\u{E00C}'),
            Key::Left => tap(actions, '\u{E012}'),
            Key::Right => tap(actions, '\u{E014}'),
            Key::Up => tap(actions, '\u{E013}'),
            Key::Down => tap(actions, '\u{E015}'),
            Key::End => tap(actions, '\u{E010}'),
            Key::Slash => tap(actions, '/'),
            Key::Question => tap(actions, '?'),
            Key::Space => tap(actions, ' '),
            Key::ShiftTab => {
                let down = actions.then(KeyAction::Down { value: shift });
                tap(down, '\u{E004}').then(KeyAction::Up { value: shift })
            }
        };
        Ok(self.client.perform_actions(actions).await?)
    }
}
