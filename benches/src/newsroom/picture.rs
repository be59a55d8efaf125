//! Generates a few images that all stories share, as the stories of a desk share its photo archive.
//! They are clouds of color with grain, about as hard to compress as a photograph.

use fastrand::Rng;
use jpeg_encoder::{ColorType, Encoder, EncodingError};

/// The number of images.
pub const COUNT: u32 = 12;
/// The width of an image in pixels.
pub const WIDTH: u16 = 1600;
/// The height of an image in pixels.
pub const HEIGHT: u16 = 1067;

/// Returns the file name of an image.
pub fn name(number: u32) -> String {
    format!("picture-{number}.jpg")
}

/// Returns an image as JPEG.
pub fn jpeg(number: u32, seed: u64) -> Result<Vec<u8>, EncodingError> {
    let mut rng = Rng::with_seed(seed.wrapping_mul(31).wrapping_add(u64::from(number)));
    // Three waves per color channel: horizontal frequency, vertical frequency, phase.
    let waves: Vec<(f32, f32, f32)> = (0..9)
        .map(|_| (rng.f32() * 0.012, rng.f32() * 0.012, rng.f32() * 6.3))
        .collect();
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let grain = rng.f32() * 10.0;
            for color in waves.chunks(3) {
                let sum: f32 = color
                    .iter()
                    .map(|(across, down, start)| {
                        (f32::from(x) * across + f32::from(y) * down + start).sin()
                    })
                    .sum();
                pixels.push((118.0 + 38.0 * sum + grain) as u8);
            }
        }
    }
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 85).encode(&pixels, WIDTH, HEIGHT, ColorType::Rgb)?;
    Ok(jpeg)
}
