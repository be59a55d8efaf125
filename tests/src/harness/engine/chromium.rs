//! Chromium and Chrome, driven by chromedriver, and by DevTools for what WebDriver cannot do.

use super::bridge::Bridge;
use super::process::{ProcessGroup, free_port, wait_for_port};
use super::{connect, find};
use crate::harness::browser::{ConsoleLine, MemoryUsage};
use crate::harness::command::Command;
use crate::harness::letters::{self, FontSet};
use crate::harness::npm;
use anyhow::{Context, Result, bail, ensure};
use fantoccini::Client;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

fn driver() -> Result<PathBuf> {
    find("CHROMEDRIVER", &["chromedriver"])
}

fn browser() -> Result<PathBuf> {
    find("CHROME", &["google-chrome", "chromium", "chromium-browser"])
}

/// Returns the engine without a desktop, by the names that Google's and Debian's packages use.
fn shell() -> Result<PathBuf> {
    let names = ["chrome-headless-shell", "chromium-headless-shell"];
    find("CHROME_HEADLESS_SHELL", &names)
}

/// Checks that driver and browser are installed.
pub(super) fn installed() -> Result<()> {
    driver().and(browser()).map(drop)
}

/// Checks that driver and shell are installed.
pub(super) fn shell_installed() -> Result<()> {
    driver().and(shell()).map(drop)
}

/// Opens Chromium.
pub(super) async fn open(profile: &Path, letters: FontSet) -> Result<(Client, Window)> {
    open_driven(profile, letters, "chrome", browser()?).await
}

/// Opens Chromium's shell.
pub(super) async fn open_shell(profile: &Path, letters: FontSet) -> Result<(Client, Window)> {
    open_driven(profile, letters, "chrome-headless-shell", shell()?).await
}

/// Opens a browser that chromedriver starts and knows as `name`.
async fn open_driven(
    profile: &Path,
    letters: FontSet,
    name: &str,
    browser: PathBuf,
) -> Result<(Client, Window)> {
    let program = driver()?;
    let port = free_port().await?;
    let mut command = tokio::process::Command::new(&program);
    // Files that the browser leaves behind are removed together with the profile.
    command.env("TMPDIR", profile);
    command.arg(format!("--port={port}"));
    if letters == FontSet::Bundled {
        command.env("FONTCONFIG_FILE", letters::settings(profile).await?);
    }
    let group = ProcessGroup::start(&mut command)?;
    wait_for_port(port, &program).await?;
    let options = json!({
        "binary": browser,
        "args": arguments(profile, letters),
    });
    let client = connect(port, capabilities(name, options)).await?;
    let window = Window {
        _driver: group,
        _older: None,
    };
    Ok((client, window))
}

/// Opens Chromium 109, which a current chromedriver can drive through the bridge.
pub(super) async fn open_109(profile: &Path) -> Result<(Client, Window)> {
    let browser = ProcessGroup::start(
        tokio::process::Command::new(npm::chromium_109().await?)
            .env("TMPDIR", profile)
            .args(arguments(profile, FontSet::System))
            // chromedriver sets many flags when it starts a browser itself. These are the ones
            // that matter to the tests.
            .args(["--enable-automation", "--disable-popup-blocking"])
            .args(["--disable-hang-monitor", "--disable-prompt-on-repost"])
            .args(["--remote-debugging-port=0", "about:blank"]),
    )?;
    let bridge = Bridge::start(devtools_port(profile).await?).await?;
    let (program, port) = (driver()?, free_port().await?);
    let group = ProcessGroup::start(
        tokio::process::Command::new(&program)
            .env("TMPDIR", profile)
            .args([&format!("--port={port}"), "--disable-build-check"]),
    )?;
    wait_for_port(port, &program).await?;
    let options = json!({ "debuggerAddress": format!("127.0.0.1:{}", bridge.port()) });
    let client = connect(port, capabilities("chrome", options)).await?;
    let window = Window {
        _driver: group,
        _older: Some((bridge, browser)),
    };
    Ok((client, window))
}

