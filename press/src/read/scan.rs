//! The content folder's files and their stamps, without reading any.

use super::Stamp;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// An item's file as it lies in the folder.
#[derive(Debug)]
pub struct Found {
    /// From the content folder, with `/`.
    pub name: Box<str>,
    /// None where it cannot be looked at; reading it will say why.
    pub stamp: Option<Stamp>,
}

/// The items' files, sorted. Hidden files and folders are not content, and links are not followed.
///
/// # Errors
/// When a folder cannot be read: what is in it would be taken for removed.
pub fn scan(content: &Path) -> std::io::Result<Vec<Found>> {
    let shown = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in WalkDir::new(content).into_iter().filter_entry(shown) {
        let entry = match entry {
            Ok(entry) => entry,
            // removed while the folder was read: as if it had been before
            Err(error) if is_gone(&error) => continue,
            Err(error) => return Err(error.into()),
        };
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|e| e == "json") {
            files.push(entry.into_path());
        }
    }
    let mut found: Vec<Found> = files
        .par_iter()
        .map(|file| Found {
            name: name_of(content, file),
            stamp: std::fs::metadata(file).ok().as_ref().map(Stamp::of),
        })
        .collect();
    found.par_sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.depth() > 0
        && error
            .io_error()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

fn name_of(content: &Path, file: &Path) -> Box<str> {
    let name = file.strip_prefix(content).unwrap_or(file).to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' {
        name.replace('\\', "/").into()
    } else {
        name.into()
    }
}
