//! What the tests take from npm, pinned in package-lock.json.

use anyhow::{Context, Result, ensure};
use std::path::Path;
use tokio::process::Command;

/// The source of axe-core, to be run in a page. Installs it where it is not.
///
/// # Errors
/// When npm is missing or fails.
pub async fn axe() -> Result<String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = home.join("node_modules/axe-core/axe.min.js");
    if !file.is_file() {
        println!("axe-core is not there yet: npm ci in {}", home.display());
        let status = Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(home)
            .status()
            .await
            .context("npm does not start: install Node.js, for the accessibility checks")?;
        ensure!(status.success(), "npm ci failed");
    }
    Ok(tokio::fs::read_to_string(&file).await?)
}
