//! WebKitGTK's small browser, through WebKitWebDriver, each on a screen of its own. What
//! WebDriver cannot say is done around it: by the relay, and by the desktop's settings.

use super::process::{Group, free_port, wait_for_port};
use super::{connect, find};
use crate::harness::paper::Line;
use crate::harness::relay::Relay;
use crate::harness::wait::{Seen, wait_for};
use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Stdio;
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

pub(super) fn installed() -> Result<()> {
    driver()?;
    screen()?;
    bus()?;
    desktop().map(drop)
}

/// The browser's buttons would not let its window be as narrow as a phone.
const NARROW: &str = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; }";

pub(super) async fn open(profile: &Path) -> Result<(Client, Window)> {
    let relay = Relay::start().await?;
    // the screen says on its output which number it took
    let mut screen = Group::start_heard(
        Command::new(screen()?)
            .args(["-displayfd", "1", "-screen", "0", "2048x1536x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped()),
    )?;
    let said = screen.child().stdout.take().context("no output")?;
    let number = BufReader::new(said).lines().next_line().await?;
    let display = format!(":{}", number.context("the screen does not start")?);
    tokio::fs::create_dir_all(profile.join("gtk-3.0")).await?;
    tokio::fs::write(profile.join("gtk-3.0/gtk.css"), NARROW).await?;
    let settings = profile.join("settings");
    tokio::fs::write(&settings, desktop_settings(false, false)).await?;
    let desktop = Group::start(
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
    let driver = Group::start(
        command
            .env("DISPLAY", &display)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            // there is no graphics card
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .arg("--")
            .arg(&program)
            .arg(format!("--port={port}")),
    )?;
    wait_for_port(port, &program).await?;
    let proxy = format!("127.0.0.1:{}", relay.port());
    let capabilities = json!({
        // with "eager" a script that comes early is never answered
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

fn desktop_settings(dark: bool, still: bool) -> String {
    let theme = if dark { "Adwaita-dark" } else { "Adwaita" };
    let moving = u8::from(!still);
    format!("Net/ThemeName \"{theme}\"\nGtk/EnableAnimations {moving}\n")
}

/// A window of WebKit's.
pub(in crate::harness) struct Window {
    relay: Relay,
    settings: PathBuf,
    // these end with the window, in this order
    desktop: Group,
    _driver: Group,
    _screen: Group,
}

impl Window {
    pub(super) async fn viewport(&self, client: &Client, width: u32, height: u32) -> Result<()> {
        let size = async || {
            let script = "return [innerWidth, innerHeight, outerHeight]";
            let size = client.execute(script, vec![]).await?;
            anyhow::Ok(serde_json::from_value::<[u32; 3]>(size)?)
        };
        let [_, inner, outer] = size().await?;
        // the address bar stays where it is
        let bars = outer.saturating_sub(inner);
        // Nobody manages windows here, so that the one below the pointer has the focus: the pointer
        // is in the middle of the screen, and a small window comes to it with its last corner.
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

    /// Sets what a desktop's settings can say: light or dark, motion or none.
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
                _ => anyhow::bail!("WebKit takes no {name}"),
            }
        }
        anyhow::ensure!(medium == "screen", "WebKit takes no medium {medium}");
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

    pub(super) fn console(&self) -> Vec<Line> {
        self.relay.console()
    }

    pub(super) fn asked(&self) -> Vec<String> {
        self.relay.asked()
    }
}

/// How often WebKit lets a page write to its history in ten seconds.
pub(super) const HISTORY_IN_TEN_SECONDS: usize = 100;

/// WebKit's own button leaves out pages that a script's click led to, and tests click by script.
pub(super) async fn travel(client: &Client, steps: i8) -> Result<()> {
    let script = format!("history.go({steps})");
    client.execute(&script, vec![]).await?;
    Ok(())
}

/// While pages turn, WebKit finds no point of the new page to click: whoever clicks clicks again.
pub(super) async fn click(element: &Element) -> Result<()> {
    wait_for("something to click", || async {
        match element.click().await {
            Ok(()) => Ok(Seen::Yes),
            Err(CmdError::Standard(error))
                if error.error == ErrorStatus::ElementNotInteractable =>
            {
                Ok(Seen::No(
                    "an element without a point that can be clicked".into(),
                ))
            }
            Err(error) => Err(error.into()),
        }
    })
    .await
}
