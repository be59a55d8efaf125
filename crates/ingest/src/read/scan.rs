//! Lists the files of the content folder with their stamps, without reading them.

use super::file::ItemReadError;
use super::markdown;
use frontpage_base::file_stamp::FileStamp;
use frontpage_base::system_error::SystemError;
use rayon::prelude::*;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};

/// The file of an item in the content folder.
#[derive(Debug)]
pub struct ScannedFile {
    /// Its path relative to the content folder, with `/` as the separator.
    pub name: Box<str>,
    /// Its stamp; `None` if its metadata cannot be read. Reading the file then reports why.
    pub stamp: Option<FileStamp>,
}

/// The files in the content folder.
#[derive(Debug, Default)]
pub struct Scan {
    /// The files of items, sorted by path.
    pub found: Vec<ScannedFile>,
    /// The printable paths of files whose path is not UTF-8, sorted.
    pub not_utf8: Vec<String>,
}

/// A folder to be read, and the prefix of its files' names.
struct Folder {
    path: PathBuf,
    name: String,
    /// Whether `name` is the real path, and not only a printable form of it.
    is_name: bool,
}

/// Lists the files of items. Skips hidden files and folders, and does not follow links.
///
/// # Errors
/// If a folder cannot be read. Otherwise its files would be taken for removed.
pub fn scan(content: &Path) -> Result<Scan, SystemError> {
    let mut scan = Scan::default();
    let mut folders = vec![Folder {
        path: content.into(),
        name: String::new(),
        is_name: true,
    }];
    let mut top = true;
    // Read level by level instead of recursively, so that no folder is too deep.
    while !folders.is_empty() {
        let level: Vec<_> = folders.par_iter().map(read).collect();
        let above = std::mem::take(&mut folders);
        for (folder, result) in above.iter().zip(level) {
            match result {
                Ok((mut files, mut below)) => {
                    scan.found.append(&mut files.found);
                    scan.not_utf8.append(&mut files.not_utf8);
                    folders.append(&mut below);
                }
                // The folder was removed after its parent was read; continue without it.
                Err(error) if error.kind() == io::ErrorKind::NotFound && !top => {}
                Err(error) => return Err(SystemError::read(&folder.path, error)),
            }
        }
        top = false;
    }
    scan.found.par_sort_unstable_by(|a, b| a.name.cmp(&b.name));
    scan.not_utf8.sort_unstable();
    Ok(scan)
}

/// Returns the files of a folder and its subfolders.
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
            // The entry was just removed; the others in the folder still exist.
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
        } else if kind.is_file() && is_item(&name) {
            if !is_name {
                files.not_utf8.push(named(""));
                continue;
            }
            files.found.push(ScannedFile {
                name: named("").into(),
                stamp: entry.metadata().ok().as_ref().map(FileStamp::of),
            });
        }
    }
    Ok((files, below))
}

/// Returns whether a file is an item, judging by its extension: ninjs or Markdown.
fn is_item(name: &OsStr) -> bool {
    let is_markdown = || name.to_str().is_some_and(markdown::is_markdown);
    Path::new(name).extension().is_some_and(|e| e == "json") || is_markdown()
}

/// Returns a name in printable form, with invalid bytes written as in `\xe9`.
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

/// Why the contents of the folder are unknown.
#[derive(Debug)]
pub enum ScanError {
    /// A file has changed since this run looked at it. Look again.
    Changed,
    /// A file cannot be read, or a picture cannot be written to the cache.
    Fault(SystemError),
}

impl From<ItemReadError> for ScanError {
    fn from(reason: ItemReadError) -> Self {
        match reason {
            // The next look waits for it.
            ItemReadError::Gone | ItemReadError::Unsettled => Self::Changed,
            ItemReadError::Fault(fault) => Self::Fault(fault),
        }
    }
}
