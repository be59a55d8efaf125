//! Chromium and Chrome, through chromedriver.

use super::find;
use anyhow::Result;
use fantoccini::wd::Capabilities;
use serde_json::json;
use std::path::{Path, PathBuf};

pub(super) fn driver() -> Result<PathBuf> {
    find("CHROMEDRIVER", &["chromedriver"])
}

pub(super) fn capabilities(profile: &Path) -> Result<Capabilities> {
    let browser = find("CHROME", &["google-chrome", "chromium", "chromium-browser"])?;
    let arguments = [
        "--headless",
        // root, as in most containers, gets no sandbox
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // tests turn pages faster than hands do
        "--disable-ipc-flooding-protection",
        // nothing but the test's own server can be reached
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        // scrollbars take no width, as on phones: a layout is as wide as the viewport
        "--hide-scrollbars",
    ];
    let mut arguments: Vec<String> = arguments.map(String::from).into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    let capabilities = json!({
        "browserName": "chrome",
        // a held answer must not hold the driver
        "pageLoadStrategy": "eager",
        "unhandledPromptBehavior": "dismiss and notify",
        "goog:chromeOptions": {
            "binary": browser,
            "args": arguments,
            "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
        },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    });
    Ok(serde_json::from_value(capabilities)?)
}
