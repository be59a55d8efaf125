//! From the content folder to drafts: what may be published, with everything but the body checked.

mod byline;
mod draft;
mod ninjs;
mod slugs;
mod time;
mod versions;

pub use draft::{Body, Draft, LeadDraft};
pub use slugs::slugify;

use crate::{config::Config, report::Report};
use jiff::{Timestamp, tz::TimeZone};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// No item of a newspaper comes near this: 16 MB.
const MAX_ITEM_BYTES: u64 = 16 << 20;

/// What reading needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The newspaper.
    pub config: &'a Config,
    /// Its time zone.
    pub zone: &'a TimeZone,
    /// The moment of publishing: decides what is embargoed.
    pub now: Timestamp,
}

/// Reads every item below `content`, and says what may be published. Sorted by file.
///
/// # Errors
/// When the folder cannot be walked; a file that cannot be read is a problem in the report.
pub fn read(content: &Path, desk: Desk<'_>, report: &mut Report) -> std::io::Result<Vec<Draft>> {
    let files = items(content)?;
    let copies = files
        .par_iter()
        .map(|file| {
            let name = name_of(content, file);
            match text_of(file) {
                Ok(text) => versions::Copy::read(name, &text, desk),
                Err(finding) => versions::Copy::unreadable(name, finding),
            }
        })
        .collect();
    Ok(versions::choose(copies, report))
}

/// The items' files, sorted. Hidden files and folders are not content, and links are not followed.
fn items(content: &Path) -> std::io::Result<Vec<PathBuf>> {
    let shown = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(content).into_iter().filter_entry(shown) {
        let entry = entry?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|e| e == "json") {
            files.push(entry.into_path());
        }
    }
    files.sort();
    Ok(files)
}

fn name_of(content: &Path, file: &Path) -> String {
    let name = file.strip_prefix(content).unwrap_or(file);
    name.to_string_lossy().replace('\\', "/")
}

fn text_of(file: &Path) -> Result<String, crate::report::Finding> {
    use crate::report::Finding;
    let wrong = |reason: String| Finding::new("file", reason, "check the file and its permissions");
    let size = std::fs::metadata(file)
        .map_err(|e| wrong(format!("cannot be read: {e}")))?
        .len();
    if size > MAX_ITEM_BYTES {
        return Err(Finding::new(
            "file",
            format!("has {size} bytes, over the {MAX_ITEM_BYTES} allowed"),
            "split the item",
        ));
    }
    let bytes = std::fs::read(file).map_err(|e| wrong(format!("cannot be read: {e}")))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        Finding::new(
            "file",
            format!("is not UTF-8 from byte {}", e.utf8_error().valid_up_to()),
            "save it as UTF-8",
        )
    })?;
    // some editors write a byte order mark, which JSON does not allow
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(rest.to_owned()),
        None => Ok(text),
    }
}
