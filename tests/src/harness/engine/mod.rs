//! The browsers, one file each.

mod chromium;

use super::paper::Paper;
use anyhow::{Context, Result, bail};
use fantoccini::ClientBuilder;
use fantoccini::wd::Capabilities;
use hyper_util::client::legacy::connect::HttpConnector;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Chromium, Chrome.
    Chromium,
}

impl Engine {
    /// Whether the Chrome DevTools Protocol can be spoken: for what WebDriver cannot say.
    pub fn speaks_cdp(self) -> bool {
        match self {
            Self::Chromium => true,
        }
    }

    fn driver(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => chromium::driver(),
        }
    }

    fn capabilities(self, profile: &Path) -> Result<Capabilities> {
        match self {
            Self::Chromium => chromium::capabilities(profile),
        }
    }
}

/// A running WebDriver server. It ends, with its browsers, when this value goes.
pub struct Driver {
    engine: Engine,
    url: String,
    process: Child,
    // a folder for the profiles of all sessions
    profiles: Option<TempDir>,
}

impl Driver {
    /// Starts the engine's driver on a free port.
    ///
    /// # Errors
    /// When it is not installed or does not come up.
    pub async fn start(engine: Engine) -> Result<Self> {
        let program = engine.driver()?;
        // the port is free until the driver takes it, a moment later
        let port = TcpListener::bind(("127.0.0.1", 0))
            .await?
            .local_addr()?
            .port();
        let profiles = tempfile::Builder::new().prefix("frontpage-").tempdir()?;
        let process = Command::new(&program)
            // what a browser forgets to remove goes with the profiles
            .env("TMPDIR", profiles.path())
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // a group of its own: its browsers end with it, whatever happens here
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} does not start", program.display()))?;
        let driver = Self {
            engine,
            url: format!("http://127.0.0.1:{port}"),
            process,
            profiles: Some(profiles),
        };
        for _ in 0..500 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(driver);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("{} does not answer on port {port}", program.display())
    }

    /// Opens a browser with a fresh profile, to read the site at `origin`.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn open(&self, origin: String) -> Result<Paper> {
        let profiles = self.profiles.as_ref().context("the driver has ended")?;
        let profile = tempfile::tempdir_in(profiles.path())?;
        let capabilities = self.engine.capabilities(profile.path())?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.url)
            .await
            .context("the browser does not start")?;
        Paper::new(client, origin, profile).await
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = self.process.id().and_then(|id| i32::try_from(id).ok());
        if let Some(group) = group.and_then(rustix::process::Pid::from_raw) {
            // it may have ended by itself
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        // a browser that loses its driver ends too, and writes into its profile until then
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

/// The program that `variable` names, else the first of `names` on the PATH.
fn find(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(variable).filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = names.iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    });
    found.with_context(|| {
        format!(
            "none of {} is on the PATH: install one, or name it in {variable}",
            names.join(", ")
        )
    })
}