/// Returns the DevTools port of a browser that was just started. It writes the port into its
/// profile.
async fn devtools_port(profile: &Path) -> Result<u16> {
    let file = profile.join("DevToolsActivePort");
    for _ in 0..500 {
        let text = tokio::fs::read_to_string(&file).await.unwrap_or_default();
        if let Some((port, _)) = text.split_once('\n') {
            return Ok(port.parse()?);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!(
        "Chromium 109 did not start: it did not write {}",
        file.display()
    )
}

/// Returns the browser's command line arguments.
fn arguments(profile: &Path, letters: FontSet) -> Vec<String> {
    let arguments = [
        "--headless",
        // The sandbox does not work for root, which is the user in most containers.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Tests navigate faster than people.
        "--disable-ipc-flooding-protection",
        // Only servers on this machine can be reached.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        // Scrollbars take no width, as on phones, so the layout is as wide as the viewport.
        "--hide-scrollbars",
    ];
    // Render the same shapes and colors on every machine.
    let painting = [
        "--font-render-hinting=none",
        "--disable-lcd-text",
        "--force-color-profile=srgb",
        "--force-device-scale-factor=1",
    ];
    let painting = painting.iter().filter(|_| letters == FontSet::Bundled);
    let mut arguments: Vec<String> = arguments.map(String::from).into();
    arguments.extend(painting.map(|argument| argument.to_string()));
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments
}

/// Returns the capabilities that the session needs.
fn capabilities(name: &str, mut options: Value) -> Value {
    options["perfLoggingPrefs"] = json!({ "enableNetwork": true, "enablePage": false });
    json!({
        "browserName": name,
        // With "normal", a response that a test holds back would block the driver.
        "pageLoadStrategy": "eager",
        "unhandledPromptBehavior": "dismiss and notify",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    })
}

/// Returns the DevTools port, for another program that drives the same browser.
pub(super) fn debugger_port(client: &Client) -> Result<u16> {
    let options = client
        .capabilities()
        .and_then(|capabilities| capabilities.get("goog:chromeOptions"));
    let address = options.and_then(|options| options["debuggerAddress"].as_str());
    let port = address.and_then(|address| address.rsplit(':').next());
    Ok(port.context("no debuggerAddress")?.parse()?)
}

/// A window of Chromium.
pub(in crate::harness) struct Window {
    /// The driver, which ends when the window is dropped.
    _driver: ProcessGroup,
    /// The bridge and the browser, if the driver did not start the browser itself.
    _older: Option<(Bridge, ProcessGroup)>,
}

impl Window {
    /// Sends a command of the Chrome DevTools Protocol.
    async fn devtools(&self, client: &Client, method: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        let answer = client
            .issue_cmd(Command::new("goog/cdp/execute", body))
            .await;
        answer.with_context(|| format!("{method} {parameters}"))
    }

    /// Returns the entries of a log since it was last read.
    async fn log(&self, client: &Client, kind: &str) -> Result<Vec<Value>> {
        let command = Command::new("se/log", json!({ "type": kind }));
        Ok(serde_json::from_value(client.issue_cmd(command).await?)?)
    }

    pub(super) async fn viewport(&self, client: &Client, width: u32, height: u32) -> Result<()> {
        let parameters = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools(client, "Emulation.setDeviceMetricsOverride", parameters)
            .await?;
        Ok(())
    }

    pub(super) async fn before_every_page(&self, client: &Client, script: &str) -> Result<()> {
        let parameters = json!({ "source": script });
        self.devtools(client, "Page.addScriptToEvaluateOnNewDocument", parameters)
            .await?;
        Ok(())
    }

    pub(super) async fn media(
        &self,
        client: &Client,
        medium: &str,
        features: &[(&str, &str)],
    ) -> Result<()> {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        let parameters = json!({ "media": medium, "features": features });
        self.devtools(client, "Emulation.setEmulatedMedia", parameters)
            .await?;
        Ok(())
    }

    /// Takes a screenshot of an area of the page, even outside of the viewport. Returns a PNG in
    /// base64.
    pub(super) async fn picture(&self, client: &Client, place: Value) -> Result<String> {
        let parameters = json!({
            "format": "png", "clip": place, "captureBeyondViewport": true, "optimizeForSpeed": true,
        });
        let answer = self
            .devtools(client, "Page.captureScreenshot", parameters)
            .await?;
        let data = answer["data"].as_str().unwrap_or_default();
        ensure!(!data.is_empty(), "the browser returned an empty screenshot");
        Ok(data.into())
    }

    pub(super) async fn time_zone(&self, client: &Client, zone: &str) -> Result<()> {
        let parameters = json!({ "timezoneId": zone });
        self.devtools(client, "Emulation.setTimezoneOverride", parameters)
            .await?;
        Ok(())
    }

    pub(super) async fn scripts(&self, client: &Client, run: bool) -> Result<()> {
        let parameters = json!({ "value": !run });
        self.devtools(client, "Emulation.setScriptExecutionDisabled", parameters)
            .await?;
        Ok(())
    }

    /// Returns what the page keeps in memory, after garbage collection.
    pub(super) async fn kept_alive(&self, client: &Client) -> Result<MemoryUsage> {
        let nothing = || json!({});
        self.devtools(client, "Performance.enable", nothing())
            .await?;
        // Objects with finalizers are freed only by the second collection.
        for _ in 0..2 {
            self.devtools(client, "HeapProfiler.collectGarbage", nothing())
                .await?;
        }
        let answer = self
            .devtools(client, "Performance.getMetrics", nothing())
            .await?;
        let metric = |name: &str| {
            let mut metrics = answer["metrics"].as_array().into_iter().flatten();
            let found = metrics.find(|metric| metric["name"] == name);
            let value = found.and_then(|metric| metric["value"].as_f64());
            value.with_context(|| format!("no metric {name}"))
        };
        Ok(MemoryUsage {
            heap: metric("JSHeapUsedSize")? as u64,
            nodes: metric("Nodes")? as u64,
            listeners: metric("JSEventListeners")? as u64,
        })
    }

    pub(super) async fn console(&self, client: &Client) -> Result<Vec<ConsoleLine>> {
        let new = self.log(client, "browser").await?;
        let line = |line: &Value| ConsoleLine {
            error: line["level"] == "SEVERE",
            text: line["message"].as_str().unwrap_or_default().into(),
        };
        Ok(new.iter().map(line).collect())
    }

    pub(super) async fn asked(&self, client: &Client) -> Result<Vec<String>> {
        let mut asked = vec![];
        for entry in self.log(client, "performance").await? {
            let text = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(text)?;
            if event["message"]["method"] == "Network.requestWillBeSent" {
                let url = &event["message"]["params"]["request"]["url"];
                asked.extend(url.as_str().map(String::from));
            }
        }
        Ok(asked)
    }
}
