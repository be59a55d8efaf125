//! Firefox, driven by geckodriver, by WebDriver BiDi for what WebDriver cannot do, and by scripts
//! in the browser's own window for what neither can do.

use super::process::{ProcessGroup, free_port, wait_for_port};
use super::{connect, find};
use crate::harness::bidi::Bidi;
use crate::harness::browser::ConsoleLine;
use crate::harness::command::Command;
use crate::harness::wait::{Seen, wait_for};
use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn driver() -> Result<PathBuf> {
    find("GECKODRIVER", &["geckodriver"])
}

fn browser() -> Result<PathBuf> {
    find("FIREFOX", &["firefox", "firefox-esr"])
}

/// Checks that driver and browser are installed.
pub(super) fn installed() -> Result<()> {
    driver().and(browser()).map(drop)
}

/// The events that become lines of the console.
const CONSOLE: [&str; 2] = ["log.entryAdded", "network.responseCompleted"];
/// The event for each request.
const ASKED: &str = "network.beforeRequestSent";

/// Opens Firefox.
pub(super) async fn open(profile: &Path) -> Result<(Client, Window)> {
    let program = driver()?;
    let port = free_port().await?;
    let group = ProcessGroup::start(
        tokio::process::Command::new(&program)
            // Put all files of the browser where they are removed with the profile.
            .env("TMPDIR", profile)
            .env("HOME", profile)
            .args(["--port", &port.to_string()])
            // Use any free port, since several browsers run at a time.
            .args(["--websocket-port", "0"])
            // Allow scripts in the browser's own window.
            .arg("--allow-system-access"),
    )?;
    wait_for_port(port, &program).await?;
    let client = connect(port, capabilities()?).await?;
    let url = client.capabilities().and_then(|c| c.get("webSocketUrl"));
    let url = url.and_then(Value::as_str).context("no webSocketUrl")?;
    let bidi = Bidi::connect(url).await?;
    let tree = bidi.command("browsingContext.getTree", json!({})).await?;
    let context = tree["contexts"][0]["context"].as_str();
    let context = context.context("Firefox has no window")?.to_owned();
    let events = [CONSOLE[0], CONSOLE[1], ASKED];
    bidi.command("session.subscribe", json!({ "events": events }))
        .await?;
    let window = Window {
        bidi,
        context,
        _driver: group,
    };
    Ok((client, window))
}

/// Returns the capabilities that the session needs.
fn capabilities() -> Result<Value> {
    Ok(json!({
        "browserName": "firefox",
        // With "normal", a response that a test holds back would block the driver.
        "pageLoadStrategy": "eager",
        "unhandledPromptBehavior": "dismiss and notify",
        "webSocketUrl": true,
        "moz:firefoxOptions": {
            "binary": browser()?,
            "args": ["-headless"],
            "prefs": {
                "app.update.enabled": false,
                "datareporting.policy.dataSubmissionEnabled": false,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "services.settings.server": "data:,",
                // Only servers on this machine can be reached; the proxy for all others does not
                // exist.
                "network.proxy.type": 1,
                "network.proxy.http": "127.0.0.1",
                "network.proxy.http_port": 9,
                "network.proxy.ssl": "127.0.0.1",
                "network.proxy.ssl_port": 9,
                "network.proxy.no_proxies_on": "127.0.0.1",
                // Scrollbars take no width, as on phones, so the layout is as wide as the viewport.
                "ui.useOverlayScrollbars": 1,
                // The Tab key focuses links too, as on all systems except macOS.
                "accessibility.tabfocus": 7,
            },
        },
    }))
}

/// A window of Firefox.
pub(in crate::harness) struct Window {
    bidi: Bidi,
    context: String,
    /// The driver, which ends when the window is dropped.
    _driver: ProcessGroup,
}

