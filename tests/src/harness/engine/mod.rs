//! The browser engines, each in one file.

mod bridge;
mod chromium;
mod firefox;
mod process;
mod webkit;
mod window;

use super::browser::Browser;
use super::letters::FontSet;
use anyhow::{Context, Result, ensure};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
pub(super) use window::Window;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Chromium or Chrome, whole.
    Chromium,
    /// Chromium's engine without its desktop, a separate program that Chromium's authors make for
    /// automated tests. It renders and runs pages with the same code, in about 60 % of the time.
    #[value(name = "chromium-shell")]
    ChromiumShell,
    /// The oldest supported Chromium.
    #[value(name = "chromium-109")]
    Chromium109,
    /// Firefox.
    Firefox,
    /// WebKitGTK, which has the engine of Safari.
    Webkit,
}

impl Engine {
    /// The engines of `--all`, in the order in which they run. Chromium runs whole.
    pub const ALL: [Self; 4] = [
        Self::Chromium,
        Self::Chromium109,
        Self::Firefox,
        Self::Webkit,
    ];

    /// Returns the name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::ChromiumShell => "chromium-shell",
            Self::Chromium109 => "chromium-109",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// Opens browsers of one engine, and keeps their profiles in one folder.
pub struct Driver {
    engine: Engine,
    profiles: Option<TempDir>,
}

impl Driver {
    /// Checks that the engine is installed, and creates the folder for the profiles.
    ///
    /// # Errors
    /// Returns an error if the engine is not installed.
    pub fn new(engine: Engine) -> Result<Self> {
        match engine {
            Engine::Chromium | Engine::Chromium109 => chromium::installed(),
            Engine::ChromiumShell => chromium::shell_installed(),
            Engine::Firefox => firefox::installed(),
            Engine::Webkit => webkit::installed(),
        }?;
        let profiles = tempfile::Builder::new().prefix("frontpage-").tempdir()?;
        Ok(Self {
            engine,
            profiles: Some(profiles),
        })
    }

    /// Opens a browser with a new profile, to read the site at `origin`.
    ///
    /// # Errors
    /// Returns an error if the browser does not start.
    pub async fn open(&self, origin: String, letters: FontSet) -> Result<Browser> {
        ensure!(
            letters == FontSet::System
                || matches!(self.engine, Engine::Chromium | Engine::ChromiumShell),
            "only Chromium can be limited to the bundled fonts"
        );
        let profiles = self.profiles.as_ref().context("the driver has ended")?;
        let profile = tempfile::tempdir_in(profiles.path())?;
        let (client, window) = match self.engine {
            Engine::Chromium => {
                let (client, window) = chromium::open(profile.path(), letters).await?;
                (client, Window::Chromium(window))
            }
            Engine::ChromiumShell => {
                let (client, window) = chromium::open_shell(profile.path(), letters).await?;
                (client, Window::Chromium(window))
            }
            Engine::Chromium109 => {
                let (client, window) = chromium::open_109(profile.path()).await?;
                (client, Window::Chromium(window))
            }
            Engine::Firefox => {
                let (client, window) = firefox::open(profile.path()).await?;
                (client, Window::Firefox(window))
            }
            Engine::Webkit => {
                let (client, window) = webkit::open(profile.path()).await?;
                (client, Window::Webkit(Box::new(window)))
            }
        };
        Browser::new(client, window, origin, profile).await
    }
}

/// Whether the tests can run in Chromium's shell, which is optional. If only `CHROME` is set, that
/// browser is meant for all tests.
pub fn has_chromium_shell() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (is_set("CHROME_HEADLESS_SHELL") || !is_set("CHROME")) && chromium::shell_installed().is_ok()
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A browser whose driver is gone closes as well, but writes to its profile until then.
        let Some(profiles) = self.profiles.take().map(TempDir::keep) else {
            return;
        };
        for _ in 0..60 {
            if std::fs::remove_dir_all(&profiles).is_ok() {
                std::thread::sleep(Duration::from_millis(50));
                if !profiles.exists() {
                    return;
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// Starts a session with the driver on `port`.
async fn connect(port: u16, capabilities: serde_json::Value) -> Result<Client> {
    let capabilities: Capabilities = serde_json::from_value(capabilities)?;
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .context("the browser did not start")
}

/// Returns the program named by the environment variable, or the first of `names` on the `PATH`.
fn find(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(variable).filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = names.iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|folder| folder.join(name))
            .find(|file| Path::is_file(file))
    });
    found.with_context(|| {
        format!(
            "found none of {} on the PATH: install one, or set {variable} to its path",
            names.join(", ")
        )
    })
}
