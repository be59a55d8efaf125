//! Finds the source that knows the format of a file.
//!
//! A file is recognized by its content, because its name says little: exports end with `.xml`, and so do
//! feeds.

use crate::error::ImportError;
use frontpage_feeds::{Feed, is_feed};
use frontpage_source::Source;
use frontpage_web_page::{WebPage, is_page};
use frontpage_wire::Profiles;
use frontpage_wordpress::{RestFile, Wxr, is_wxr};
use jiff::tz::TimeZone;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use url::Url;

/// Copies standard input to a file, because a source is read twice.
///
/// # Errors
/// If it cannot be read, or if the file cannot be written.
pub fn spooled() -> Result<NamedTempFile, ImportError> {
    let spool = || {
        let mut file = NamedTempFile::new()?;
        io::copy(&mut io::stdin().lock(), file.as_file_mut())?;
        Ok(file)
    };
    spool().map_err(|error| unreadable(Path::new("-"), error))
}

/// Returns the files of a source: itself, or those in a folder by name.
///
/// # Errors
/// If the folder cannot be read.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, ImportError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let list = || {
        let entries = std::fs::read_dir(path)?;
        entries.map(|entry| Ok(entry?.path())).collect()
    };
    let files: io::Result<Vec<PathBuf>> = list();
    let mut files = files.map_err(|error| unreadable(path, error))?;
    files.retain(|file| {
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let endings = [
            ".xml", ".xml.gz", ".json", ".rss", ".atom", ".jsonl", ".ndjson", ".ninjs", ".nitf",
            ".ntf", ".newsml", ".html", ".htm",
        ];
        file.is_file() && endings.iter().any(|ending| name.ends_with(ending))
    });
    files.sort();
    Ok(files)
}

/// What is needed to read a file.
#[derive(Clone)]
pub struct Formats {
    /// The time zone of times without one.
    pub zone: TimeZone,
    /// The profiles of agencies.
    profiles: Profiles,
}

impl Formats {
    /// Loads the agencies' profiles: those that come with the importer, and those in the content folder.
    ///
    /// # Errors
    /// If one of them cannot be read, or is not a profile.
    pub fn new(content: &Path, zone: TimeZone) -> Result<Self, ImportError> {
        let folder = content.join("profiles");
        let profiles = Profiles::with_folder(&folder);
        Ok(Self {
            zone,
            profiles: profiles.map_err(|error| unreadable(&folder, error))?,
        })
    }
}

/// Opens a file with the source that knows its format. `address` is where it was fetched, if it was.
///
/// # Errors
/// If the file cannot be read, or if no source knows its format.
pub fn open(
    path: &Path,
    address: Option<&Url>,
    formats: &Formats,
) -> Result<Box<dyn Source>, ImportError> {
    let wrong = |error| unreadable(path, error);
    let Formats { zone, profiles } = formats;
    if let Some(source) = frontpage_wire::open(path, profiles, zone).map_err(wrong)? {
        return Ok(source);
    }
    if is_wxr(path).map_err(wrong)? {
        return Ok(Box::new(Wxr::open(path, zone).map_err(wrong)?));
    }
    if is_feed(path).map_err(wrong)? {
        return Ok(Box::new(Feed::open(path, address).map_err(wrong)?));
    }
    if is_page(path).map_err(wrong)? {
        return Ok(Box::new(WebPage::open(path, address, zone).map_err(wrong)?));
    }
    match RestFile::open(path, zone).map_err(wrong)? {
        Some(source) => Ok(Box::new(source)),
        None => Err(ImportError::UnknownFormat {
            path: path.to_owned(),
        }),
    }
}

/// Returns the error for a source that cannot be read.
pub fn unreadable(path: &Path, source: io::Error) -> ImportError {
    ImportError::Read {
        path: path.to_owned(),
        source,
    }
}
