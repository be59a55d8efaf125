//! WebKitGTK's MiniBrowser, driven by WebKitWebDriver, each on a separate virtual screen. What
//! WebDriver cannot do is done by a proxy (the relay) and by desktop settings.

use super::process::{ProcessGroup, free_port, wait_for_port};
use super::{connect, find};
use crate::harness::browser::ConsoleLine;
use crate::harness::proxy::InterceptingProxy;
use crate::harness::wait::{Seen, wait_for};
use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

fn driver() -> Result<PathBuf> {
    find("WEBKITDRIVER", &["WebKitWebDriver"])
}

fn screen() -> Result<PathBuf> {
    find("XVFB", &["Xvfb"])
}

fn bus() -> Result<PathBuf> {
    find("DBUS_RUN_SESSION", &["dbus-run-session"])
}

fn desktop() -> Result<PathBuf> {
    find("XSETTINGSD", &["xsettingsd"])
}

/// Checks that the driver and all programs around it are installed.
pub(super) fn installed() -> Result<()> {
    driver()?;
    screen()?;
    bus()?;
    desktop().map(drop)
}

/// CSS that shrinks the browser's buttons, which would keep the window wider than a phone.
const NARROW: &str = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; }";

/// Opens WebKitGTK's browser with everything around it.
pub(super) async fn open(profile: &Path) -> Result<(Client, Window)> {
    let relay = InterceptingProxy::start().await?;
    // Xvfb prints the number of its display.
    let mut screen = ProcessGroup::start_with_output(
        Command::new(screen()?)
            .args(["-displayfd", "1", "-screen", "0", "2048x1536x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped()),
    )?;
    let output = screen.child().stdout.take().context("Xvfb has no output")?;
    let number = BufReader::new(output).lines().next_line().await?;
    let display = format!(":{}", number.context("Xvfb did not start")?);
    tokio::fs::create_dir_all(profile.join("gtk-3.0")).await?;
    tokio::fs::write(profile.join("gtk-3.0/gtk.css"), NARROW).await?;
    let settings = profile.join("settings");
    tokio::fs::write(&settings, desktop_settings(false, false)).await?;
    let desktop = ProcessGroup::start(
        Command::new(desktop()?)
            .env("DISPLAY", &display)
            .arg("-c")
            .arg(&settings),
    )?;
    let program = driver()?;
    let port = free_port().await?;
    let mut command = Command::new(bus()?);
    for variable in [
        "HOME",
        "TMPDIR",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
        "XDG_RUNTIME_DIR",
    ] {
        command.env(variable, profile);
    }
    let driver = ProcessGroup::start(
        command
            .env("DISPLAY", &display)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            // There is no graphics card.
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .arg("--")
            .arg(&program)
            .arg(format!("--port={port}")),
    )?;
    wait_for_port(port, &program).await?;
    let proxy = format!("127.0.0.1:{}", relay.port());
    let capabilities = json!({
        // With "eager", the driver never answers a script that is sent too early.
        "pageLoadStrategy": "normal",
        "unhandledPromptBehavior": "dismiss and notify",
        "proxy": {
            "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": [],
        },
    });
    let client = connect(port, capabilities).await?;
    let window = Window {
        relay,
        settings,
        desktop,
        _driver: driver,
        _screen: screen,
    };
    Ok((client, window))
}

/// Returns the settings for xsettingsd: dark or light, with or without animations.
fn desktop_settings(dark: bool, still: bool) -> String {
    let theme = if dark { "Adwaita-dark" } else { "Adwaita" };
    let moving = u8::from(!still);
    format!("Net/ThemeName \"{theme}\"\nGtk/EnableAnimations {moving}\n")
}

/// A window of WebKit.
pub(in crate::harness) struct Window {
    relay: InterceptingProxy,
    settings: PathBuf,
    // These programs end when the window is dropped, in this order.
    desktop: ProcessGroup,
    _driver: ProcessGroup,
    _screen: ProcessGroup,
}

impl Window {
    pub(super) async fn viewport(&self, client: &Client, width: u32, height: u32) -> Result<()> {
        let size = async || {
            let script = "return [innerWidth, innerHeight, outerHeight]";
            let size = client.execute(script, vec![]).await?;
            anyhow::Ok(serde_json::from_value::<[u32; 3]>(size)?)
        };
        let [_, inner, outer] = size().await?;
        // The height of the address bar stays the same.
        let bars = outer.saturating_sub(inner);
        // There is no window manager, so the window below the pointer has the focus. The pointer is
        // in the middle of the screen; move a small window so that its bottom right corner covers
        // it.
        let [x, y] = [
            (1024 + 4_u32).saturating_sub(width),
            (768 + 4_u32).saturating_sub(height + bars),
        ];
        client.set_window_rect(x, y, width, height + bars).await?;
        wait_for(&format!("a viewport of {width}×{height}"), || async {
            let [w, h, _] = size().await?;
            Ok(Seen::when((w, h) == (width, height), || format!("{w}×{h}")))
        })
        .await
    }

    pub(super) fn before_every_page(&self, script: &str) {
        self.relay.before_every_page(script);
    }

    /// Sets the media features that desktop settings can change: the color scheme and reduced
    /// motion.
    pub(super) async fn media(
        &self,
        client: &Client,
        medium: &str,
        features: &[(&str, &str)],
    ) -> Result<()> {
        let (mut dark, mut still) = (false, false);
        for (name, value) in features {
            match *name {
                "prefers-color-scheme" => dark = *value == "dark",
                "prefers-reduced-motion" => still = *value == "reduce",
                _ => anyhow::bail!("WebKit cannot set {name}"),
            }
        }
        anyhow::ensure!(medium == "screen", "WebKit cannot set the medium {medium}");
        tokio::fs::write(&self.settings, desktop_settings(dark, still)).await?;
        self.desktop.signal(rustix::process::Signal::HUP);
        let seen = "return [matchMedia('(prefers-color-scheme: dark)').matches,
                            matchMedia('(prefers-reduced-motion: reduce)').matches]";
        wait_for(&format!("{features:?}"), || async {
            let seen = client.execute(seen, vec![]).await?;
            Ok(Seen::when(seen == json!([dark, still]), || {
                seen.to_string()
            }))
        })
        .await
    }

    pub(super) fn console(&self) -> Vec<ConsoleLine> {
        self.relay.console()
    }

    pub(super) fn asked(&self) -> Vec<String> {
        self.relay.asked()
    }
}

/// The number of history entries that WebKit allows a page to write within ten seconds.
pub(super) const HISTORY_WRITE_LIMIT: usize = 100;

/// How long [`travel`] waits for another address. Entries with the same address belong to the same
/// document.
const SAME_ADDRESS: Duration = Duration::from_secs(2);

/// Goes back or forward by script: WebKit's buttons skip pages that were reached by a script's
/// click, which is how tests click.
///
/// The driver waits forever for the result of a script whose document goes away. So this script
/// returns before that, and no other runs until the address, which needs no script, has changed.
pub(super) async fn travel(client: &Client, steps: i8) -> Result<()> {
    let before = client.current_url().await?;
    let script = format!("setTimeout(() => history.go({steps}))");
    client.execute(&script, vec![]).await?;
    let start = Instant::now();
    while client.current_url().await? == before && start.elapsed() < SAME_ADDRESS {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// Clicks an element, and tries again while WebKit finds no point to click, as it does during a
/// transition between pages.
pub(super) async fn click(element: &Element) -> Result<()> {
    wait_for("the element to be clickable", || async {
        match element.click().await {
            Ok(()) => Ok(Seen::Yes),
            Err(CmdError::Standard(error))
                if error.error == ErrorStatus::ElementNotInteractable =>
            {
                Ok(Seen::No("an element without a clickable point".into()))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}
