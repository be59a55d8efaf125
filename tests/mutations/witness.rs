//! The test that is to see a break.

use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::fmt;

/// A test, by its whole name.
#[derive(Clone, Copy, Debug)]
pub enum Witness {
    /// In Chromium.
    Browser(&'static str),
    /// Another program that reads the published site.
    Readers(&'static str),
    /// A test of cargo's: the package, the name of its file under `tests/` (none for those beside
    /// the code), the test.
    Cargo(&'static str, Option<&'static str>, &'static str),
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// All is well.
    Passed,
    /// Something is wrong.
    Failed,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passed => "ok    ",
            Self::Failed => "FAILED",
        })
    }
}

impl Witness {
    /// Whether it needs the app as it is built, and the newspaper published.
    pub fn needs_build(&self) -> bool {
        matches!(self, Self::Browser(_) | Self::Readers(_))
    }

    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Browser(name) => (*name).into(),
            Self::Readers(name) => format!("tests/readers: {name}"),
            Self::Cargo(package, None, name) => format!("{package}: {name}"),
            Self::Cargo(package, Some(file), name) => format!("{package}/tests/{file}: {name}"),
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// When it does not run: the break does not compile, or there is no such test.
    pub fn ask(&self, tree: &Tree) -> Result<Seen> {
        let mut command = tree.command("cargo");
        let (passed, failed) = match self {
            Self::Browser(name) | Self::Readers(name) => {
                let program = match self {
                    Self::Readers(_) => "readers",
                    _ => "browser",
                };
                command.args(["run", "--quiet", "-p", "frontpage-tests", "--bin", program]);
                command.args(["--", "--only", name]);
                (format!("ok    {name} ("), format!("FAIL  {name} ("))
            }
            Self::Cargo(package, file, name) => {
                command.args(["test", "--package", package]);
                match file {
                    Some(file) => command.args(["--test", file]),
                    None => command.arg("--lib"),
                };
                command.args(["--", "--exact", name]);
                (
                    format!("test {name} ... ok"),
                    format!("test {name} ... FAILED"),
                )
            }
        };
        let output = command
            .output()
            .with_context(|| format!("starting {command:?}"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let has = |start: &str| said.lines().any(|line| line.starts_with(start));
        match (has(&passed), has(&failed)) {
            // One that runs in two browsers fails where it fails in one of them.
            (_, true) => Ok(Seen::Failed),
            (true, false) => Ok(Seen::Passed),
            (false, false) => bail!(
                "{} did not run:\n{said}{}",
                self.name(),
                String::from_utf8_lossy(&output.stderr)
            ),
        }
    }
}
