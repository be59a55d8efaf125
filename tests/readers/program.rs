//! Starts the other programs, without network access and with a time limit.

use crate::verdict::Report;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// The error for a program that is not installed. Its tests are skipped with this message.
#[derive(Debug)]
pub struct Missing(String);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Missing {}

/// The time limit of a program.
const LIMIT: Duration = Duration::from_secs(300);

/// The locations of the programs that `scripts/programs.sh` installed.
pub struct Programs {
    npm: Option<PathBuf>,
    python: Option<PathBuf>,
    /// Whether the system can start programs in an empty network namespace.
    namespaces: bool,
}

impl Programs {
    /// Reads the environment: `READERS_NPM` is a folder with `node_modules`, and `READERS_PYTHON`
    /// a Python interpreter with the packages of `requirements.txt`.
    pub async fn from_environment() -> Self {
        let path = |name| std::env::var_os(name).map(PathBuf::from);
        let mut probe = Command::new(UNSHARE[0]);
        let probe = probe.args(&UNSHARE[1..]).arg("true").output().await;
        Self {
            npm: path("READERS_NPM").filter(|folder| folder.join("node_modules").is_dir()),
            python: path("READERS_PYTHON").filter(|python| python.is_file()),
            namespaces: probe.is_ok_and(|output| output.status.success()),
        }
    }

    /// Returns the path of a file in an npm package.
    ///
    /// # Errors
    /// Returns [`Missing`] if the packages are not installed.
    pub fn package(&self, file: &str) -> Result<PathBuf> {
        let Some(npm) = &self.npm else {
            let why = "npm packages are not installed: run ./dev readers";
            return Err(Missing(why.into()).into());
        };
        let file = npm.join("node_modules").join(file);
        ensure!(file.exists(), "npm ci did not install {}", file.display());
        Ok(file)
    }

    /// Runs a Node script of this folder offline, with `input` as JSON on its standard input.
    ///
    /// # Errors
    /// Returns [`Missing`] if the packages are not installed, or an error if the script fails.
    pub async fn node(&self, script: &str, input: &Value) -> Result<Report> {
        let home = self.package("")?;
        let mut command = self.offline("node");
        command
            .arg(script_path(script))
            .env("READERS_NPM", home.join(".."));
        verdict(command, input).await
    }

    /// Like [`Self::node`], but the script can reach the preview server.
    ///
    /// # Errors
    /// Returns [`Missing`] if the packages are not installed, or an error if the script fails.
    pub async fn node_online(&self, script: &str, input: &Value) -> Result<Report> {
        let home = self.package("")?;
        let mut command = online("node");
        command
            .arg(script_path(script))
            .env("READERS_NPM", home.join(".."));
        verdict(command, input).await
    }

    /// Runs a Python script of this folder offline, with `input` as JSON on its standard input.
    ///
    /// # Errors
    /// Returns [`Missing`] if the packages are not installed, or an error if the script fails.
    pub async fn python(&self, script: &str, arguments: &[&str], input: &Value) -> Result<Report> {
        let Some(python) = &self.python else {
            let why = "PyPI packages are not installed: run ./dev readers";
            return Err(Missing(why.into()).into());
        };
        let mut command = self.offline(&python.to_string_lossy());
        // `-B` keeps Python from writing compiled files into the source folder.
        command.arg("-B").arg(script_path(script)).args(arguments);
        if let Some(npm) = &self.npm {
            command.env("READERS_NPM", npm);
        }
        verdict(command, input).await
    }

    /// Returns a command that can reach no host: it runs in an empty network namespace if the
    /// system has them, and otherwise with a proxy that does not exist.
    pub fn offline(&self, program: &str) -> Command {
        let mut command = if self.namespaces {
            let mut command = Command::new(UNSHARE[0]);
            command.args(&UNSHARE[1..]).arg(program);
            command
        } else {
            Command::new(program)
        };
        behind_no_proxy(&mut command);
        command
    }
}

/// Returns a command that can reach only servers on this machine.
fn online(program: &str) -> Command {
    let mut command = Command::new(program);
    behind_no_proxy(&mut command);
    command
}

/// The command that starts a program without a network.
const UNSHARE: [&str; 3] = ["unshare", "--map-root-user", "--net"];

/// Makes the command use a proxy that does not exist, except for this machine.
fn behind_no_proxy(command: &mut Command) {
    // Nothing listens on port 9 (discard).
    for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    for name in ["no_proxy", "NO_PROXY"] {
        command.env(name, "127.0.0.1,localhost");
    }
}

/// Returns the path of a file in `tests/readers`.
pub fn script_path(file: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    home.join("readers").join(file)
}

/// Runs a script with `input` and reads its verdict.
async fn verdict(command: Command, input: &Value) -> Result<Report> {
    let output = output(command, input.to_string().into_bytes()).await?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "the program failed ({}):\n{}",
        output.status,
        last_lines(&stderr, 20)
    );
    serde_json::from_slice(&output.stdout).context("the program's output is not valid JSON")
}

/// Runs a command with `input` on its standard input and waits for it.
///
/// # Errors
/// Returns [`Missing`] if the program does not exist, or an error if it exceeds the time limit.
pub async fn output(mut command: Command, input: Vec<u8>) -> Result<Output> {
    let program = command
        .as_std()
        .get_program()
        .to_string_lossy()
        .into_owned();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    let mut child = match command.spawn() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Missing(format!("{program} is not installed")).into());
        }
        child => child.with_context(|| format!("{program} cannot be started"))?,
    };
    let stdin = child.stdin.take();
    let writing = tokio::spawn(async move {
        if let Some(mut stdin) = stdin {
            // A failed write means that the program exited early; its own output says why.
            drop(stdin.write_all(&input).await);
        }
    });
    let output = tokio::time::timeout(LIMIT, child.wait_with_output()).await;
    writing.abort();
    output
        .with_context(|| format!("{program} did not finish within {} s", LIMIT.as_secs()))?
        .with_context(|| format!("waiting for {program} failed"))
}

/// Returns the last `count` lines of a text.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