impl Window {
    pub(super) async fn viewport(&self, width: u32, height: u32) -> Result<()> {
        let viewport = json!({ "width": width, "height": height });
        let parameters = json!({ "context": self.context, "viewport": viewport });
        self.bidi
            .command("browsingContext.setViewport", parameters)
            .await?;
        Ok(())
    }

    pub(super) async fn before_every_page(&self, script: &str) -> Result<()> {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        self.bidi
            .command("script.addPreloadScript", function)
            .await?;
        Ok(())
    }

    pub(super) async fn time_zone(&self, zone: &str) -> Result<()> {
        let parameters = json!({ "timezone": zone, "contexts": [self.context] });
        self.bidi
            .command("emulation.setTimezoneOverride", parameters)
            .await?;
        Ok(())
    }

    pub(super) async fn console(&self) -> Result<Vec<ConsoleLine>> {
        // Events arrive in order: after this response, all earlier console lines are here.
        let nothing = json!({
            "expression": "0", "target": { "context": self.context }, "awaitPromise": false,
        });
        self.bidi.command("script.evaluate", nothing).await?;
        let lines = self.bidi.events(&CONSOLE).into_iter().filter_map(|event| {
            let params = &event["params"];
            if event["method"] == CONSOLE[0] {
                return Some(ConsoleLine {
                    error: params["level"] == "error",
                    text: params["text"].as_str().unwrap_or_default().into(),
                });
            }
            // Browsers report failed requests in their console too.
            let status = params["response"]["status"].as_u64()?;
            let url = params["request"]["url"].as_str()?;
            (status >= 400).then(|| ConsoleLine {
                error: true,
                text: format!("{url}: status {status}"),
            })
        });
        Ok(lines.collect())
    }

    pub(super) fn asked(&self) -> Vec<String> {
        let events = self.bidi.events(&[ASKED]).into_iter();
        let url = |event: Value| event["params"]["request"]["url"].as_str().map(String::from);
        events.filter_map(url).collect()
    }
}

/// Runs a script in the browser's own window. In it, `page` is the browsing context of the tab.
async fn run_in_browser_window(client: &Client, script: &str) -> Result<()> {
    let context = |name| Command::new("moz/context", json!({ "context": name }));
    client.issue_cmd(context("chrome")).await?;
    let script = format!("const page = gBrowser.selectedBrowser.browsingContext; {script}");
    let result = client.execute(&script, vec![]).await;
    client.issue_cmd(context("content")).await?;
    result.with_context(|| script)?;
    Ok(())
}

/// Sets the medium of the open page, and the media features of all pages.
pub(super) async fn media(client: &Client, medium: &str, features: &[(&str, &str)]) -> Result<()> {
    let has = |name, value| features.contains(&(name, value));
    let dark = has("prefers-color-scheme", "dark");
    let still = has("prefers-reduced-motion", "reduce");
    let forced = has("forced-colors", "active");
    let medium = if medium == "screen" { "" } else { medium };
    // Use preferences, since overrides for one page end with it.
    run_in_browser_window(
        client,
        &format!(
            "page.mediumOverride = {medium:?};
             for (const [name, value] of [
                 ['layout.css.prefers-color-scheme.content-override', {}],
                 ['ui.prefersReducedMotion', {}],
                 ['browser.display.document_color_use', {}],
             ]) Services.prefs.setIntPref(name, value);",
            u8::from(!dark),
            u8::from(still),
            if forced { 2 } else { 0 },
        ),
    )
    .await?;
    let script = "return ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)',
                          '(forced-colors: active)'].map(query => matchMedia(query).matches)";
    wait_for(&format!("{features:?}"), || async {
        let seen = client.execute(script, vec![]).await?;
        let set = seen == json!([dark, still, forced]);
        Ok(Seen::when(set, || seen.to_string()))
    })
    .await
}

/// Turns scripts on or off.
pub(super) async fn scripts(client: &Client, run: bool) -> Result<()> {
    run_in_browser_window(client, &format!("page.allowJavascript = {run};")).await
}
