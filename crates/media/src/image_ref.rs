//! A reference to a picture that a story uses.

use frontpage_model::{Format, Image, media_path};
use serde::{Deserialize, Serialize};

/// A reference to a picture that a story uses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ImageRef {
    /// The fingerprint of the original, which the names of its files have in common.
    pub fingerprint: String,
    /// The width of the largest file, in pixels.
    pub width: u32,
    /// The height of the largest file, in pixels.
    pub height: u32,
}

impl ImageRef {
    /// Creates a reference to `image`.
    pub fn of(image: &Image) -> Self {
        Self {
            fingerprint: image.fingerprint.clone(),
            width: image.width,
            height: image.height,
        }
    }

    /// Returns the path of its largest JPEG.
    pub fn largest(&self) -> String {
        media_path(&self.fingerprint, self.width, Format::Jpeg)
    }
}
