//! Pictures and the paths of their renditions.

use crate::media_path;
use serde::{Deserialize, Serialize};

/// The widths in which a picture is published, in pixels. Pictures are never upscaled: the widths
/// above that of a smaller original are replaced by its own.
pub const IMAGE_WIDTHS: [u32; 3] = [480, 960, 1600];

/// A file format of a published picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// WebP, for browsers since 2020.
    Webp,
    /// JPEG, for older browsers, feeds and share previews.
    Jpeg,
}

impl Format {
    /// Returns the file extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// A picture in a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The fingerprint of the original file, in digits and lowercase letters. It is part of the
    /// names of the renditions.
    #[serde(rename = "key")]
    pub fingerprint: String,
    /// The width of the largest rendition, in pixels.
    #[serde(rename = "w")]
    pub width: u32,
    /// The height of the largest rendition, in pixels.
    #[serde(rename = "h")]
    pub height: u32,
    /// The alternative text, for readers who cannot see the picture. Empty if it is decorative.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
}

impl Image {
    /// Returns the widths of a picture's renditions, in ascending order. `original` is the width of
    /// the original in pixels. The smallest width is enough for a thumbnail.
    pub fn widths(original: u32) -> Vec<u32> {
        let mut widths: Vec<u32> = IMAGE_WIDTHS.into_iter().filter(|w| *w < original).collect();
        widths.push(original.min(IMAGE_WIDTHS[2]));
        widths.dedup();
        widths
    }

    /// Returns the path of the largest rendition.
    pub fn src(&self, format: Format) -> String {
        media_path(&self.fingerprint, self.width, format)
    }

    /// Returns the `srcset` of at most `most` renditions, the smallest ones. `base` is put before
    /// each path.
    pub fn srcset(&self, base: &str, format: Format, most: usize) -> String {
        let mut set = String::new();
        for width in Self::widths(self.width).into_iter().take(most) {
            if !set.is_empty() {
                set.push_str(", ");
            }
            set.push_str(base);
            set.push_str(&media_path(&self.fingerprint, width, format));
            set.push_str(&format!(" {width}w"));
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_never_upscaled() {
        assert_eq!(Image::widths(4000), [480, 960, 1600]);
        assert_eq!(Image::widths(1600), [480, 960, 1600]);
        assert_eq!(Image::widths(1000), [480, 960, 1000]);
        assert_eq!(Image::widths(480), [480]);
        assert_eq!(Image::widths(200), [200]);
    }

    #[test]
    fn srcset_names_every_file() {
        let image = Image {
            fingerprint: "ab".into(),
            width: 960,
            height: 640,
            alt: String::new(),
        };
        assert_eq!(
            image.srcset("/paper", Format::Webp, 3),
            "/paper/media/ab-480.webp 480w, /paper/media/ab-960.webp 960w"
        );
        assert_eq!(image.srcset("", Format::Jpeg, 1), "/media/ab-480.jpg 480w");
        assert_eq!(image.src(Format::Jpeg), "/media/ab-960.jpg");
    }
}
