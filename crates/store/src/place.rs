//! Puts staged files in place, in an order in which the site works at every moment, then removes
//! the files that are no longer part of it.

use super::check::holds_our_bytes;
use super::folders::{self, FolderMark};
use super::journal::{Change, Journal};
use super::manifest::Manifest;
use super::stage::{Staging, VARIANTS, path_with_suffix};
use super::{WriteError, file_error};
use crate::order::Stage;
use frontpage_base::step::{Step, StepHook};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

/// What the manifest records about the folders that were changed.
pub enum FolderMarks {
    /// Their current marks, and those of other folders that were checked.
    Current(Vec<Box<str>>),
    /// Marks that require a check, because anything may have happened since a killed run to the
    /// files that it had put in place.
    Doubtful,
}

/// Brings the site to the state that the journal describes, and updates the manifest. Running it
/// twice does no harm.
pub fn apply_journal(
    journal: Journal,
    out: &Path,
    staging: &Staging,
    manifest: &mut Manifest,
    marks: FolderMarks,
    step: &StepHook<'_>,
) -> Result<(), WriteError> {
    let Journal { whole, changes } = journal;
    // A folder cannot be half in place: a single rename is the whole publish.
    let moved = whole && {
        step(Step::Place).map_err(file_error(out))?;
        std::fs::rename(&staging.root, out).is_ok()
    };
    if !moved {
        let again = matches!(marks, FolderMarks::Doubtful);
        put_all(&changes, out, staging, again, step)?;
    }
    remove_all(&changes, out, manifest, step)?;
    step(Step::Placed).map_err(file_error(out))?;

    let touched = changes.iter().filter(|c| c.put | c.remove != 0);
    let touched = folders::changed_folders(touched.map(|change| &*change.path));
    let touched = touched.into_iter().map(Box::from);
    let marks: Vec<(Box<str>, Option<FolderMark>)> = match marks {
        FolderMarks::Current(others) => {
            let all: BTreeSet<Box<str>> = touched.chain(others).collect();
            let marked = all.into_iter().map(|name| {
                let mark = folders::mark(out, &name);
                (name, mark)
            });
            marked.collect()
        }
        FolderMarks::Doubtful => touched
            .map(|name| (name, Some(FolderMark::DOUBTFUL)))
            .collect(),
    };
    let files = changes.into_iter().map(|c| (c.path, c.entry)).collect();
    manifest.change(files, marks).map_err(file_error(out))
}

fn put_all(
    changes: &[Change],
    out: &Path,
    staging: &Staging,
    again: bool,
    step: &StepHook<'_>,
) -> Result<(), WriteError> {
    let puts = changes.iter().filter(|change| change.put != 0);
    let puts = puts.map(|change| (Stage::of(&change.path), change));
    let mut puts: Vec<(Stage, &Change)> = puts.collect();
    puts.sort_by(|(a_stage, a), (b_stage, b)| {
        a_stage.cmp(b_stage).then_with(|| a.path.cmp(&b.path))
    });
    for (_, change) in puts {
        for (suffix, _) in VARIANTS.iter().filter(|(_, bit)| change.put & bit != 0) {
            let target = path_with_suffix(out, &change.path, suffix);
            step(Step::Place).map_err(file_error(&target))?;
            let staged = staging.file(&change.path, suffix);
            put(&staged, &target, again).map_err(file_error(&target))?;
        }
    }
    Ok(())
}

fn put(staged: &Path, target: &Path, again: bool) -> std::io::Result<()> {
    let Err(error) = std::fs::rename(staged, target) else {
        return Ok(());
    };
    if error.kind() != ErrorKind::NotFound {
        return Err(error);
    }
    // Either the folder is missing, or a killed run has already put the file in place. If that file
    // has been deleted since, there is nothing to put: its folder is marked as doubtful, so the
    // file will be made again.
    if !staged.try_exists()? && (again || target.try_exists()?) {
        return Ok(());
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::rename(staged, target)
}

/// Removes files that are still as press wrote them, then folders that are now empty.
fn remove_all(
    changes: &[Change],
    out: &Path,
    manifest: &Manifest,
    step: &StepHook<'_>,
) -> Result<(), WriteError> {
    let mut folders = BTreeSet::new();
    for change in changes.iter().filter(|change| change.remove != 0) {
        let Some(old) = manifest.get(&change.path) else {
            continue;
        };
        for (suffix, kept) in old.files() {
            let wanted = VARIANTS
                .iter()
                .any(|(s, bit)| *s == suffix && change.remove & bit != 0);
            let file = path_with_suffix(out, &change.path, suffix);
            let there = std::fs::symlink_metadata(&file);
            if wanted && there.is_ok_and(|there| holds_our_bytes(&file, &there, kept, false)) {
                step(Step::Remove).map_err(file_error(&file))?;
                std::fs::remove_file(&file).map_err(file_error(&file))?;
            }
        }
        folders.extend(folders::changed_folders(std::iter::once(&*change.path)));
    }
    // Remove the deepest folders first.
    for folder in folders.into_iter().rev().filter(|f| *f != folders::ROOT) {
        // This fails on purpose if the folder is not empty.
        drop(std::fs::remove_dir(out.join(folder)));
    }
    Ok(())
}
