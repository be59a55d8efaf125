//! The publisher's screenshots, which browsers show before readers install the newspaper:
//! <https://www.w3.org/TR/manifest-app-info/#screenshots-member>.

use frontpage_base::files::Files;
use image::{ImageFormat, ImageReader};
use serde::Serialize;
use std::io::Cursor;

/// The beginning of the name of a screenshot in the publisher's folder.
const NAME: &str = "screenshot";

/// A screenshot in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Screenshot {
    /// The address.
    pub src: String,
    /// Width and height in pixels: `1280x800`.
    pub sizes: String,
    /// The media type.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// Whether it shows the newspaper on a computer or on a phone.
    pub form_factor: &'static str,
}

/// Finds the screenshots among the publisher's own files: images at the root whose names begin with
/// `screenshot`. Files with such names that are not images are left out.
pub fn screenshots(public: &Files, address: impl Fn(&str) -> String) -> Vec<Screenshot> {
    let files = public.iter().filter(|(path, _)| path.starts_with(NAME));
    let files = files.filter(|(path, _)| !path.contains('/'));
    files
        .filter_map(|(path, bytes)| {
            let reader = ImageReader::new(Cursor::new(bytes))
                .with_guessed_format()
                .ok()?;
            let media_type = match reader.format()? {
                format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) => {
                    format.to_mime_type()
                }
                _ => return None,
            };
            let (width, height) = reader.into_dimensions().ok()?;
            Some(Screenshot {
                src: address(&format!("/{path}")),
                sizes: format!("{width}x{height}"),
                media_type,
                form_factor: if width > height { "wide" } else { "narrow" },
            })
        })
        .collect()
}
