//! The gallery: every component and every block of a story in all its states. Developers look at it,
//! and the visual baselines are taken from it.
//!
//! 1. **Specimens are the app's own components**, rendered natively with plain props. A component
//!    that cannot stand here alone knows too much.
//! 2. **Fixtures are in one place**, [`words`] and [`fixtures`], and exist in both directions.
//! 3. **Nothing is left out.** Tests compare the gallery with the files of `src/components` and
//!    `src/pages`, and the compiler with the kinds of blocks.
//! 4. **One document per variant** of color scheme and direction, so that `:root`, `dir` and media
//!    queries behave as they do on a real page.
#![forbid(unsafe_code)]

mod document;
pub mod fixtures;
mod picture_files;
mod specimen;
mod specimens;
mod variant;
pub mod words;

pub use specimen::{Group, Place, Specimen};
pub use specimens::groups;
pub use variant::{Scheme, VARIANTS, Variant};

use frontpage_assets::{browsers, style};
use std::path::{Path, PathBuf};

/// The stylesheets of the newspaper that the gallery shows, in this order.
const STYLESHEETS: [&str; 7] = [
    "main", "story", "blocks", "laid_out", "lists", "editions", "later",
];

/// Why the gallery cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum GalleryError {
    /// The supported browsers cannot be read, or a stylesheet has a mistake.
    #[error("{0}")]
    Style(String),
    /// A file cannot be written.
    #[error("{path}: {source}; name another folder with --out")]
    Write {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A picture cannot be encoded.
    #[error("a picture of the gallery cannot be encoded: {0}")]
    Picture(#[from] image::ImageError),
}

/// Writes the gallery into the folder `out`: a document for each of [`VARIANTS`], the stylesheets
/// and the pictures.
///
/// # Errors
/// Returns an error if a stylesheet has a mistake or a file cannot be written.
pub fn write(out: &Path) -> Result<(), GalleryError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let targets = browsers::read(&root.join(".browserslistrc"))
        .map_err(|error| GalleryError::Style(error.to_string()))?;
    let own = root.join("crates/gallery/src/specimens.css");
    let sources = STYLESHEETS
        .iter()
        .map(|name| root.join("style").join(name).with_extension("css"))
        .chain([own]);
    let mut addresses = Vec::new();
    for source in sources {
        let css = style::bundle(&source, targets).map_err(GalleryError::Style)?;
        let name = source.file_name().unwrap_or_default();
        save(&out.join(name), css.as_bytes())?;
        addresses.push(format!("/{}", name.display()));
    }
    for variant in &VARIANTS {
        let html = document::document(variant, &addresses);
        save(&out.join(variant.file()), html.as_bytes())?;
    }
    for (path, bytes) in picture_files::all()? {
        save(&out.join(path.trim_start_matches('/')), &bytes)?;
    }
    Ok(())
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), GalleryError> {
    frontpage_base::atomic::atomic(path, bytes).map_err(|source| GalleryError::Write {
        path: path.to_owned(),
        source,
    })
}
