//! Scales pictures and encodes them as the published files.

use super::pixels::Pixels;
use frontpage_model::{Format, Image};
use image::imageops::FilterType;
use image::{DynamicImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const WEBP_QUALITY: f32 = 80.0;
const JPEG_QUALITY: u8 = 80;
/// The maximum height of a picture, in pixels. The limit of WebP is 16383.
const MAX_HEIGHT: u32 = 16_000;

/// Scales a picture to every width it is published in, in ascending order.
pub fn scale(original: Pixels) -> Result<Vec<Pixels>, String> {
    let Pixels {
        width,
        height,
        mut rgba,
        opaque,
    } = original;
    if !opaque {
        premultiply(&mut rgba);
    }
    let whole = RgbaImage::from_raw(width, height, rgba).ok_or("has no size")?;
    // `DynamicImage` scales inside its own crate, which is optimized in debug builds too.
    let whole = DynamicImage::ImageRgba8(whole);
    Image::widths(width)
        .into_iter()
        .map(|target| {
            let target_height = height_at(width, height, target);
            if target_height > MAX_HEIGHT {
                return Err(format!("is too tall: {target} × {target_height} pixels"));
            }
            let scaled = if target == width {
                whole.clone()
            } else {
                whole.resize_exact(target, target_height, FilterType::Lanczos3)
            };
            let mut rgba = scaled.into_rgba8().into_raw();
            if !opaque {
                unpremultiply(&mut rgba);
            }
            Ok(Pixels {
                width: target,
                height: target_height,
                rgba,
                opaque,
            })
        })
        .collect()
}

/// Multiplies colors by alpha. Transparent pixels have a color too, and it must not bleed into
/// their neighbors when the picture is scaled.
fn premultiply(rgba: &mut [u8]) {
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = u16::from(pixel[3]);
        for color in &mut pixel[..3] {
            // The result is at most 255 × 255 / 255.
            *color = ((u16::from(*color) * alpha + 127) / 255) as u8;
        }
    }
}

/// Divides colors by alpha, to undo [`premultiply`].
fn unpremultiply(rgba: &mut [u8]) {
    for pixel in rgba.chunks_exact_mut(4) {
        let alpha = u32::from(pixel[3]);
        for color in &mut pixel[..3] {
            let divided = (u32::from(*color) * 255 + alpha / 2).checked_div(alpha);
            *color = u8::try_from(divided.unwrap_or(0)).unwrap_or(u8::MAX);
        }
    }
}

fn height_at(width: u32, height: u32, target: u32) -> u32 {
    let exact = u64::from(height) * u64::from(target) * 2;
    let rounded = (exact / u64::from(width.max(1))).div_ceil(2);
    u32::try_from(rounded).unwrap_or(u32::MAX).max(1)
}

/// Encodes one file.
pub fn encode(picture: &Pixels, format: Format) -> Result<Vec<u8>, String> {
    match format {
        Format::Webp => webp::Encoder::from_rgba(&picture.rgba, picture.width, picture.height)
            .encode_simple(false, WEBP_QUALITY)
            .map(|file| file.to_vec())
            .map_err(|error| format!("cannot be made a WebP: {error:?}")),
        Format::Jpeg => {
            let size = |n: u32| u16::try_from(n).map_err(|_| "is too large for JPEG".to_owned());
            let mut file = Vec::new();
            let mut encoder = Encoder::new(&mut file, JPEG_QUALITY);
            encoder.set_progressive(true);
            encoder.set_sampling_factor(SamplingFactor::F_2_2);
            let (width, height) = (size(picture.width)?, size(picture.height)?);
            let encoded = if picture.opaque {
                encoder.encode(&picture.rgba, width, height, ColorType::Rgba)
            } else {
                encoder.encode(&on_white(picture), width, height, ColorType::Rgb)
            };
            encoded.map_err(|error| format!("cannot be made a JPEG: {error}"))?;
            Ok(file)
        }
    }
}

/// Returns the picture on white and without alpha, which JPEG does not have.
fn on_white(picture: &Pixels) -> Vec<u8> {
    let mix = |color: u8, alpha: u8| {
        let (color, alpha) = (u32::from(color), u32::from(alpha));
        // The sum of both terms is at most 255 × 255.
        ((color * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    picture
        .rgba
        .chunks_exact(4)
        .flat_map(|p| [mix(p[0], p[3]), mix(p[1], p[3]), mix(p[2], p[3])])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, pixel: [u8; 4]) -> Pixels {
        Pixels {
            width,
            height,
            rgba: pixel.repeat((width * height) as usize),
            opaque: pixel[3] == 255,
        }
    }

    #[test]
    fn sizes_are_rounded_and_never_larger_than_the_original() {
        let sizes = |width, height| -> Vec<(u32, u32)> {
            let scaled = scale(picture(width, height, [9; 4])).unwrap();
            scaled.iter().map(|p| (p.width, p.height)).collect()
        };
        assert_eq!(sizes(1600, 1067), [(480, 320), (960, 640), (1600, 1067)]);
        assert_eq!(sizes(500, 1), [(480, 1), (500, 1)]);
        assert_eq!(sizes(7, 3), [(7, 3)]);
        assert!(scale(picture(1, 16_001, [0; 4])).is_err());
    }

    #[test]
    fn transparent_is_white_in_a_jpeg_and_transparent_in_a_webp() {
        let clear = &scale(picture(600, 400, [255, 0, 0, 0])).unwrap()[0];
        let jpeg = encode(clear, Format::Jpeg).unwrap();
        let jpeg = image::load_from_memory(&jpeg).unwrap().into_rgb8();
        assert!(jpeg.get_pixel(200, 100).0.iter().all(|c| *c > 250));
        let webp = encode(clear, Format::Webp).unwrap();
        let webp = image::load_from_memory(&webp).unwrap();
        assert_eq!(webp.into_rgba8().get_pixel(200, 100).0[3], 0);
        let half = &scale(picture(600, 400, [200, 100, 0, 128])).unwrap()[0];
        let pixel = &half.rgba[..4];
        assert!(pixel[0].abs_diff(200) < 3 && pixel[1].abs_diff(100) < 3 && pixel[3] == 128);
    }
}
