//! Detects truncated picture files, such as those that are still being written.

use super::{moving, svg};

/// Returns whether a picture file is truncated. Files that are not pictures count as complete.
pub fn is_truncated(bytes: &[u8]) -> bool {
    if bytes.is_empty() {
        // The file exists, but nothing has been written yet.
        true
    } else if let Some(chunks) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        is_cut_png(chunks)
    } else if let Some([a, b, c, d, rest @ ..]) = bytes.strip_prefix(b"RIFF") {
        (rest.len() as u64) < u64::from(u32::from_le_bytes([*a, *b, *c, *d]))
    } else if svg::is_svg(bytes) {
        !bytes.trim_ascii_end().ends_with(b">")
    } else {
        is_truncated_jpeg(bytes) || moving::is_truncated_gif(bytes)
    }
}

/// Returns whether the chunks of a PNG are truncated. A chunk has a length, a name, data and a
/// checksum, and the last chunk is named `IEND`.
fn is_cut_png(mut chunks: &[u8]) -> bool {
    while let Some(([a, b, c, d, name @ ..], rest)) = chunks.split_first_chunk::<8>() {
        let length = u64::from(u32::from_be_bytes([*a, *b, *c, *d])) + 4;
        let Some(rest) = usize::try_from(length).ok().and_then(|end| rest.get(end..)) else {
            return true;
        };
        if name == b"IEND" {
            return false;
        }
        chunks = rest;
    }
    true
}

/// Returns whether a JPEG is truncated. The decoder accepts truncated files only in this format.
///
/// A marker is `FF` and another byte. A segment after a marker begins with its length. Compressed
/// data has no length, and an `FF` in it is not a marker if `00` or a restart number follows.
/// Anything can follow the end marker, since cameras leave notes there.
pub fn is_truncated_jpeg(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(b"\xff\xd8") else {
        return false;
    };
    while let Some(at) = rest.iter().position(|byte| *byte == 0xff) {
        let [_, marker, behind @ ..] = &rest[at..] else {
            return true;
        };
        rest = match marker {
            0xd9 => return false,
            // This byte is padding. The next one can be the first byte of a marker.
            0xff => &rest[at + 1..],
            0x00 | 0x01 | 0xd0..=0xd7 => behind,
            _ => {
                let length = behind.first_chunk::<2>().map(|n| u16::from_be_bytes(*n));
                match length.and_then(|length| behind.get(usize::from(length)..)) {
                    Some(behind) => behind,
                    None => return true,
                }
            }
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};
    use std::io::Cursor;

    #[test]
    fn a_file_is_truncated_until_its_last_byte() {
        let pixel = |x: u32, y: u32| image::Rgb([(x * 7) as u8, (y * 13) as u8, (x * y) as u8]);
        let picture = RgbImage::from_fn(40, 30, pixel);
        let mut files = vec![br#"<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>"#.to_vec()];
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let mut file = Cursor::new(Vec::new());
            picture.write_to(&mut file, format).unwrap();
            files.push(file.into_inner());
        }
        let progressive = super::super::encode::encode(
            &crate::pixels::Pixels {
                width: 40,
                height: 30,
                rgba: [9, 99, 199, 255].repeat(40 * 30),
                opaque: true,
            },
            frontpage_model::Format::Jpeg,
        );
        files.push(progressive.unwrap());
        for (at, file) in files.iter().enumerate() {
            assert!(!is_truncated(file), "{at}");
            assert!(!is_truncated_jpeg(file), "{at}");
            // An SVG looks complete wherever an element ends. The others need their last bytes.
            let cut = (0..file.len()).filter(|length| is_truncated(&file[..*length]));
            let least = if at == 0 {
                file.len() / 2
            } else {
                file.len() - 12
            };
            assert!(cut.count() >= least, "{at}");
            assert!(is_truncated(&file[..file.len() - 1]), "{at}");
        }
        // A camera left notes after the end, and a thumbnail before the picture.
        let jpeg = &files[2];
        assert!(!is_truncated_jpeg(&[jpeg, &b"\xff\xda notes"[..]].concat()));
        let length = u16::try_from(jpeg.len() + 2).unwrap().to_be_bytes();
        let small = [&jpeg[..2], b"\xff\xe1", &length[..], jpeg, &jpeg[2..]].concat();
        assert!(!is_truncated_jpeg(&small));
        assert!(is_truncated_jpeg(&small[..small.len() - 2]));
    }
}
