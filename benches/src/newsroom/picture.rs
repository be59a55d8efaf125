//! A handful of pictures that all stories share, as stories of a desk share its archive: clouds of
//! colour with grain, about as hard to pack as a photograph.

use fastrand::Rng;
use jpeg_encoder::{ColorType, Encoder, EncodingError};

/// How many pictures there are.
pub const COUNT: u32 = 12;
/// The picture's width in pixels.
pub const WIDTH: u16 = 1600;
/// The picture's height in pixels.
pub const HEIGHT: u16 = 1067;

/// The file's name.
pub fn name(number: u32) -> String {
    format!("picture-{number}.jpg")
}

/// A picture as JPEG.
pub fn jpeg(number: u32, seed: u64) -> Result<Vec<u8>, EncodingError> {
    let mut rng = Rng::with_seed(seed.wrapping_mul(31).wrapping_add(u64::from(number)));
    // three waves for each colour: how long, which way, where they begin
    let waves: Vec<(f32, f32, f32)> = (0..9)
        .map(|_| (rng.f32() * 0.012, rng.f32() * 0.012, rng.f32() * 6.3))
        .collect();
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let grain = rng.f32() * 10.0;
            for colour in waves.chunks(3) {
                let sum: f32 = colour
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
