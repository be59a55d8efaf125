//! How a screenshot differs from its baseline.

use image::{Rgb, RgbImage};

/// The maximum difference, of 255 in each of red, green and blue, at which two colors count as the
/// same. Scaled pictures can vary by as much.
const NEAR: u8 = 4;
/// One in this many pixels can differ: versions of the browser can round an edge differently.
const STRAYS: u32 = 20_000;

/// How a screenshot differs from its baseline.
pub struct Difference {
    /// A description for the message.
    pub description: String,
    /// The screenshot, faded, with differing pixels in red. `None` if there is no baseline.
    pub shown: Option<RgbImage>,
}

impl Difference {
    /// The difference of a screenshot that has no baseline.
    pub fn missing() -> Self {
        Self {
            description: "there is no baseline yet".into(),
            shown: None,
        }
    }

    /// Compares two pictures. Returns `None` if they differ by no more than the limits.
    pub fn between(known: &RgbImage, seen: &RgbImage) -> Option<Self> {
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

/// The color of differing pixels.
pub const RED: Rgb<u8> = Rgb([220, 0, 60]);

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
