//! The picture files of the fixtures: gray plates with diagonals, which show how a picture is
//! cropped.

use crate::fixtures::{LANDSCAPE, PORTRAIT, picture_fingerprint};
use frontpage_model::{Format, Image, media_path};
use image::{ImageError, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

const PLATE: Rgb<u8> = Rgb([141, 153, 163]);
const LINE: Rgb<u8> = Rgb([108, 120, 130]);

/// Returns the path and the bytes of every rendition of the pictures.
///
/// # Errors
/// Returns an error if a picture cannot be encoded.
pub fn all() -> Result<Vec<(String, Vec<u8>)>, ImageError> {
    let mut files = Vec::new();
    for size in [LANDSCAPE, PORTRAIT] {
        for width in Image::widths(size.0) {
            let plate = plate(width, size.1 * width / size.0);
            for (format, encoder) in [
                (Format::Webp, ImageFormat::WebP),
                (Format::Jpeg, ImageFormat::Jpeg),
            ] {
                let mut bytes = Cursor::new(Vec::new());
                plate.write_to(&mut bytes, encoder)?;
                files.push((
                    media_path(&picture_fingerprint(size), width, format),
                    bytes.into_inner(),
                ));
            }
        }
    }
    Ok(files)
}

fn plate(width: u32, height: u32) -> RgbImage {
    let stroke = u64::from(width / 50);
    let (w, h) = (u64::from(width), u64::from(height));
    RgbImage::from_fn(width, height, |x, y| {
        // The diagonals are where x / w = y / h and where x / w = 1 - y / h.
        let (x, y) = (u64::from(x) * h, u64::from(y) * w);
        let is_on_line = x.abs_diff(y) < stroke * h || (x + y).abs_diff(w * h) < stroke * h;
        if is_on_line { LINE } else { PLATE }
    })
}
