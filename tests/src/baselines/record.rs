//! The visual baselines in `tests/baselines/`: reading, comparing and updating them.

use crate::harness::{Browser, TestContext};
use anyhow::{Context, Result, bail};
use image::{Rgb, RgbImage};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The maximum difference, of 255 in each of red, green and blue, at which two colors count as the
/// same. Scaled pictures can vary by as much.
const NEAR: u8 = 4;
/// One in this many pixels can differ: versions of the browser can round an edge differently.
const STRAYS: u32 = 20_000;

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

/// How a screenshot differs from its baseline.
struct Difference {
    /// A description for the message.
    description: String,
    /// The screenshot, faded, with differing pixels in red. `None` if there is no baseline.
    shown: Option<RgbImage>,
}

impl Difference {
    fn missing() -> Self {
        Self {
            description: "there is no baseline yet".into(),
            shown: None,
        }
    }

    /// Compares two pictures. Returns `None` if they differ by no more than the limits.
    fn between(known: &RgbImage, seen: &RgbImage) -> Option<Self> {
        if known == seen {
            return None;
        }
        let same_size = known.dimensions() == seen.dimensions();
        let (width, height) = (
            known.width().max(seen.width()),
            known.height().max(seen.height()),
        );
        let (mut strays, mut furthest) = (0, 0);
        let shown = RgbImage::from_fn(width, height, |x, y| {
            let both = known
                .get_pixel_checked(x, y)
                .zip(seen.get_pixel_checked(x, y));
            // Pixels outside one of the pictures differ.
            if let Some((known, seen)) = both {
                let far = far(known, seen);
                furthest = furthest.max(far);
                if far <= NEAR {
                    return pale(seen);
                }
            }
            strays += 1;
            RED
        });
        let total = width * height;
        if same_size && strays <= total / STRAYS {
            return None;
        }
        let description = if same_size {
            let share = 100.0 * f64::from(strays) / f64::from(total);
            format!("{strays} pixels differ ({share:.2} %), by {furthest} of 255 at most")
        } else {
            let size = |picture: &RgbImage| format!("{} × {}", picture.width(), picture.height());
            format!("{} instead of {}", size(seen), size(known))
        };
        Some(Self {
            description,
            shown: Some(shown),
        })
    }
}

const RED: Rgb<u8> = Rgb([220, 0, 60]);

/// The largest difference of two colors in a channel.
fn far(a: &Rgb<u8>, b: &Rgb<u8>) -> u8 {
    let channels = a.0.iter().zip(b.0);
    channels
        .map(|(a, b)| a.abs_diff(b))
        .max()
        .unwrap_or_default()
}

/// A light gray of similar brightness, as the background of differing pixels.
fn pale(pixel: &Rgb<u8>) -> Rgb<u8> {
    let sum: u32 = pixel.0.iter().map(|&channel| u32::from(channel)).sum();
    let gray = u8::try_from(180 + sum / 3 * 75 / 255).unwrap_or(u8::MAX);
    Rgb([gray; 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: u32, height: u32) -> RgbImage {
        RgbImage::from_pixel(width, height, Rgb([200, 100, 50]))
    }

    #[test]
    fn invisible_changes_are_ignored() {
        let known = plain(200, 200);
        let mut seen = RgbImage::from_pixel(200, 200, Rgb([204, 96, 50]));
        assert!(Difference::between(&known, &seen).is_none());
        seen.put_pixel(7, 7, Rgb([0, 0, 0]));
        seen.put_pixel(8, 7, Rgb([0, 0, 0]));
        assert!(Difference::between(&known, &seen).is_none());
    }

    #[test]
    fn a_slightly_changed_color_is_a_difference() {
        let seen = RgbImage::from_pixel(200, 200, Rgb([200, 105, 50]));
        let difference = Difference::between(&plain(200, 200), &seen).unwrap();
        assert!(
            difference.description.contains("by 5 of 255"),
            "{}",
            difference.description
        );
        assert_eq!(difference.shown.unwrap().get_pixel(50, 50), &RED);
    }

    #[test]
    fn three_pixels_of_forty_thousand_are_a_difference() {
        let mut seen = plain(200, 200);
        for x in 0..3 {
            seen.put_pixel(x, 9, Rgb([0, 0, 0]));
        }
        let difference = Difference::between(&plain(200, 200), &seen).unwrap();
        assert!(
            difference.description.starts_with("3 pixels"),
            "{}",
            difference.description
        );
        let shown = difference.shown.unwrap();
        assert_eq!(shown.get_pixel(2, 9), &RED);
        assert_ne!(shown.get_pixel(3, 9), &RED);
    }

    #[test]
    fn another_size_is_a_difference() {
        let difference = Difference::between(&plain(200, 200), &plain(200, 202)).unwrap();
        assert_eq!(difference.description, "200 × 202 instead of 200 × 200");
        let shown = difference.shown.unwrap();
        assert_eq!(shown.get_pixel(0, 201), &RED);
        assert_ne!(shown.get_pixel(0, 199), &RED);
    }
}
