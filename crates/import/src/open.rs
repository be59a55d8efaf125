//! Finds the source that knows the format of a file.

use crate::error::ImportError;
use frontpage_source::Source;
use frontpage_wordpress::{RestFile, Wxr, is_wxr};
use jiff::tz::TimeZone;
use std::io;
use std::path::{Path, PathBuf};

/// Copies standard input to a file, because a source is read twice.
///
/// # Errors
/// If it cannot be read, or if the file cannot be written.
pub fn spooled(source: &Path) -> Result<Option<tempfile::NamedTempFile>, ImportError> {
    if source != Path::new("-") {
        return Ok(None);
    }
    let spool = || {
        let mut file = tempfile::NamedTempFile::new()?;
        io::copy(&mut io::stdin().lock(), file.as_file_mut())?;
        Ok(file)
    };
    spool().map(Some).map_err(|error| unreadable(source, error))
}

/// Returns the files of a source: itself, or those in a folder by name.
///
/// # Errors
/// If the folder cannot be read, or if it has no file that may be a source.
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
        let endings = [".xml", ".xml.gz", ".json"];
        file.is_file() && endings.iter().any(|ending| name.ends_with(ending))
    });
    files.sort();
    match files.is_empty() {
        true => Err(ImportError::UnknownFormat {
            path: path.to_owned(),
        }),
        false => Ok(files),
    }
}

/// Opens a file with the source that knows its format. `zone` is the time zone of times without one.
///
/// # Errors
/// If the file cannot be read, or if no source knows its format.
pub fn open(path: &Path, zone: &TimeZone) -> Result<Box<dyn Source>, ImportError> {
    let wrong = |error| unreadable(path, error);
    if is_wxr(path).map_err(wrong)? {
        return Ok(Box::new(Wxr::open(path, zone).map_err(wrong)?));
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
