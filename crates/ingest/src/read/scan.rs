//! The content folder's files and their stamps, without reading any.

use frontpage_base::fault::Fault;
use frontpage_base::stamp::Stamp;
use rayon::prelude::*;
use std::borrow::Cow;
use std::ffi::OsStr;
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

/// What lies in the content folder.
#[derive(Debug, Default)]
pub struct Scan {
    /// The items' files, sorted.
    pub found: Vec<Found>,
    /// Those that nothing can name, since a part of their path is not UTF-8: as a reader may write
    /// them, sorted.
    pub unnamed: Vec<String>,
}

/// A folder that is to be read, and what its files' names begin with.
struct Folder {
    path: PathBuf,
    name: String,
    /// Whether the name is the folder's, and not only what is shown of it.
    is_name: bool,
}

/// The items' files. Hidden files and folders are not content, and links are not followed.
///
/// # Errors
/// When a folder cannot be read: what is in it would be taken for removed.
pub fn scan(content: &Path) -> Result<Scan, Fault> {
    let mut scan = Scan::default();
    let mut folders = vec![Folder {
        path: content.into(),
        name: String::new(),
        is_name: true,
    }];
    let mut top = true;
    // level by level: no folder is too deep
    while !folders.is_empty() {
        let level: Vec<_> = folders.par_iter().map(read).collect();
        let above = std::mem::take(&mut folders);
        for (folder, done) in above.iter().zip(level) {
            match done {
                Ok((mut files, mut below)) => {
                    scan.found.append(&mut files.found);
                    scan.unnamed.append(&mut files.unnamed);
                    folders.append(&mut below);
                }
                // removed while the folder above was read: as if it had been before
                Err(error) if error.kind() == io::ErrorKind::NotFound && !top => {}
                Err(error) => return Err(Fault::read(&folder.path, error)),
            }
        }
        top = false;
    }
    scan.found.par_sort_unstable_by(|a, b| a.name.cmp(&b.name));
    scan.unnamed.sort_unstable();
    Ok(scan)
}

/// The files of a folder, and the folders in it.
fn read(folder: &Folder) -> io::Result<(Scan, Vec<Folder>)> {
    let mut files = Scan::default();
    let mut below = Vec::new();
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
        let is_name = folder.is_name && name.to_str().is_some();
        let named = |end| [&folder.name, &*shown(&name), end].concat();
        if kind.is_dir() {
            below.push(Folder {
                name: named("/"),
                path: entry.path(),
                is_name,
            });
        } else if kind.is_file() && Path::new(&name).extension().is_some_and(|e| e == "json") {
            if !is_name {
                files.unnamed.push(named(""));
                continue;
            }
            files.found.push(Found {
                name: named("").into(),
                stamp: entry.metadata().ok().as_ref().map(Stamp::of),
            });
        }
    }
    Ok((files, below))
}

/// A name, with `\xe9` for a byte that is no letter.
fn shown(name: &OsStr) -> Cow<'_, str> {
    if let Some(name) = name.to_str() {
        return name.into();
    }
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        shown.extend(chunk.invalid().escape_ascii().map(char::from));
    }
    shown.into()
}
