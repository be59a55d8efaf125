//! The records: kept in `tests/pictures/`, compared, and taken anew.

use crate::harness::{Paper, Stage};
use anyhow::{Context, Result, bail};
use image::{Rgb, RgbImage};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Colours that are no further apart than this, of 255 in each of red, green and blue, are the
/// same: what scaled pictures may vary by.
const NEAR: u8 = 4;
/// Of so many pixels one may differ: an edge that another version of the browser rounds
/// otherwise.
const STRAYS: u32 = 20_000;

/// What to do when the difference is meant.
pub const REMEDY: &str = "If this is as it should be: ./dev pictures";

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/pictures"))
}

fn file(name: &str) -> PathBuf {
    folder().join(format!("{name}.webp"))
}

/// The names of all records.
pub fn kept() -> Result<BTreeSet<String>> {
    let mut kept = BTreeSet::new();
    for entry in
        fs::read_dir(folder()).context("there are no records. Take them: ./dev pictures")?
    {
        let name = entry?.file_name().to_string_lossy().into_owned();
        kept.extend(name.strip_suffix(".webp").map(String::from));
    }
    Ok(kept)
}

/// Removes a record.
pub fn remove(name: &str) -> Result<()> {
    println!("      {name} is no picture any more");
    Ok(fs::remove_file(file(name))?)
}

async fn engine(paper: &Paper) -> Result<String> {
    let version = paper
        .say("navigator.userAgent.match(/Chrome\\/(\\d+)/)[1]")
        .await?;
    Ok(format!("Chromium {version}"))
}

/// Writes down which browser took the records.
pub async fn sign(paper: &Paper) -> Result<()> {
    let engine = engine(paper).await?;
    Ok(fs::write(folder().join("ENGINE"), engine + "\n")?)
}

fn decoded(bytes: &[u8]) -> Result<RgbImage> {
    Ok(image::load_from_memory(bytes)?.into_rgb8())
}

fn recorded(name: &str) -> Result<Option<RgbImage>> {
    let file = file(name);
    match fs::read(&file) {
        Ok(bytes) => Ok(Some(
            decoded(&bytes).with_context(|| file.display().to_string())?,
        )),
        Err(_) => Ok(None),
    }
}

/// Whether a picture is its record to the last bit.
pub fn is_like(name: &str, png: &[u8]) -> Result<bool> {
    Ok(recorded(name)? == Some(decoded(png)?))
}

/// The pictures of one test, beside their records.
pub struct Record<'a> {
    stage: &'a Stage,
    wrong: Vec<String>,
}

impl<'a> Record<'a> {
    /// Nothing is pictured yet.
    pub fn new(stage: &'a Stage) -> Self {
        let wrong = vec![];
        Self { stage, wrong }
    }

    /// Compares a picture with its record, or makes it the record.
    pub fn note(&mut self, name: &str, png: &[u8]) -> Result<()> {
        let seen = decoded(png)?;
        let known = recorded(name)?;
        let difference = match &known {
            Some(known) => Difference::between(known, &seen),
            None => Some(Difference::missing()),
        };
        let Some(difference) = difference else {
            return Ok(());
        };
        if self.stage.update_pictures {
            println!("      {name}: {}", difference.told);
            fs::create_dir_all(folder())?;
            return keep(&seen, &file(name));
        }
        self.wrong.push(format!("{name}: {}", difference.told));
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

    /// Fails where a picture was not like its record.
    pub async fn close(self) -> Result<()> {
        if self.wrong.is_empty() {
            return Ok(());
        }
        let mut told = self.wrong.join("\n");
        let taken = fs::read_to_string(folder().join("ENGINE")).unwrap_or_default();
        let here = engine(&self.stage.paper).await?;
        if !taken.is_empty() && taken.trim() != here {
            told += &format!(
                "\nThe records were taken by {}, this is {here}: it may be no more than that.",
                taken.trim()
            );
        }
        bail!("{told}\nLook at *.diff.png among the evidence. {REMEDY}");
    }
}

/// Loses nothing: a third of the bytes of a PNG.
fn keep(picture: &RgbImage, file: &Path) -> Result<()> {
    let encoder = webp::Encoder::from_rgb(picture, picture.width(), picture.height());
    fs::write(file, &*encoder.encode_lossless()).with_context(|| file.display().to_string())
}

/// How a picture differs from its record.
struct Difference {
    /// In words.
    told: String,
    /// The picture, pale, with red where it differs.
    shown: Option<RgbImage>,
}

impl Difference {
    fn missing() -> Self {
        Self {
            told: "there is no record yet".into(),
            shown: None,
        }
    }

    /// `None` where the eye sees none.
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
            // where there is only one, the pictures differ
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
        let all = width * height;
        if same_size && strays <= all / STRAYS {
            return None;
        }
        let told = if same_size {
            let share = 100.0 * f64::from(strays) / f64::from(all);
            format!("{strays} pixels differ ({share:.2} %), by {furthest} of 255 at most")
        } else {
            let size = |picture: &RgbImage| format!("{} × {}", picture.width(), picture.height());
            format!("{} instead of {}", size(seen), size(known))
        };
        Some(Self {
            told,
            shown: Some(shown),
        })
    }
}

const RED: Rgb<u8> = Rgb([220, 0, 60]);

fn far(one: &Rgb<u8>, other: &Rgb<u8>) -> u8 {
    let channels = one.0.iter().zip(other.0);
    channels
        .map(|(one, other)| one.abs_diff(other))
        .max()
        .unwrap_or_default()
}

fn pale(pixel: &Rgb<u8>) -> Rgb<u8> {
    let sum: u32 = pixel.0.iter().map(|&channel| u32::from(channel)).sum();
    let grey = u8::try_from(180 + sum / 3 * 75 / 255).unwrap_or(u8::MAX);
    Rgb([grey; 3])
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
    fn a_slightly_changed_colour_is_a_difference() {
        let seen = RgbImage::from_pixel(200, 200, Rgb([200, 105, 50]));
        let difference = Difference::between(&plain(200, 200), &seen).unwrap();
        assert!(
            difference.told.contains("by 5 of 255"),
            "{}",
            difference.told
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
            difference.told.starts_with("3 pixels"),
            "{}",
            difference.told
        );
        let shown = difference.shown.unwrap();
        assert_eq!(shown.get_pixel(2, 9), &RED);
        assert_ne!(shown.get_pixel(3, 9), &RED);
    }

    #[test]
    fn another_size_is_a_difference() {
        let difference = Difference::between(&plain(200, 200), &plain(200, 202)).unwrap();
        assert_eq!(difference.told, "200 × 202 instead of 200 × 200");
        let shown = difference.shown.unwrap();
        assert_eq!(shown.get_pixel(0, 201), &RED);
        assert_ne!(shown.get_pixel(0, 199), &RED);
    }
}
