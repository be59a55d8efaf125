//! From pixels to the published files.

use super::decode::Pixels;
use fast_image_resize::{PixelType, ResizeOptions, Resizer, images};
use frontpage_model::{Format, Image};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const WEBP_QUALITY: f32 = 80.0;
const JPEG_QUALITY: u8 = 80;
/// WebP's own limit is 16383.
const MAX_HEIGHT: u32 = 16_000;

/// The picture in every width it is published in, ascending.
pub fn scale(original: &Pixels) -> Result<Vec<Pixels>, String> {
    let source = images::ImageRef::new(
        original.width,
        original.height,
        &original.rgba,
        PixelType::U8x4,
    )
    .map_err(|error| error.to_string())?;
    let mut resizer = Resizer::new();
    let options = ResizeOptions::new().use_alpha(!original.opaque);
    Image::widths(original.width)
        .into_iter()
        .map(|width| {
            let height = height_at(original, width);
            if height > MAX_HEIGHT {
                return Err(format!("is too tall: {width} × {height} pixels"));
            }
            if width == original.width {
                return Ok(Pixels {
                    rgba: original.rgba.clone(),
                    ..*original
                });
            }
            let mut target = images::Image::new(width, height, PixelType::U8x4);
            resizer
                .resize(&source, &mut target, &options)
                .map_err(|error| error.to_string())?;
            Ok(Pixels {
                width,
                height,
                rgba: target.into_vec(),
                opaque: original.opaque,
            })
        })
        .collect()
}

fn height_at(original: &Pixels, width: u32) -> u32 {
    let exact = u64::from(original.height) * u64::from(width) * 2;
    let rounded = (exact / u64::from(original.width.max(1))).div_ceil(2);
    u32::try_from(rounded).unwrap_or(u32::MAX).max(1)
}

/// One file.
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
            encoded
                .map_err(|error| format!("cannot be made a JPEG: {error}"))?;
            Ok(file)
        }
    }
}

/// Without alpha: JPEG has none.
fn on_white(picture: &Pixels) -> Vec<u8> {
    let mix = |colour: u8, alpha: u8| {
        let (colour, alpha) = (u32::from(colour), u32::from(alpha));
        // both terms are at most 255 × 255
        ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    picture
        .rgba
        .chunks_exact(4)
        .flat_map(|p| [mix(p[0], p[3]), mix(p[1], p[3]), mix(p[2], p[3])])
        .collect()
}
