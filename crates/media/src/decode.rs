//! Decodes an original to pixels, after checking its header.

use super::pixels::Pixels;
use super::{color, svg};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The size limit of an original: 100 megapixels, which take 400 MB when decoded.
const MAX_PIXELS: u64 = 100_000_000;
/// Larger originals are decoded one at a time.
const LARGE_PIXELS: u64 = 25_000_000;

/// A decoded original at full size.
pub struct Original<'a> {
    pub pixels: Pixels,
    /// The lock of a very large picture. Hold it until the pixels are dropped.
    pub large_lock: Option<MutexGuard<'a, ()>>,
}

/// Returns the ending of a picture's file name by its content, if stories can show it.
pub fn extension(bytes: &[u8]) -> Option<&'static str> {
    if svg::is_svg(bytes) {
        // An error page in place of a missing picture is markup, too.
        let start = &bytes[..bytes.len().min(4096)];
        let start = String::from_utf8_lossy(start).to_ascii_lowercase();
        return (start.contains("<svg") && !start.contains("<html")).then_some("svg");
    }
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png) => Some("png"),
        Ok(ImageFormat::Jpeg) => Some("jpg"),
        Ok(ImageFormat::WebP) => Some("webp"),
        Ok(ImageFormat::Gif) => Some("gif"),
        _ => None,
    }
}

/// Decodes a PNG, JPEG, WebP or GIF, or draws an SVG. Of a picture that moves, it decodes the first frame.
/// Locks `large` for a very large picture.
pub fn decode<'a>(bytes: &[u8], large: &'a Mutex<()>) -> Result<Original<'a>, String> {
    if bytes.is_empty() {
        return Err("is empty".into());
    }
    if svg::is_svg(bytes) {
        return Ok(Original {
            pixels: svg::draw(bytes)?,
            large_lock: None,
        });
    }
    let format = match image::guess_format(bytes) {
        Ok(
            format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif),
        ) => format,
        _ => return Err("is neither PNG, JPEG, WebP, GIF nor SVG".into()),
    };
    let broken = |error: image::ImageError| format!("is broken: {error}");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(match format {
        // A frame can be larger than the picture. It has 8 bits per channel.
        ImageFormat::Gif => MAX_PIXELS * 4,
        // Leave room for 16 bits per channel, and for the decoder's own memory.
        _ => MAX_PIXELS * 10,
    });
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        return Err(format!(
            "has {width} × {height} pixels, over the 100 megapixels allowed"
        ));
    }
    let large_lock =
        (pixels > LARGE_PIXELS).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
    let orientation = decoder.orientation().map_err(broken)?;
    let color_type = decoder.color_type();
    // Ignore a broken profile.
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    let rgba = image.into_rgba8();
    let (width, height) = rgba.dimensions();
    let mut rgba = rgba.into_raw();
    if let Some(profile) = profile {
        color::into_srgb(&mut rgba, &profile, color_type.has_color());
    }
    let pixels = Pixels {
        opaque: !color_type.has_alpha() || rgba.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX),
        width,
        height,
        rgba,
    };
    Ok(Original { pixels, large_lock })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
    use image::{ExtendedColorType, ImageEncoder};
    use image::{ImageBuffer, Luma, LumaA, Rgb, Rgba};

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        image::GrayImage::new(width, height)
            .write_to(&mut file, ImageFormat::Png)
            .unwrap();
        file.into_inner()
    }

    #[test]
    fn the_ending_of_a_picture_follows_from_its_content() {
        assert_eq!(extension(&png(1, 1)), Some("png"));
        assert_eq!(extension(b"\xff\xd8\xff\xe0"), Some("jpg"));
        assert_eq!(extension(b"RIFF\x00\x00\x00\x00WEBPVP8 "), Some("webp"));
        assert_eq!(extension(b"GIF89a"), Some("gif"));
        assert_eq!(extension(b"<?xml version='1.0'?><svg/>"), Some("svg"));
        for other in [&b"<!doctype html><html><svg>"[..], b"<a>", b"%PDF", b""] {
            assert_eq!(extension(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_picture_with_a_profile_is_published_in_srgb() {
        let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        let pixels = [200, 100, 50].repeat(16 * 16);
        let mut files = Vec::new();
        let mut file = Vec::new();
        let mut png = PngEncoder::new(&mut file);
        png.set_icc_profile(profile.clone()).unwrap();
        png.write_image(&pixels, 16, 16, ExtendedColorType::Rgb8)
            .unwrap();
        files.push(std::mem::take(&mut file));
        let mut jpeg = JpegEncoder::new_with_quality(&mut file, 100);
        jpeg.set_icc_profile(profile.clone()).unwrap();
        jpeg.write_image(&pixels, 16, 16, ExtendedColorType::Rgb8)
            .unwrap();
        files.push(std::mem::take(&mut file));
        let mut webp = WebPEncoder::new_lossless(&mut file);
        webp.set_icc_profile(profile).unwrap();
        webp.write_image(&pixels, 16, 16, ExtendedColorType::Rgb8)
            .unwrap();
        files.push(file);
        for (at, file) in files.iter().enumerate() {
            let found = decode(file, &Mutex::default()).unwrap().pixels;
            // This is color(display-p3 0.784 0.392 0.196) in CSS.
            for (found, expected) in found.rgba.iter().zip([215, 93, 31, 255].iter().cycle()) {
                assert!(found.abs_diff(*expected) <= 3, "{at}: {found} {expected}");
            }
        }
    }

    #[test]
    fn a_very_large_picture_holds_the_lock_until_its_pixels_are_dropped() {
        let large = Mutex::new(());
        let small = decode(&png(500, 500), &large).unwrap();
        assert!(small.large_lock.is_none());
        let Original { pixels, large_lock } = decode(&png(5_001, 5_000), &large).unwrap();
        assert!(large.try_lock().is_err());
        drop((pixels, large_lock));
        assert!(large.try_lock().is_ok());
    }

    /// Returns whether a picture is opaque after it was encoded as PNG and decoded.
    fn is_opaque(picture: impl Into<DynamicImage>) -> bool {
        let mut png = Cursor::new(Vec::new());
        picture.into().write_to(&mut png, ImageFormat::Png).unwrap();
        let large = Mutex::new(());
        let decoded = decode(png.get_ref(), &large).unwrap();
        decoded.pixels.opaque
    }

    #[test]
    fn a_picture_is_opaque_unless_a_pixel_is_transparent() {
        assert!(is_opaque(ImageBuffer::from_pixel(2, 2, Rgb([1u8, 2, 3]))));
        assert!(is_opaque(ImageBuffer::from_pixel(2, 2, Luma([1u8]))));
        let mut picture = ImageBuffer::from_pixel(2, 2, Rgba([1u8, 2, 3, 255]));
        assert!(is_opaque(picture.clone()));
        picture.put_pixel(1, 1, Rgba([1, 2, 3, 254]));
        assert!(!is_opaque(picture));
        assert!(!is_opaque(ImageBuffer::from_pixel(2, 2, LumaA([1u8, 0]))));
    }
}
