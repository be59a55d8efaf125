//! What the tests take from npm, pinned in package-lock.json.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tokio::process::Command;
use tokio::sync::OnceCell;

/// The source of axe-core, to be run in a page.
///
/// # Errors
/// When npm is missing or fails.
pub async fn axe() -> Result<String> {
    let file = package("axe-core/axe.min.js").await?;
    Ok(tokio::fs::read_to_string(&file).await?)
}

/// The program html-validate, for node.
///
/// # Errors
/// When npm is missing or fails.
pub async fn html_validate() -> Result<PathBuf> {
    package("html-validate/bin/html-validate.mjs").await
}

/// The folder of a family of fonts, one file for each of its faces.
///
/// # Errors
/// When npm is missing or fails.
pub async fn font(family: &str) -> Result<PathBuf> {
    let file = package(&format!("@expo-google-fonts/{family}/package.json")).await?;
    Ok(file.with_file_name(""))
}

/// A file of a package. Installs all of them, once, where it is not there.
async fn package(file: &str) -> Result<PathBuf> {
    // tests run side by side
    static INSTALLED: OnceCell<()> = OnceCell::const_new();
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = home.join("node_modules").join(file);
    if !file.is_file() {
        INSTALLED.get_or_try_init(|| install(home)).await?;
    }
    ensure!(file.is_file(), "npm ci made no {}", file.display());
    Ok(file)
}

async fn install(home: &Path) -> Result<()> {
    println!("packages are not there yet: npm ci in {}", home.display());
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(home)
        .status()
        .await
        .context("npm does not start: install Node.js, for the checks of the pages")?;
    ensure!(status.success(), "npm ci failed");
    Ok(())
}
