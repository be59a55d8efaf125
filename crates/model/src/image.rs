//! A picture and the files that show it.

use crate::media_path;
use serde::{Deserialize, Serialize};

/// The widths in which a picture is published, in pixels. A smaller original is published in its
/// own width instead of the ones above it: nothing is blown up.
pub const IMAGE_WIDTHS: [u32; 3] = [480, 960, 1600];

/// A file format of a published picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For every browser since 2020.
    Webp,
    /// For the others, for feeds and for share previews.
    Jpeg,
}

impl Format {
    /// The ending of the file's name.
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
    /// Hash of the original's content, in digits and small letters: names the files.
    pub key: String,
    /// Width of the largest rendition, in pixels.
    #[serde(rename = "w")]
    pub width: u32,
    /// Height of the largest rendition, in pixels.
    #[serde(rename = "h")]
    pub height: u32,
    /// What the picture shows, for who cannot see it. Empty where it only adorns.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
}

impl Image {
    /// The widths that exist of a picture whose original is `original` pixels wide, ascending;
    /// the smallest is enough for a thumbnail.
    pub fn widths(original: u32) -> Vec<u32> {
        let mut widths: Vec<u32> = IMAGE_WIDTHS.into_iter().filter(|w| *w < original).collect();
        widths.push(original.min(IMAGE_WIDTHS[2]));
        widths.dedup();
        widths
    }

    /// The path of the largest file.
    pub fn src(&self, format: Format) -> String {
        media_path(&self.key, self.width, format)
    }

    /// The `srcset` with the `most` smallest of the widths, each path with `base` before it.
    pub fn srcset(&self, base: &str, format: Format, most: usize) -> String {
        let mut set = String::new();
        for width in Self::widths(self.width).into_iter().take(most) {
            if !set.is_empty() {
                set.push_str(", ");
            }
            set.push_str(base);
            set.push_str(&media_path(&self.key, width, format));
            set.push_str(&format!(" {width}w"));
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_blown_up() {
        assert_eq!(Image::widths(4000), [480, 960, 1600]);
        assert_eq!(Image::widths(1600), [480, 960, 1600]);
        assert_eq!(Image::widths(1000), [480, 960, 1000]);
        assert_eq!(Image::widths(480), [480]);
        assert_eq!(Image::widths(200), [200]);
    }

    #[test]
    fn srcset_names_every_file() {
        let image = Image {
            key: "ab".into(),
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
