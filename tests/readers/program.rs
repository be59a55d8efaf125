//! Starts the other programs: offline, and not for longer than a test may take.

use crate::verdict::Verdict;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// A program that is not installed: its tests are skipped, and say so.
#[derive(Debug)]
pub struct Missing(String);

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Missing {}

/// A program that takes longer than this is ended.
const LIMIT: Duration = Duration::from_secs(300);

/// Where the programs are, as `scripts/programs.sh` installed them.
pub struct Programs {
    npm: Option<PathBuf>,
    python: Option<PathBuf>,
    /// Whether programs can be started in a network namespace of their own, which is empty.
    namespaces: bool,
}

impl Programs {
    /// Reads `READERS_NPM`, a folder with `node_modules`, and `READERS_PYTHON`, a Python that has
    /// the packages of `requirements.txt`.
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

    /// A file of a package from npm.
    ///
    /// # Errors
    /// [`Missing`] where the packages are not installed.
    pub fn package(&self, file: &str) -> Result<PathBuf> {
        let Some(npm) = &self.npm else {
            let why = "its packages from npm are not installed: ./dev readers does it";
            return Err(Missing(why.into()).into());
        };
        let file = npm.join("node_modules").join(file);
        ensure!(file.exists(), "npm ci made no {}", file.display());
        Ok(file)
    }

    /// Has a script of this folder, for Node, read `input`. It is offline.
    ///
    /// # Errors
    /// [`Missing`] where the packages are not installed, and when the script fails.
    pub async fn node(&self, script: &str, input: &Value) -> Result<Verdict> {
        let home = self.package("")?;
        let mut command = self.offline("node");
        command
            .arg(here(script))
            .env("READERS_NPM", home.join(".."));
        verdict(command, input).await
    }

    /// The same with the preview server in reach.
    ///
    /// # Errors
    /// [`Missing`] where the packages are not installed, and when the script fails.
    pub async fn node_online(&self, script: &str, input: &Value) -> Result<Verdict> {
        let home = self.package("")?;
        let mut command = online("node");
        command
            .arg(here(script))
            .env("READERS_NPM", home.join(".."));
        verdict(command, input).await
    }

    /// Has a script of this folder, for Python, read `input`. It is offline.
    ///
    /// # Errors
    /// [`Missing`] where the packages are not installed, and when the script fails.
    pub async fn python(&self, script: &str, arguments: &[&str], input: &Value) -> Result<Verdict> {
        let Some(python) = &self.python else {
            let why = "its packages from PyPI are not installed: ./dev readers does it";
            return Err(Missing(why.into()).into());
        };
        let mut command = self.offline(&python.to_string_lossy());
        // What the script writes is not what is installed: no compiled copy is left beside it.
        command.arg("-B").arg(here(script)).args(arguments);
        if let Some(npm) = &self.npm {
            command.env("READERS_NPM", npm);
        }
        verdict(command, input).await
    }

    /// A command that reaches no host: in an empty network namespace where the system has them,
    /// else behind a proxy that is not there.
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

/// A command that is to reach the preview server alone.
fn online(program: &str) -> Command {
    let mut command = Command::new(program);
    behind_no_proxy(&mut command);
    command
}

/// Starts a program without a network.
const UNSHARE: [&str; 3] = ["unshare", "--map-root-user", "--net"];

fn behind_no_proxy(command: &mut Command) {
    // The discard port, where nobody listens.
    for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    for name in ["no_proxy", "NO_PROXY"] {
        command.env(name, "127.0.0.1,localhost");
    }
}

/// A file of this folder.
pub fn here(file: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    home.join("readers").join(file)
}

/// Gives `input` to a script and reads its verdict.
async fn verdict(command: Command, input: &Value) -> Result<Verdict> {
    let output = output(command, input.to_string().into_bytes()).await?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "the program failed ({}):\n{}",
        output.status,
        last_lines(&said, 20)
    );
    serde_json::from_slice(&output.stdout).context("the program's answer cannot be read")
}

/// Runs a command to its end.
///
/// # Errors
/// [`Missing`] where it does not exist, and when it takes too long.
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
        child => child.with_context(|| format!("{program} does not start"))?,
    };
    let stdin = child.stdin.take();
    let writing = tokio::spawn(async move {
        if let Some(mut stdin) = stdin {
            // A program that ends early says why on its own.
            drop(stdin.write_all(&input).await);
        }
    });
    let output = tokio::time::timeout(LIMIT, child.wait_with_output()).await;
    writing.abort();
    output
        .with_context(|| format!("{program} was not done after {} s", LIMIT.as_secs()))?
        .with_context(|| format!("{program} cannot be waited for"))
}

/// The end of what a program said.
pub fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
