//! Operations that WebDriver lacks or that engines implement differently, dispatched to the engine.

use super::{chromium, firefox, webkit};
use crate::harness::browser::{ConsoleLine, MemoryUsage};
use anyhow::{Result, bail};
use fantoccini::Client;
use fantoccini::elements::Element;
use serde_json::Value;

/// A window of any engine.
pub(in crate::harness) enum Window {
    Chromium(chromium::Window),
    Firefox(firefox::Window),
    Webkit(Box<webkit::Window>),
}

impl Window {
    pub(in crate::harness) async fn back(&self, client: &Client) -> Result<()> {
        match self {
            Self::Chromium(_) | Self::Firefox(_) => Ok(client.back().await?),
            Self::Webkit(_) => webkit::travel(client, -1).await,
        }
    }

    pub(in crate::harness) async fn forward(&self, client: &Client) -> Result<()> {
        match self {
            Self::Chromium(_) | Self::Firefox(_) => Ok(client.forward().await?),
            Self::Webkit(_) => webkit::travel(client, 1).await,
        }
    }

    /// Returns how many history entries a page can write within ten seconds, if the limit is so low
    /// that a test can reach it.
    pub(in crate::harness) fn history_in_ten_seconds(&self) -> Option<usize> {
        match self {
            Self::Chromium(_) | Self::Firefox(_) => None,
            Self::Webkit(_) => Some(webkit::HISTORY_WRITE_LIMIT),
        }
    }

    pub(in crate::harness) async fn click(&self, element: &Element) -> Result<()> {
        match self {
            Self::Chromium(_) | Self::Firefox(_) => Ok(element.click().await?),
            Self::Webkit(_) => webkit::click(element).await,
        }
    }

    pub(in crate::harness) async fn viewport(
        &self,
        client: &Client,
        width: u32,
        height: u32,
    ) -> Result<()> {
        match self {
            Self::Chromium(window) => window.viewport(client, width, height).await,
            Self::Firefox(window) => window.viewport(width, height).await,
            Self::Webkit(window) => window.viewport(client, width, height).await,
        }
    }

    pub(in crate::harness) async fn before_every_page(
        &self,
        client: &Client,
        script: &str,
    ) -> Result<()> {
        match self {
            Self::Chromium(window) => window.before_every_page(client, script).await,
            Self::Firefox(window) => window.before_every_page(script).await,
            Self::Webkit(window) => {
                window.before_every_page(script);
                Ok(())
            }
        }
    }

    pub(in crate::harness) async fn media(
        &self,
        client: &Client,
        medium: &str,
        features: &[(&str, &str)],
    ) -> Result<()> {
        match self {
            Self::Chromium(window) => window.media(client, medium, features).await,
            Self::Firefox(_) => firefox::media(client, medium, features).await,
            Self::Webkit(window) => window.media(client, medium, features).await,
        }
    }

    pub(in crate::harness) async fn picture(
        &self,
        client: &Client,
        place: Value,
    ) -> Result<String> {
        match self {
            Self::Chromium(window) => window.picture(client, place).await,
            Self::Firefox(_) | Self::Webkit(_) => {
                bail!("only Chromium takes visual baselines")
            }
        }
    }

    pub(in crate::harness) async fn time_zone(&self, client: &Client, zone: &str) -> Result<()> {
        match self {
            Self::Chromium(window) => window.time_zone(client, zone).await,
            Self::Firefox(window) => window.time_zone(zone).await,
            Self::Webkit(_) => bail!("WebKit always uses the time zone of the machine"),
        }
    }

    pub(in crate::harness) async fn scripts(&self, client: &Client, run: bool) -> Result<()> {
        match self {
            Self::Chromium(window) => window.scripts(client, run).await,
            Self::Firefox(_) => firefox::scripts(client, run).await,
            Self::Webkit(_) => bail!("WebKit's driver itself needs scripts"),
        }
    }

    /// Returns what the page keeps in memory, if the engine reports it.
    pub(in crate::harness) async fn kept_alive(
        &self,
        client: &Client,
    ) -> Result<Option<MemoryUsage>> {
        match self {
            Self::Chromium(window) => window.kept_alive(client).await.map(Some),
            Self::Firefox(_) | Self::Webkit(_) => Ok(None),
        }
    }

    /// Returns the DevTools port, for another program that drives the same browser.
    pub(in crate::harness) fn debugger_port(&self, client: &Client) -> Result<u16> {
        match self {
            Self::Chromium(_) => chromium::debugger_port(client),
            Self::Firefox(_) | Self::Webkit(_) => bail!("only Chromium has DevTools"),
        }
    }

    /// Returns the lines of the console since the last call.
    pub(in crate::harness) async fn console(&self, client: &Client) -> Result<Vec<ConsoleLine>> {
        match self {
            Self::Chromium(window) => window.console(client).await,
            Self::Firefox(window) => window.console().await,
            Self::Webkit(window) => Ok(window.console()),
        }
    }

    /// Returns the URLs of the requests since the last call.
    pub(in crate::harness) async fn asked(&self, client: &Client) -> Result<Vec<String>> {
        match self {
            Self::Chromium(window) => window.asked(client).await,
            Self::Firefox(window) => Ok(window.asked()),
            Self::Webkit(window) => Ok(window.asked()),
        }
    }
}
