//! Checks the site before the first change: finds files that were modified, and files that press
//! did not write.

use super::folders::{self, parent};
use super::journal::Change;
use super::manifest::{Entry, FileRecord, Manifest};
use super::stage::{Staging, VARIANTS, path_with_suffix};
use super::{WriteError, file_error};
use frontpage_base::fingerprint;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::fs::Metadata;
use std::path::Path;

/// The number of file names that an error shows.
const SHOWN: usize = 5;

/// Finds files in the manifest that are missing or modified, and marks them there as broken.
/// Without `thorough`, checks only folders that have changed. Returns the folders that need a new
/// mark.
pub fn find_modified(out: &Path, manifest: &Manifest, thorough: bool) -> Vec<Box<str>> {
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
                let file = path_with_suffix(out, path, suffix);
                let there = std::fs::symlink_metadata(&file);
                !there.is_ok_and(|there| holds_our_bytes(&file, &there, kept, thorough))
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
pub fn holds_our_bytes(file: &Path, there: &Metadata, kept: &FileRecord, thorough: bool) -> bool {
    if !thorough && kept.looks_unmodified(there) {
        return true;
    }
    there.is_file()
        && there.len() == kept.length
        && fingerprint::of_file(file).is_ok_and(|hash| hash == kept.hash)
}

/// Checks every place where a file is to be put. A file that already has the right content stays. A
/// file that press did not write is replaced only with `adopt`.
///
/// # Errors
/// [`WriteError::ForeignFiles`] or [`WriteError::Obstructed`].
pub fn check_targets(
    out: &Path,
    manifest: &Manifest,
    staging: &Staging,
    changes: &mut [Change],
    adopt: bool,
) -> Result<(), WriteError> {
    let paths = changes.iter().filter(|change| change.put != 0);
    let targets = folders::changed_folders(paths.map(|change| &*change.path));
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
    Err(WriteError::ForeignFiles {
        out: out.display().to_string(),
        files: others,
        count,
    })
}

/// Cancels the removal of files that are missing or no longer as press wrote them.
pub fn skip_foreign_removals(out: &Path, manifest: &Manifest, changes: &mut [Change]) {
    changes
        .par_iter_mut()
        .filter(|change| change.remove != 0)
        .for_each(|change| {
            let old = manifest.get(&change.path);
            let old: BTreeMap<&str, &FileRecord> =
                old.map(|old| old.files().collect()).unwrap_or_default();
            let mut remove = 0;
            for (suffix, bit) in VARIANTS.iter().filter(|(_, bit)| change.remove & bit != 0) {
                let file = path_with_suffix(out, &change.path, suffix);
                let there = std::fs::symlink_metadata(&file);
                let ours = old.get(suffix).is_some_and(|kept| {
                    there.is_ok_and(|there| holds_our_bytes(&file, &there, kept, false))
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
    let in_the_way = |reason| WriteError::Obstructed {
        path: path.display().to_string(),
        reason,
    };
    match std::fs::symlink_metadata(&path) {
        Ok(there) if there.is_symlink() => Err(in_the_way("is a link where a folder is needed")),
        Ok(there) if !there.is_dir() => Err(in_the_way("is a file where a folder is needed")),
        Ok(there) if !super::disk::same_file_system(out, &there) => {
            Err(in_the_way("is on another file system than the site"))
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(file_error(&path)(error)),
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
    let old: BTreeMap<&str, &FileRecord> = old.map(|old| old.files().collect()).unwrap_or_default();
    let mut others = Vec::new();
    for (suffix, bit) in VARIANTS {
        if change.put & bit == 0 {
            continue;
        }
        let Some(new) = entry.file_mut(suffix) else {
            continue;
        };
        let file = path_with_suffix(out, &change.path, suffix);
        let there = match std::fs::symlink_metadata(&file) {
            Ok(there) => there,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(file_error(&file)(error)),
        };
        if there.is_dir() {
            return Err(WriteError::Obstructed {
                path: file.display().to_string(),
                reason: "is a folder where a file is needed",
            });
        }
        let old = old.get(suffix);
        let untouched = old.is_some_and(|old| old.looks_unmodified(&there));
        let same = if untouched {
            old.is_some_and(|old| old.hash == new.hash)
        } else {
            holds_our_bytes(&file, &there, new, true)
        };
        if same {
            // Write nothing where the right bytes are already in place.
            staging.drop(&change.path, bit)?;
            change.put &= !bit;
            *new = FileRecord::new(new.hash, &there);
        } else if !untouched && !old.is_some_and(|old| holds_our_bytes(&file, &there, old, true)) {
            others.push(format!("{}{suffix}", change.path));
        }
    }
    Ok(others)
}
