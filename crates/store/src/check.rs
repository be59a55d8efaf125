//! Checks the site before the first change: finds files that were modified, and files that press
//! did not write.

use super::folders::{self, parent};
use super::journal::Change;
use super::manifest::{Entry, Kept, Manifest};
use super::stage::{KINDS, Staging, with};
use super::{WriteError, at};
use frontpage_base::key;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::fs::Metadata;
use std::path::Path;

/// The number of file names that an error shows.
const SHOWN: usize = 5;

/// Finds files in the manifest that are missing or modified, and marks them there as broken.
/// Without `thorough`, checks only folders that have changed. Returns the folders that need a new
/// mark.
pub fn verify(out: &Path, manifest: &Manifest, thorough: bool) -> Vec<Box<str>> {
    let (same, other): (Vec<_>, Vec<_>) = manifest
        .folders()
        .map(|(name, mark)| (name, *mark))
        .collect::<Vec<_>>()
        .into_par_iter()
        .partition(|(name, mark)| folders::mark(out, name) == Some(*mark));
    if other.is_empty() && !thorough {
        return Vec::new();
    }
    let same: HashSet<&str> = same.iter().map(|(name, _)| *name).collect();
    let doubtful: Vec<(&str, &Entry)> = manifest
        .files()
        .filter(|(path, _, _)| thorough || !same.contains(parent(path)))
        .map(|(path, entry, _)| (path, entry))
        .collect();
    let broken: Vec<Box<str>> = doubtful
        .into_par_iter()
        .filter(|(path, entry)| {
            entry.files().any(|(suffix, kept)| {
                let file = with(out, path, suffix);
                let there = std::fs::symlink_metadata(&file);
                !there.is_ok_and(|there| is_ours(&file, &there, kept, thorough))
            })
        })
        .map(|(path, _)| path.into())
        .collect();
    let other = other.iter().map(|(name, _)| Box::from(*name)).collect();
    for path in broken {
        manifest.note_broken(&path);
    }
    other
}

/// Returns whether a file holds what press wrote. Reads it only if it looks modified or if
/// `thorough`.
pub fn is_ours(file: &Path, there: &Metadata, kept: &Kept, thorough: bool) -> bool {
    if !thorough && kept.is_untouched(there) {
        return true;
    }
    there.is_file()
        && there.len() == kept.length
        && std::fs::read(file).is_ok_and(|bytes| key::of(&bytes) == kept.hash)
}

/// Checks every place where a file is to be put. A file that already has the right content stays. A
/// file that press did not write is replaced only with `adopt`.
///
/// # Errors
/// [`WriteError::Others`] or [`WriteError::InTheWay`].
pub fn make_way(
    out: &Path,
    manifest: &Manifest,
    staging: &Staging,
    changes: &mut [Change],
    adopt: bool,
) -> Result<(), WriteError> {
    let paths = changes.iter().filter(|change| change.put != 0);
    let targets = folders::touched(paths.map(|change| &*change.path));
    for folder in targets {
        folder_is_fine(out, folder)?;
    }
    let mut others: Vec<String> = changes
        .par_iter_mut()
        .map(|change| make_way_for(out, manifest.get(&change.path), staging, change))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect();
    if others.is_empty() || adopt {
        return Ok(());
    }
    others.sort();
    let count = others.len();
    others.truncate(SHOWN);
    Err(WriteError::Others {
        out: out.display().to_string(),
        files: others,
        count,
    })
}

/// Cancels the removal of files that are missing or no longer as press wrote them.
pub fn keep_others(out: &Path, manifest: &Manifest, changes: &mut [Change]) {
    changes
        .par_iter_mut()
        .filter(|change| change.remove != 0)
        .for_each(|change| {
            let old = manifest.get(&change.path);
            let old: BTreeMap<&str, &Kept> =
                old.map(|old| old.files().collect()).unwrap_or_default();
            let mut remove = 0;
            for (suffix, bit) in KINDS.iter().filter(|(_, bit)| change.remove & bit != 0) {
                let file = with(out, &change.path, suffix);
                let there = std::fs::symlink_metadata(&file);
                let ours = old.get(suffix).is_some_and(|kept| {
                    there.is_ok_and(|there| is_ours(&file, &there, kept, false))
                });
                remove |= if ours { *bit } else { 0 };
            }
            change.remove = remove;
        });
}

/// Checks that files can be renamed into a folder. A symbolic link or another file system in its
/// place would otherwise be noticed only halfway through the publish.
fn folder_is_fine(out: &Path, folder: &str) -> Result<(), WriteError> {
    if folder == folders::ROOT {
        return Ok(());
    }
    let path = out.join(folder.trim_end_matches('/'));
    let in_the_way = |reason| WriteError::InTheWay {
        path: path.display().to_string(),
        reason,
    };
    match std::fs::symlink_metadata(&path) {
        Ok(there) if there.is_symlink() => Err(in_the_way("is a link where a folder is needed")),
        Ok(there) if !there.is_dir() => Err(in_the_way("is a file where a folder is needed")),
        Ok(there) if !super::disk::same_disk(out, &there) => {
            Err(in_the_way("is on another file system than the site"))
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(at(&path)(error)),
    }
}

/// Checks the places of one change, and returns the files there that press did not write.
fn make_way_for(
    out: &Path,
    old: Option<&Entry>,
    staging: &Staging,
    change: &mut Change,
) -> Result<Vec<String>, WriteError> {
    let Some(entry) = &mut change.entry else {
        return Ok(Vec::new());
    };
    let old: BTreeMap<&str, &Kept> = old.map(|old| old.files().collect()).unwrap_or_default();
    let mut others = Vec::new();
    for (suffix, bit) in KINDS {
        if change.put & bit == 0 {
            continue;
        }
        let Some(new) = entry.file_mut(suffix) else {
            continue;
        };
        let file = with(out, &change.path, suffix);
        let there = match std::fs::symlink_metadata(&file) {
            Ok(there) => there,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(at(&file)(error)),
        };
        if there.is_dir() {
            return Err(WriteError::InTheWay {
                path: file.display().to_string(),
                reason: "is a folder where a file is needed",
            });
        }
        let old = old.get(suffix);
        let untouched = old.is_some_and(|old| old.is_untouched(&there));
        let same = if untouched {
            old.is_some_and(|old| old.hash == new.hash)
        } else {
            is_ours(&file, &there, new, true)
        };
        if same {
            // Write nothing where the right bytes are already in place.
            staging.drop(&change.path, bit)?;
            change.put &= !bit;
            *new = Kept::new(new.hash, &there);
        } else if !untouched && !old.is_some_and(|old| is_ours(&file, &there, old, true)) {
            others.push(format!("{}{suffix}", change.path));
        }
    }
    Ok(others)
}
