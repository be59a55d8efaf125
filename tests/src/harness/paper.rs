//! A reader with a browser: the words in which tests are written.

use super::command::Command;
use super::engine::Window;
use super::npm;
use super::wait::{Seen, wait_for};
use anyhow::{Context, Result, anyhow, bail, ensure};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::wd::{PrintConfiguration, WindowHandle};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// One browser window, reading the site of one server.
pub struct Paper {
    client: Client,
    window: Window,
    origin: String,
    console: Mutex<Vec<Line>>,
    asked: Mutex<Vec<String>>,
    // removed when the session goes
    _profile: TempDir,
}

/// One of the window's tabs.
#[derive(Debug)]
pub struct Tab(WindowHandle);

/// A line of the browser's console.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whether it is an error: of a script, of the network, of the app.
    pub error: bool,
    /// What it says, with its place.
    pub text: String,
}

/// axe-core asks for the colour that letters are filled with first. The newspaper fills none with
/// another than their own, and with a reader's own colours Chromium tells what would have been.
const FILLED_WITH_THEIR_COLOUR: &str = "
    const read = CSSStyleDeclaration.prototype.getPropertyValue;
    CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
        return name === '-webkit-text-fill-color' ? '' : read.call(this, name);
    };";

/// What a page keeps alive, once what it does not has been swept up.
#[derive(Clone, Copy, Debug)]
pub struct KeptAlive {
    /// Bytes of JavaScript's objects.
    pub heap: u64,
    /// Nodes, in the document or not.
    pub nodes: u64,
    /// Listeners for events.
    pub listeners: u64,
}

/// A key that tests press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the next stop.
    Tab,
    /// To the stop before.
    ShiftTab,
    /// Follow, press.
    Enter,
}

impl Paper {
    pub(super) async fn new(
        client: Client,
        window: Window,
        origin: String,
        profile: TempDir,
    ) -> Result<Self> {
        let paper = Self {
            client,
            window,
            origin,
            console: Mutex::default(),
            asked: Mutex::default(),
            _profile: profile,
        };
        paper.viewport(1280, 900).await?;
        Ok(paper)
    }

    // ---- going

