//! The test that has to catch a mutation: how to run it and read its result.

use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::fmt;

/// A test, with its full name.
#[derive(Clone, Copy, Debug)]
pub enum ExpectedTest {
    /// A browser test, run in Chromium.
    Browser(&'static str),
    /// A test in `tests/readers`, in which another program reads the published site.
    Readers(&'static str),
    /// A test that `cargo test` runs: the package, the file under `tests/` (`None` for a unit
    /// test), and the test's name.
    Cargo(&'static str, Option<&'static str>, &'static str),
}

/// The result of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestResult {
    /// The test passed.
    Passed,
    /// The test failed.
    Failed,
}

impl fmt::Display for TestResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passed => "ok    ",
            Self::Failed => "FAILED",
        })
    }
}

impl ExpectedTest {
    /// Returns whether the test needs a built app and a published newspaper.
    pub fn needs_build(&self) -> bool {
        matches!(self, Self::Browser(_) | Self::Readers(_))
    }

    /// Returns the test's name, with its package or folder.
    pub fn name(&self) -> String {
        match self {
            Self::Browser(name) => (*name).into(),
            Self::Readers(name) => format!("tests/readers: {name}"),
            Self::Cargo(package, None, name) => format!("{package}: {name}"),
            Self::Cargo(package, Some(file), name) => format!("{package}/tests/{file}: {name}"),
        }
    }

    /// Runs the test in the copy of the tree.
    ///
    /// # Errors
    /// Returns an error if the test does not run: the mutation does not compile, or there is no
    /// such test.
    pub fn ask(&self, tree: &Tree) -> Result<TestResult> {
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
        let stdout = String::from_utf8_lossy(&output.stdout);
        let has = |start: &str| stdout.lines().any(|line| line.starts_with(start));
        match (has(&passed), has(&failed)) {
            // A test that runs in two browsers fails if it fails in either.
            (_, true) => Ok(TestResult::Failed),
            (true, false) => Ok(TestResult::Passed),
            (false, false) => bail!(
                "{} did not run:\n{stdout}{}",
                self.name(),
                String::from_utf8_lossy(&output.stderr)
            ),
        }
    }
}
