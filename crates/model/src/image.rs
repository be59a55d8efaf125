//! Pictures and the paths of their renditions.

use crate::media_path;
use serde::{Deserialize, Serialize};

/// The widths in which a picture is published, in pixels. Pictures are never upscaled: if the original is
/// narrower than some of these widths, its own width takes their place.
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

/// Where the files of a picture are. JSON has one string in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum ImageSource {
    /// In the site, in several widths and formats. Holds the fingerprint of the original file, in digits
    /// and lowercase letters, which is part of the names of the renditions.
    Renditions(String),
    /// One file on a media host that `site.toml` names. Holds its `https` URL.
    Hosted(String),
}

impl From<String> for ImageSource {
    fn from(source: String) -> Self {
        // A fingerprint has no colon.
        if source.starts_with("https://") {
            Self::Hosted(source)
        } else {
            Self::Renditions(source)
        }
    }
}

impl From<ImageSource> for String {
    fn from(source: ImageSource) -> Self {
        match source {
            ImageSource::Renditions(source) | ImageSource::Hosted(source) => source,
        }
    }
}

/// A picture in a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Where its files are.
    #[serde(rename = "key")]
    pub source: ImageSource,
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

    /// Returns the width of the largest rendition that is at most `limit` pixels wide, or of the smallest
    /// one if all are wider.
    pub fn width_up_to(&self, limit: u32) -> u32 {
        let widths = Self::widths(self.width);
        let fits = widths.iter().rev().find(|width| **width <= limit);
        fits.or(widths.first()).copied().unwrap_or(self.width)
    }

    /// Returns the address of the largest rendition, or of the only file on a media host. `base` is put
    /// before the path of a rendition.
    pub fn src(&self, base: &str, format: Format) -> String {
        match &self.source {
            ImageSource::Renditions(fingerprint) => {
                base.to_owned() + &media_path(fingerprint, self.width, format)
            }
            ImageSource::Hosted(url) => url.clone(),
        }
    }

    /// Returns the addresses of a `<picture>` that offers at most `most` renditions, the smallest ones.
    /// `base` is put before each path.
    pub fn addresses(&self, base: &str, most: usize) -> PictureAddresses {
        let fingerprint = match &self.source {
            ImageSource::Renditions(fingerprint) => fingerprint,
            ImageSource::Hosted(url) => {
                return PictureAddresses {
                    webp: None,
                    jpeg: url.clone(),
                };
            }
        };
        let mut webp = String::new();
        let mut jpeg = String::new();
        // These are the widths of `widths`. The app has no code for a list of them.
        for (at, limit) in IMAGE_WIDTHS.into_iter().enumerate() {
            let width = limit.min(self.width);
            if at > 0 {
                webp.push_str(", ");
            }
            webp.push_str(base);
            webp.push_str(&media_path(fingerprint, width, Format::Webp));
            if most > 1 {
                webp.push_str(&format!(" {width}w"));
            }
            if at < 2 {
                jpeg = base.to_owned() + &media_path(fingerprint, width, Format::Jpeg);
            }
            if self.width <= limit || at + 1 == most {
                break;
            }
        }
        PictureAddresses {
            webp: Some(webp),
            jpeg,
        }
    }
}

/// The addresses of a `<picture>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureAddresses {
    /// The `srcset` of its WebP renditions. Each has its width, which requires the attribute `sizes`, unless
    /// only one may be offered: <https://html.spec.whatwg.org/multipage/images.html#srcset-attributes>.
    /// `None` for a picture on a media host, which has one file.
    pub webp: Option<String>,
    /// The JPEG for browsers without WebP: the second smallest of the offered renditions if there is one, or
    /// the only file on a media host.
    pub jpeg: String,
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

    fn image(width: u32) -> Image {
        Image {
            source: ImageSource::Renditions("ab".into()),
            width,
            height: 640,
            alt: String::new(),
        }
    }

    #[test]
    fn the_largest_rendition_has_an_address() {
        let address = image(960).src("/paper", Format::Jpeg);
        assert_eq!(address, "/paper/media/ab-960.jpg");
    }

    #[test]
    fn browsers_choose_among_webp_renditions_or_get_one_jpeg() {
        let addresses = |width, most| {
            let addresses = image(width).addresses("/paper", most);
            (addresses.webp.unwrap(), addresses.jpeg)
        };
        let (webp, jpeg) = addresses(1600, 3);
        assert_eq!(
            webp,
            "/paper/media/ab-480.webp 480w, /paper/media/ab-960.webp 960w, \
             /paper/media/ab-1600.webp 1600w"
        );
        assert_eq!(jpeg, "/paper/media/ab-960.jpg");
        let (webp, jpeg) = addresses(700, 3);
        assert_eq!(
            webp,
            "/paper/media/ab-480.webp 480w, /paper/media/ab-700.webp 700w"
        );
        assert_eq!(jpeg, "/paper/media/ab-700.jpg");
        let (webp, jpeg) = addresses(300, 2);
        assert_eq!(webp, "/paper/media/ab-300.webp 300w");
        assert_eq!(jpeg, "/paper/media/ab-300.jpg");
    }

    #[test]
    fn a_picture_offers_the_widths_in_which_it_is_published() {
        for original in 1..=2000 {
            let webp = image(original.min(1600)).addresses("", 3).webp.unwrap();
            let offered: Vec<&str> = webp.split(", ").collect();
            let published = Image::widths(original);
            let published = published.iter();
            let published = published.map(|width| format!("/media/ab-{width}.webp {width}w"));
            assert_eq!(offered, published.collect::<Vec<_>>(), "{original}");
        }
    }

    #[test]
    fn a_single_rendition_has_no_width() {
        let addresses = image(1600).addresses("", 1);
        assert_eq!(addresses.webp.unwrap(), "/media/ab-480.webp");
        assert_eq!(addresses.jpeg, "/media/ab-480.jpg");
    }

    #[test]
    fn a_picture_on_a_media_host_is_one_file() {
        let url = "https://media.example/a.jpg";
        let image: Image =
            serde_json::from_str(&format!(r#"{{"key":"{url}","w":960,"h":640}}"#)).unwrap();
        assert_eq!(image.source, ImageSource::Hosted(url.into()));
        assert_eq!(image.src("/paper", Format::Jpeg), url);
        let addresses = image.addresses("/paper", 3);
        assert_eq!((addresses.webp, &*addresses.jpeg), (None, url));
        let written = serde_json::to_string(&image).unwrap();
        assert_eq!(serde_json::from_str::<Image>(&written).unwrap(), image);
    }
}