    /// Opens a path and waits for the app's first page.
    ///
    /// # Errors
    /// When the app does not come up.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.open_early(path).await?;
        self.ready().await
    }

    /// Opens a path and waits for nothing of the app.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn open_early(&self, path: &str) -> Result<()> {
        let url = format!("{}{path}", self.origin);
        Ok(self.client.goto(&url).await?)
    }

    /// Opens a whole address, of another server too, and waits for nothing of the app.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn visit(&self, url: &str) -> Result<()> {
        Ok(self.client.goto(url).await?)
    }

    /// Waits for the app's first page.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn ready(&self) -> Result<()> {
        self.wait_until(
            "the app's first page (html[data-ready])",
            "document.documentElement.dataset.ready === 'true'",
        )
        .await
    }

    /// Presses the browser's reload button.
    ///
    /// # Errors
    /// When the app does not come up again.
    pub async fn reload(&self) -> Result<()> {
        self.client.refresh().await?;
        self.ready().await
    }

    /// Presses the browser's back button.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn back(&self) -> Result<()> {
        self.window.back(&self.client).await
    }

    /// Presses the browser's forward button.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn forward(&self) -> Result<()> {
        self.window.forward(&self.client).await
    }

    /// Clicks the first link that says `text`.
    ///
    /// # Errors
    /// When there is none that can be clicked.
    pub async fn click_link(&self, text: &str) -> Result<()> {
        let xpath = format!("//a[normalize-space(.)={text:?}]");
        let link = self.client.find(Locator::XPath(&xpath)).await;
        let link = link.with_context(|| format!("no link {text:?}"))?;
        self.window.click(&link).await
    }

    /// Clicks the first element that `css` selects.
    ///
    /// # Errors
    /// When there is none that can be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.window.click(&self.find(css).await?).await
    }

    /// Clicks a link by script, as an assistive technology does: no pointer comes near it before.
    ///
    /// # Errors
    /// When there is none.
    pub async fn activate(&self, css: &str) -> Result<()> {
        self.js(&format!("document.querySelector({css:?}).click()"))
            .await?;
        Ok(())
    }

    /// Moves the mouse onto the first element that `css` selects.
    ///
    /// # Errors
    /// When there is none.
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

    /// Puts a finger onto the first element that `css` selects, and draws it away again: what
    /// touching alone does, without a tap.
    ///
    /// # Errors
    /// When there is none.
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

    /// What the keyboard pastes. Leaves the page without the focus it had.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn pasted(&self) -> Result<String> {
        self.js(
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
            "something pasted",
            "document.querySelector('#pasted').value !== ''",
        )
        .await?;
        let pasted = "(e => (e.remove(), e.value))(document.querySelector('#pasted'))";
        self.say(pasted).await
    }

    /// What is written on the element that has the focus: asked of the driver, which knows it
    /// without the page's scripts too.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn focused_words(&self) -> Result<String> {
        Ok(self.client.active_element().await?.text().await?)
    }

    /// Presses a key.
    ///
    /// # Errors
    /// When the browser fails.
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
            Key::ShiftTab => {
                let down = actions.then(KeyAction::Down { value: shift });
                tap(down, '\u{E004}').then(KeyAction::Up { value: shift })
            }
        };
        Ok(self.client.perform_actions(actions).await?)
    }

    // ---- tabs

    /// The tab in front.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.client.window().await?))
    }

    /// Opens an empty tab and turns to it.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn new_tab(&self) -> Result<()> {
        let tab = self.client.new_window(true).await?;
        self.turn_to(Tab(tab.handle)).await
    }

    /// Turns to a tab.
    ///
    /// # Errors
    /// When it is closed.
    pub async fn turn_to(&self, tab: Tab) -> Result<()> {
        Ok(self.client.switch_to_window(tab.0).await?)
    }

    // ---- seeing

    /// The document's title.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn title(&self) -> Result<String> {
        Ok(self.client.title().await?)
    }

    /// The address without the origin.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn address(&self) -> Result<String> {
        self.say("location.pathname + location.search + location.hash")
            .await
    }

    /// The text of the first element that `css` selects, white space collapsed.
    ///
    /// # Errors
    /// When there is none.
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
    /// When the browser fails.
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
    /// When the browser fails.
    pub async fn attributes(&self, css: &str, name: &str) -> Result<Vec<String>> {
        self.list(&format!(
            "[...document.querySelectorAll({css:?})].map(e => e.getAttribute({name:?}) ?? '')"
        ))
        .await
    }

    /// How many elements `css` selects.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn count(&self, css: &str) -> Result<u64> {
        let count = self
            .js(&format!("document.querySelectorAll({css:?}).length"))
            .await?;
        count.as_u64().context("no number")
    }

    /// Whether `css` selects anything.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn has(&self, css: &str) -> Result<bool> {
        Ok(self.count(css).await? > 0)
    }

    /// What has the focus: its tag and the start of its text.
    ///
    /// # Errors
    /// When the browser fails.
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
    /// When the browser fails.
    pub async fn scroll_y(&self) -> Result<f64> {
        let y = self.js("scrollY").await?;
        y.as_f64().context("no number")
    }

    /// Scrolls, and waits until it is there.
    ///
    /// # Errors
    /// When the page is too short.
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
    /// When the browser fails.
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
    /// When the browser fails.
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

    // ---- waiting

    /// Waits until the first element that `css` selects says `text`.
    ///
    /// # Errors
    /// When it does not.
    pub async fn wait_for(&self, css: &str, text: &str) -> Result<()> {
        wait_for(&format!("{css} to say {text:?}"), || async {
            let seen = self.texts(css).await?;
            let first = seen.into_iter().next();
            Ok(Seen::when(first.as_deref() == Some(text), || {
                format!("{first:?}")
            }))
        })
        .await
    }

    /// Waits until `css` selects something.
    ///
    /// # Errors
    /// When it does not.
    pub async fn wait_for_one(&self, css: &str) -> Result<()> {
        wait_for(css, || async {
            Ok(Seen::when(self.has(css).await?, || "none".into()))
        })
        .await
    }

    /// Waits until `css` selects nothing.
    ///
    /// # Errors
    /// When it still does.
    pub async fn wait_for_none(&self, css: &str) -> Result<()> {
        wait_for(&format!("no {css}"), || async {
            let count = self.count(css).await?;
            Ok(Seen::when(count == 0, || count.to_string()))
        })
        .await
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    /// When it stays false.
    pub async fn wait_until(&self, what: &str, expression: &str) -> Result<()> {
        wait_for(what, || async {
            let seen = self.js(expression).await?;
            Ok(Seen::when(seen == json!(true), || seen.to_string()))
        })
        .await
    }

    // ---- scripting

    /// The value of a JavaScript expression.
    ///
    /// # Errors
    /// When it throws.
    pub async fn js(&self, expression: &str) -> Result<Value> {
        let script = format!("return ({expression})");
        let value = self.client.execute(&script, vec![]).await;
        value.map_err(|e| anyhow!("{e}\n  in {expression}"))
    }

    /// The value of a JavaScript expression that is a promise.
    ///
    /// # Errors
    /// When it is rejected.
    pub async fn js_later(&self, expression: &str) -> Result<Value> {
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

    /// The text of a JavaScript expression.
    ///
    /// # Errors
    /// When it is none.
    pub async fn say(&self, expression: &str) -> Result<String> {
        let value = self.js(expression).await?;
        let text = value.as_str().map(String::from);
        text.with_context(|| format!("{value} is no text: {expression}"))
    }

    /// The texts of a JavaScript expression.
    ///
    /// # Errors
    /// When it is no list of texts.
    pub async fn list(&self, expression: &str) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.js(expression).await?)?)
    }

    /// Runs a script in every document from now on, before its own scripts.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn before_every_page(&self, script: &str) -> Result<()> {
        self.window.before_every_page(&self.client, script).await
    }

    /// The first element that `css` selects.
    ///
    /// # Errors
    /// When there is none.
    pub async fn find(&self, css: &str) -> Result<Element> {
        let element = self.client.find(Locator::Css(css)).await;
        element.with_context(|| format!("no {css}"))
    }

    // ---- the reader's machine

    /// Sets the size of the viewport.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn viewport(&self, width: u32, height: u32) -> Result<()> {
        self.window.viewport(&self.client, width, height).await
    }

    /// Sets the medium, and features such as `("prefers-color-scheme", "dark")`.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn media(&self, medium: &str, features: &[(&str, &str)]) -> Result<()> {
        self.window.media(&self.client, medium, features).await
    }

    /// Takes the reader to another time zone.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn time_zone(&self, zone: &str) -> Result<()> {
        self.window.time_zone(&self.client, zone).await
    }

    /// Switches scripts off, for the documents that are opened from now on.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn without_script(&self) -> Result<()> {
        self.window.scripts(&self.client, false).await
    }

    /// Lets scripts run again: those of WebDriver in the document that is open, which stays as it
    /// is, and the newspaper's own in the next.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn with_script(&self) -> Result<()> {
        self.window.scripts(&self.client, true).await
    }

    /// What the page keeps alive, once the browser has swept up.
    ///
    /// # Errors
    /// In another engine than Chromium.
    pub async fn kept_alive(&self) -> Result<KeptAlive> {
        self.window.kept_alive(&self.client).await
    }

    /// The port of DevTools, for a program that drives the browser too.
    ///
    /// # Errors
    /// When the browser has none.
    pub fn debugger_port(&self) -> Result<u16> {
        self.window.debugger_port(&self.client)
    }

    // ---- records

    /// The lines of the console so far.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn console(&self) -> Result<Vec<Line>> {
        let new = self.window.console(&self.client).await?;
        let mut console = self.console.lock().unwrap_or_else(PoisonError::into_inner);
        console.extend(new);
        Ok(console.clone())
    }

    /// The errors of the console so far.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let lines = self.console().await?;
        let errors = lines.into_iter().filter(|line| line.error);
        Ok(errors.map(|line| line.text).collect())
    }

    /// The errors of the console so far, but for what a browser says by itself of these documents:
    /// that they are not there.
    ///
    /// # Errors
    /// When the browser fails.
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
    /// When the browser fails.
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
    /// When the browser fails.
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

    // ---- whole checks

    /// What axe-core finds wrong with the page: one line for each rule, with the places. A colour
    /// that it cannot work out is told too.
    ///
    /// # Errors
    /// When axe-core cannot run.
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
    /// When the browser fails.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// A picture of the first element that `css` selects, or of the whole page; no more than
    /// `height` of it. As PNG.
    ///
    /// # Errors
    /// When there is no such element, or in another engine than Chromium.
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
    /// When the browser cannot print.
    pub async fn print(&self) -> Result<Vec<u8>> {
        Ok(self.client.print(PrintConfiguration::default()).await?)
    }

    /// The document as it is now, as HTML.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn html(&self) -> Result<String> {
        Ok(self.client.source().await?)
    }

    pub(super) async fn close(self) -> Result<()> {
        // the driver and all it started end with the window, after this
        Ok(self.client.close().await?)
    }
}
