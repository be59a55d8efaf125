//! Detects pictures that move: GIF, WebP or PNG files with several frames. No frame is decoded for that, so
//! even a file with thousands of frames only costs the time to read its bytes.

use image::ImageFormat;
use serde::{Deserialize, Serialize};
use std::io::Cursor;

/// The format of a picture that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MovingFormat {
    /// GIF.
    Gif,
    /// Animated WebP.
    Webp,
    /// Animated PNG.
    Png,
}

impl MovingFormat {
    /// Returns the extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Png => "png",
        }
    }
}

/// Returns the format of a picture that moves; `None` for one that does not, or that is broken.
pub fn format(bytes: &[u8]) -> Option<MovingFormat> {
    let (format, has_frames) = match image::guess_format(bytes).ok()? {
        ImageFormat::Gif => (MovingFormat::Gif, has_gif_frames(bytes)),
        ImageFormat::WebP => (MovingFormat::Webp, has_webp_frames(bytes)),
        ImageFormat::Png => (MovingFormat::Png, has_png_frames(bytes)),
        _ => return None,
    };
    has_frames?.then_some(format)
}

fn has_gif_frames(bytes: &[u8]) -> Option<bool> {
    let mut frames = gif_frames(bytes).ok()?;
    let mut has_next = || Some(frames.next_frame_info().ok()?.is_some());
    Some(has_next()? && has_next()?)
}

fn has_webp_frames(bytes: &[u8]) -> Option<bool> {
    let decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    Some(decoder.num_frames() > 1)
}

fn has_png_frames(bytes: &[u8]) -> Option<bool> {
    let reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    let animation = reader.info().animation_control.as_ref();
    Some(animation.is_some_and(|animation| animation.num_frames > 1))
}

/// Returns whether a GIF ends before its end mark. Files that are not GIFs count as complete.
pub fn is_truncated_gif(bytes: &[u8]) -> bool {
    if !matches!(image::guess_format(bytes), Ok(ImageFormat::Gif)) {
        return false;
    }
    let Ok(mut frames) = gif_frames(bytes) else {
        return true;
    };
    loop {
        match frames.next_frame_info() {
            Ok(Some(_)) => {}
            Ok(None) => return false,
            Err(_) => return true,
        }
    }
}

/// Returns a reader that walks over the frames of a GIF.
fn gif_frames(bytes: &[u8]) -> Result<gif::Decoder<Cursor<&[u8]>>, gif::DecodingError> {
    let mut options = gif::DecodeOptions::new();
    options.skip_frame_decoding(true);
    options.read_info(Cursor::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_picture_moves_if_it_has_several_frames() {
        let format_of = |bytes: &[u8]| format(bytes);
        assert_eq!(format_of(&samples::gif(3, 2)), Some(MovingFormat::Gif));
        assert_eq!(format_of(&samples::png(3)), Some(MovingFormat::Png));
        assert_eq!(format_of(&samples::webp(3)), Some(MovingFormat::Webp));
        for still in [
            samples::gif(3, 1),
            samples::png(1),
            samples::webp(1),
            b"GIF89a".to_vec(),
            b"GIF89a<html>".to_vec(),
            b"\xff\xd8\xff\xe0".to_vec(),
            Vec::new(),
        ] {
            assert_eq!(format_of(&still), None, "{still:?}");
        }
    }

    #[test]
    fn a_gif_is_truncated_until_its_end_mark() {
        let whole = samples::gif(9, 3);
        assert!(!is_truncated_gif(&whole));
        for length in 6..whole.len() {
            assert!(is_truncated_gif(&whole[..length]), "{length}");
        }
        assert!(!is_truncated_gif(b"no picture"));
    }

    #[test]
    fn many_frames_are_not_decoded() {
        // As many pixels as would take minutes to decode, in a few bytes for each frame.
        let mut bomb = samples::gif(1, 1);
        let frame = samples::gif_frame(8000, 8000);
        bomb.pop();
        for _ in 0..10_000 {
            bomb.extend_from_slice(&frame);
        }
        bomb.push(b';');
        let begun = std::time::Instant::now();
        assert_eq!(format(&bomb), Some(MovingFormat::Gif));
        assert!(!is_truncated_gif(&bomb));
        assert!(begun.elapsed().as_secs() < 5);
    }
}
