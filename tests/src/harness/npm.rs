//! What the tests take from npm, pinned in package-lock.json.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tokio::process::Command;
use tokio::sync::OnceCell;

/// The source of axe-core, to be run in a page.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn axe() -> Result<String> {
    let file = package("axe-core/axe.min.js").await?;
    Ok(tokio::fs::read_to_string(&file).await?)
}

/// The program html-validate, for node.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn html_validate() -> Result<PathBuf> {
    package("html-validate/bin/html-validate.mjs").await
}

/// The folder of a family of fonts, one file for each of its faces.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn font(family: &str) -> Result<PathBuf> {
    let file = package(&format!("@expo-google-fonts/{family}/package.json")).await?;
    Ok(file.with_file_name(""))
}

/// A program for node that has Lighthouse judge a page.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn lighthouse() -> Result<PathBuf> {
    package("lighthouse/core/index.js").await?;
    Ok(Path::new(HOME).join("lighthouse.mjs"))
}

/// Chromium 109. It has a folder of its own, since only its tests need its 57 MB, and is unpacked
/// beside its package, once.
///
/// # Errors
/// Returns an error if npm or Node is missing or fails.
pub async fn chromium_109() -> Result<PathBuf> {
    static UNPACKED: OnceCell<PathBuf> = OnceCell::const_new();
    let home = Path::new(HOME).join("chromium-109");
    let program = UNPACKED.get_or_try_init(|| async {
        let program = home.join("node_modules/.unpacked/chromium");
        if program.is_file() {
            return Ok(program);
        }
        install(&home).await?;
        let unpack = Command::new("node")
            .arg("unpack.mjs")
            .arg(&program)
            .current_dir(&home)
            .status();
        let status = unpack.await.context("node does not start")?;
        ensure!(status.success(), "Chromium 109 could not be unpacked");
        anyhow::Ok(program)
    });
    Ok(program.await?.clone())
}

const HOME: &str = env!("CARGO_MANIFEST_DIR");

/// The packages that have to be there.
const PACKAGES: [&str; 7] = [
    "@expo-google-fonts/noto-naskh-arabic",
    "@expo-google-fonts/noto-sans",
    "@expo-google-fonts/noto-sans-mono",
    "@expo-google-fonts/noto-serif",
    "axe-core",
    "html-validate",
    "lighthouse",
];

/// A file of a package. Installs all of them, once, where one is not there.
async fn package(file: &str) -> Result<PathBuf> {
    // tests run side by side, and npm begins by taking away what others read
    static INSTALLED: OnceCell<()> = OnceCell::const_new();
    let packages = Path::new(HOME).join("node_modules");
    INSTALLED
        .get_or_try_init(|| async {
            if PACKAGES.iter().all(|name| packages.join(name).is_dir()) {
                return Ok(());
            }
            install(Path::new(HOME)).await
        })
        .await?;
    let file = packages.join(file);
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
