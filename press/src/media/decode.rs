//! From the bytes of an original to pixels, judged by its header first.

use super::svg;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

/// The largest original: 100 megapixels, 400 MB once decoded.
const MAX_PIXELS: u64 = 100_000_000;
/// Above this, one at a time.
const LARGE_PIXELS: u64 = 25_000_000;

/// Pixels, upright, as red, green, blue and alpha.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
    /// Whether every alpha is 255.
    pub opaque: bool,
}

/// Decodes a PNG, JPEG or WebP, or draws an SVG. `large` is locked while a very large one is open.
pub fn decode(bytes: &[u8], large: &Mutex<()>) -> Result<Pixels, String> {
    if bytes.is_empty() {
        return Err("is empty".into());
    }
    if svg::is_svg(bytes) {
        return svg::draw(bytes);
    }
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ => return Err("is neither PNG, JPEG, WebP nor SVG".into()),
    };
    let broken = |error: image::ImageError| format!("is broken: {error}");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // room for 16 bits a channel, and for what the decoder needs beside the pixels
    limits.max_alloc = Some(MAX_PIXELS * 10);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        return Err(format!(
            "has {width} × {height} pixels, over the 100 megapixels allowed"
        ));
    }
    let _one_at_a_time =
        (pixels > LARGE_PIXELS).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
    let orientation = decoder.orientation().map_err(broken)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    let rgba = image.into_rgba8();
    let (width, height) = rgba.dimensions();
    let rgba = rgba.into_raw();
    Ok(Pixels {
        opaque: rgba.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX),
        width,
        height,
        rgba,
    })
}
