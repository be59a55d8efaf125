//! A printed page, read again: by poppler, which is not ours.

use anyhow::{Context, Result, ensure};
use std::ffi::OsStr;
use tokio::process::Command;

/// What a PDF says.
pub struct Pdf {
    /// Width and height of its first page, in points.
    pub size: [f64; 2],
    /// The text of each page.
    pub pages: Vec<String>,
}

impl Pdf {
    /// Reads it.
    ///
    /// # Errors
    /// Returns an error if it is none, or when poppler is missing.
    pub async fn read(bytes: &[u8]) -> Result<Self> {
        let file = tempfile::Builder::new().suffix(".pdf").tempfile()?;
        tokio::fs::write(file.path(), bytes).await?;
        let file = file.path().as_os_str();
        let told = run("pdfinfo", &[file]).await?;
        let size = told
            .lines()
            .find_map(|line| line.strip_prefix("Page size:"));
        let mut size = size.unwrap_or_default().split_whitespace();
        let mut next = || size.find_map(|word| word.parse().ok());
        let size = [next(), next()].map(|side: Option<f64>| side.unwrap_or_default());
        let text = run(
            "pdftotext",
            &["-enc".as_ref(), "UTF-8".as_ref(), file, "-".as_ref()],
        )
        .await?;
        // each page ends with a form feed
        let pages = text.trim_end_matches('\u{c}').split('\u{c}');
        let pages = pages.map(|page| page.trim().to_owned()).collect();
        Ok(Self { size, pages })
    }

    /// Whether it says `text`, over however many lines and pages.
    pub fn says(&self, text: &str) -> bool {
        // Firefox writes ligatures as they are printed
        let bare = |text: &str| {
            let text: String = text.split_whitespace().collect();
            let apart = [
                ("ﬃ", "ffi"),
                ("ﬄ", "ffl"),
                ("ﬀ", "ff"),
                ("ﬁ", "fi"),
                ("ﬂ", "fl"),
            ];
            apart
                .iter()
                .fold(text, |text, (one, letters)| text.replace(one, letters))
        };
        bare(&self.pages.concat()).contains(&bare(text))
    }
}

async fn run(program: &str, arguments: &[&OsStr]) -> Result<String> {
    let output = Command::new(program).args(arguments).output().await;
    let output = output.with_context(|| {
        format!(
            "{program} does not start: install poppler (Debian: poppler-utils), for printed pages"
        )
    })?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{program}: {told}");
    Ok(String::from_utf8(output.stdout)?)
}
