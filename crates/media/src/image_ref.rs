//! A reference to a picture that a story uses.

use frontpage_model::{Format, Image, ImageSource};
use serde::{Deserialize, Serialize};

/// A reference to a picture that a story uses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ImageRef {
    /// Where its files are.
    pub source: ImageSource,
    /// The width of the largest file, in pixels.
    pub width: u32,
    /// The height of the largest file, in pixels.
    pub height: u32,
}

impl ImageRef {
    /// Creates a reference to `image`.
    pub fn of(image: &Image) -> Self {
        Self {
            source: image.source.clone(),
            width: image.width,
            height: image.height,
        }
    }

    /// Returns the picture without alternative text.
    pub fn image(&self) -> Image {
        Image {
            source: self.source.clone(),
            width: self.width,
            height: self.height,
            alt: String::new(),
        }
    }

    /// Returns the address of its largest JPEG, or of its only file on a media host. `base` is put
    /// before the path of a file of the site.
    pub fn largest(&self, base: &str) -> String {
        self.image().src(base, Format::Jpeg)
    }
}
