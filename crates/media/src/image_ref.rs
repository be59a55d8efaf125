//! A picture as a story names it.

use frontpage_model::{Format, Image, media_path};
use serde::{Deserialize, Serialize};

/// A picture that a story shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Shown {
    /// Names the files.
    pub key: String,
    /// Of the largest file.
    pub width: u32,
    /// Of the largest file.
    pub height: u32,
}

impl Shown {
    /// As it lies among the site's pictures.
    pub fn of(image: &Image) -> Self {
        Self {
            key: image.key.clone(),
            width: image.width,
            height: image.height,
        }
    }

    /// The path of its largest JPEG.
    pub fn largest(&self) -> String {
        media_path(&self.key, self.width, Format::Jpeg)
    }
}
