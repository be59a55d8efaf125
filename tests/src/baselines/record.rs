//! The visual baselines in `tests/baselines/`: reading, comparing and updating them.

use super::difference::Difference;
use crate::harness::{Browser, TestContext};
use anyhow::{Context, Result, bail};
use image::RgbImage;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The last sentence of a failure's message.
pub const REMEDY: &str = "If the change is intended, run ./dev baselines.";

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/baselines"))
}

fn file(name: &str) -> PathBuf {
    folder().join(format!("{name}.webp"))
}

/// The names of all baselines.
pub fn baseline_names() -> Result<BTreeSet<String>> {
    let mut kept = BTreeSet::new();
    for entry in
        fs::read_dir(folder()).context("tests/baselines has no baselines: run ./dev baselines")?
    {
        let name = entry?.file_name().to_string_lossy().into_owned();
        kept.extend(name.strip_suffix(".webp").map(String::from));
    }
    Ok(kept)
}

/// Removes a baseline.
pub fn remove(name: &str) -> Result<()> {
    println!("      {name} is removed: no test uses it");
    Ok(fs::remove_file(file(name))?)
}

/// The browser's name and major version.
async fn engine(paper: &Browser) -> Result<String> {
    let version = paper
        .eval_string("navigator.userAgent.match(/Chrome\\/(\\d+)/)[1]")
        .await?;
    Ok(format!("Chromium {version}"))
}

/// Writes the browser that took the baselines into `tests/baselines/ENGINE`.
pub async fn write_engine(paper: &Browser) -> Result<()> {
    let engine = engine(paper).await?;
    Ok(fs::write(folder().join("ENGINE"), engine + "\n")?)
}

fn decoded(bytes: &[u8]) -> Result<RgbImage> {
    Ok(image::load_from_memory(bytes)?.into_rgb8())
}

/// The baseline with this name; `None` if there is none.
fn recorded(name: &str) -> Result<Option<RgbImage>> {
    let file = file(name);
    match fs::read(&file) {
        Ok(bytes) => Ok(Some(
            decoded(&bytes).with_context(|| file.display().to_string())?,
        )),
        Err(_) => Ok(None),
    }
}

/// Whether a screenshot equals its baseline exactly.
pub fn equals_baseline(name: &str, png: &[u8]) -> Result<bool> {
    Ok(recorded(name)? == Some(decoded(png)?))
}

/// The comparison of one test's screenshots with their baselines.
pub struct Comparison<'a> {
    stage: &'a TestContext,
    wrong: Vec<String>,
}

impl<'a> Comparison<'a> {
    /// Starts a comparison without screenshots.
    pub fn new(stage: &'a TestContext) -> Self {
        let wrong = vec![];
        Self { stage, wrong }
    }

    /// Compares a screenshot with its baseline. With `--update-baselines`, replaces a baseline that
    /// differs.
    pub fn compare(&mut self, name: &str, png: &[u8]) -> Result<()> {
        let seen = decoded(png)?;
        let known = recorded(name)?;
        let difference = match &known {
            Some(known) => Difference::between(known, &seen),
            None => Some(Difference::missing()),
        };
        let Some(difference) = difference else {
            return Ok(());
        };
        if self.stage.update_baselines {
            println!("      {name}: {}", difference.description);
            fs::create_dir_all(folder())?;
            return keep(&seen, &file(name));
        }
        self.wrong
            .push(format!("{name}: {}", difference.description));
        let evidence = &self.stage.evidence;
        fs::create_dir_all(evidence)?;
        let save_as =
            |what, picture: &RgbImage| picture.save(evidence.join(format!("{name}.{what}.png")));
        save_as("actual", &seen)?;
        if let (Some(known), Some(shown)) = (&known, &difference.shown) {
            save_as("expected", known)?;
            save_as("diff", shown)?;
        }
        Ok(())
    }

    /// Fails if a screenshot differs from its baseline.
    pub async fn finish(self) -> Result<()> {
        if self.wrong.is_empty() {
            return Ok(());
        }
        let mut message = self.wrong.join("\n");
        let taken = fs::read_to_string(folder().join("ENGINE")).unwrap_or_default();
        let here = engine(&self.stage.paper).await?;
        if !taken.is_empty() && taken.trim() != here {
            message += &format!(
                "\nThe baselines were taken with {}, and this is {here}, which may be the only reason.",
                taken.trim()
            );
        }
        bail!(
            "{message}\nLook at the *.diff.png files in {}. {REMEDY}",
            self.stage.evidence.display()
        );
    }
}

/// Writes a picture as lossless WebP, which takes a third of the bytes of a PNG.
fn keep(picture: &RgbImage, file: &Path) -> Result<()> {
    let encoder = webp::Encoder::from_rgb(picture, picture.width(), picture.height());
    fs::write(file, &*encoder.encode_lossless()).with_context(|| file.display().to_string())
}
