//! From pages and pictures to files: only what changed, whole or not at all, and nothing of others
//! is removed.

mod atomic;
mod manifest;

pub use atomic::atomic;
use manifest::Manifest;

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file to be: its bytes, or the file to copy.
#[derive(Debug)]
pub enum Source {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A finished picture. Its name tells its content: the same name is the same picture.
    Picture(PathBuf),
}

/// Every file to be, by its path from the site's root, without a leading slash.
pub type Files = BTreeMap<String, Source>;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files with new content.
    pub written: usize,
    /// Files that had this content already.
    pub unchanged: usize,
    /// Files of an earlier run that are no longer made.
    pub removed: usize,
}

/// Why the files could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct WriteError {
    path: String,
    source: std::io::Error,
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> WriteError {
    let path = path.display().to_string();
    |source| WriteError { path, source }
}

/// Brings the files below `out` up to date. The list of what was written is kept in `cache`.
///
/// # Errors
/// The first file that could not be read or written. What was done until then stays on the list,
/// so that a later run still knows it as its own.
pub fn write(files: &Files, out: &Path, cache: &Path) -> Result<Written, WriteError> {
    std::fs::create_dir_all(out).map_err(at(out))?;
    let mut manifest = Manifest::read(cache, out)?;

    let states: Vec<(&String, &Source, State)> = files
        .par_iter()
        .map(|(path, source)| Ok((path, source, state(&out.join(path), source)?)))
        .collect::<Result<_, WriteError>>()?;
    let gone: Vec<String> = manifest
        .files
        .keys()
        .filter(|path| !files.contains_key(*path))
        .cloned()
        .collect();

    // before the first byte: whatever happens, what is about to be written is known as ours
    for (path, _, state) in &states {
        manifest.files.insert((*path).clone(), state.hash.clone());
    }
    manifest.save()?;

    states
        .par_iter()
        .filter(|(_, _, state)| !state.same)
        .try_for_each(|(path, source, _)| {
            let target = out.join(path);
            match source {
                Source::Bytes(bytes) => atomic(&target, bytes).map_err(at(&target)),
                Source::Picture(file) => atomic::copy(file, &target).map_err(at(&target)),
            }
        })?;
    let written = states.iter().filter(|(_, _, state)| !state.same).count();

    let mut removed = 0;
    for path in gone {
        let hash = manifest.files.remove(&path).unwrap_or_default();
        removed += usize::from(remove(out, &path, &hash)?);
    }
    if removed > 0 || manifest.is_stale() {
        manifest.save()?;
    }
    Ok(Written {
        written,
        unchanged: files.len() - written,
        removed,
    })
}

struct State {
    same: bool,
    hash: String,
}

fn state(target: &Path, source: &Source) -> Result<State, WriteError> {
    match source {
        Source::Bytes(bytes) => Ok(State {
            same: std::fs::read(target).is_ok_and(|there| there == *bytes),
            hash: hash(bytes),
        }),
        Source::Picture(file) => {
            let length = std::fs::metadata(file).map_err(at(file))?.len();
            let there = std::fs::symlink_metadata(target);
            Ok(State {
                same: there.is_ok_and(|there| there.is_file() && there.len() == length),
                hash: format!("length {length}"),
            })
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// Removes a file of an earlier run, unless someone has put another in its place; then folders
/// that are empty now. Says whether there was such a file.
fn remove(out: &Path, path: &str, expected: &str) -> Result<bool, WriteError> {
    let file = out.join(path);
    let ours = match expected.strip_prefix("length ") {
        Some(length) => std::fs::symlink_metadata(&file)
            .is_ok_and(|there| there.is_file() && there.len().to_string() == length),
        None => std::fs::read(&file).is_ok_and(|bytes| hash(&bytes) == expected),
    };
    if !ours {
        return Ok(false);
    }
    std::fs::remove_file(&file).map_err(at(&file))?;
    let mut folder = file.parent();
    while let Some(dir) = folder.filter(|dir| *dir != out && dir.starts_with(out)) {
        // fails where it is not empty, which is the point
        if std::fs::remove_dir(dir).is_err() {
            break;
        }
        folder = dir.parent();
    }
    Ok(true)
}
