//! The content folder's files and their stamps, without reading any.

use super::Stamp;
use crate::fault::Fault;
use rayon::prelude::*;
use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};

/// An item's file as it lies in the folder.
#[derive(Debug)]
pub struct Found {
    /// From the content folder, with `/`.
    pub name: Box<str>,
    /// None where it cannot be looked at; reading it will say why.
    pub stamp: Option<Stamp>,
}

/// A folder that is to be read, and what its files' names begin with.
struct Folder {
    path: PathBuf,
    name: String,
}

/// The items' files, sorted. Hidden files and folders are not content, and links are not followed.
///
/// # Errors
/// When a folder cannot be read: what is in it would be taken for removed.
pub fn scan(content: &Path) -> Result<Vec<Found>, Fault> {
    let mut found = Vec::new();
    let mut folders = vec![Folder {
        path: content.into(),
        name: String::new(),
    }];
    let mut top = true;
    // level by level: no folder is too deep
    while !folders.is_empty() {
        let level: Vec<_> = folders.par_iter().map(read).collect();
        let above = std::mem::take(&mut folders);
        for (folder, done) in above.iter().zip(level) {
            match done {
                Ok((mut files, mut below)) => {
                    found.append(&mut files);
                    folders.append(&mut below);
                }
                // removed while the folder above was read: as if it had been before
                Err(error) if error.kind() == io::ErrorKind::NotFound && !top => {}
                Err(error) => return Err(Fault::read(&folder.path, error)),
            }
        }
        top = false;
    }
    found.par_sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The files of a folder, and the folders in it.
fn read(folder: &Folder) -> io::Result<(Vec<Found>, Vec<Folder>)> {
    let mut files = Vec::new();
    let mut below = Vec::new();
    let named = |file: &str, end: &str| [&folder.name, file, end].concat();
    for entry in std::fs::read_dir(&folder.path)? {
        let entry: DirEntry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            // removed meanwhile; the others in the folder are still there
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        if kind.is_dir() {
            below.push(Folder {
                name: named(&name.to_string_lossy(), "/"),
                path: entry.path(),
            });
        } else if kind.is_file() && Path::new(&name).extension().is_some_and(|e| e == "json") {
            files.push(Found {
                name: named(&name.to_string_lossy(), "").into(),
                stamp: entry.metadata().ok().as_ref().map(Stamp::of),
            });
        }
    }
    Ok((files, below))
}
