//! Reads the text and size of printed pages with poppler (`pdfinfo`, `pdftotext`).

use anyhow::{Context, Result, ensure};
use std::ffi::OsStr;
use tokio::process::Command;

/// The contents of a PDF.
pub struct Pdf {
    /// The width and height of the first page, in points.
    pub size: [f64; 2],
    /// The text of each page.
    pub pages: Vec<String>,
}

impl Pdf {
    /// Reads a PDF.
    ///
    /// # Errors
    /// Returns an error if the bytes are not a PDF, or if poppler is missing.
    pub async fn read(bytes: &[u8]) -> Result<Self> {
        let file = tempfile::Builder::new().suffix(".pdf").tempfile()?;
        tokio::fs::write(file.path(), bytes).await?;
        let file = file.path().as_os_str();
        let info = run("pdfinfo", &[file]).await?;
        let size = info
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
        // Each page ends with a form feed.
        let pages = text.trim_end_matches('\u{c}').split('\u{c}');
        let pages = pages.map(|page| page.trim().to_owned()).collect();
        Ok(Self { size, pages })
    }

    /// Returns whether the PDF contains `text`, ignoring line and page breaks.
    pub fn says(&self, text: &str) -> bool {
        // Firefox puts ligatures into the text as single characters.
        let bare = |text: &str| {
            let text: String = text.split_whitespace().collect();
            let apart = [
                ("ﬃ", "ffi"),
                ("ﬄ", "ffl"),
                ("ﬀ", "ff"),
                ("ﬁ", "fi"),
                ("ﬂ", "fl"),
            ];
            apart.iter().fold(text, |text, (ligature, letters)| {
                text.replace(ligature, letters)
            })
        };
        bare(&self.pages.concat()).contains(&bare(text))
    }
}

async fn run(program: &str, arguments: &[&OsStr]) -> Result<String> {
    let output = Command::new(program).args(arguments).output().await;
    let output = output.with_context(|| {
        format!("{program} cannot be started: install poppler (Debian: poppler-utils)")
    })?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{program}: {stderr}");
    Ok(String::from_utf8(output.stdout)?)
}
