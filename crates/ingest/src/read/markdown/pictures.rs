//! Finds the pictures of a Markdown story: beside its file, or from the content folder.

use super::paths;
use frontpage_clean::{FoundRecording, PictureSource, PixelSize};
use frontpage_model::Image;

/// The pictures of a body, whose paths are relative to the story's file.
pub struct PicturesOfFile<'a> {
    /// The story's file, relative to the content folder.
    pub file: &'a str,
    /// The pictures of the content folder.
    pub all: &'a dyn PictureSource,
}

impl PictureSource for PicturesOfFile<'_> {
    fn is_hosted(&self, href: &str) -> bool {
        self.all.is_hosted(href)
    }

    fn picture(&self, href: &str, size: Option<PixelSize>) -> Result<Image, String> {
        self.all.picture(&paths::resolve(self.file, href), size)
    }

    fn moving_picture(&self, href: &str) -> Result<Option<String>, String> {
        self.all.moving_picture(&paths::resolve(self.file, href))
    }

    fn hosted_recording(&self, href: &str) -> Option<String> {
        self.all.hosted_recording(href)
    }

    fn recording(&self, href: &str) -> Result<FoundRecording, String> {
        self.all.recording(&paths::resolve(self.file, href))
    }

    fn track(&self, href: &str) -> Result<String, String> {
        self.all.track(&paths::resolve(self.file, href))
    }

    fn chapters(&self, href: &str) -> Result<Option<String>, String> {
        self.all.chapters(&paths::resolve(self.file, href))
    }
}
