//! Staged files go to their places, in an order in which the site works at every moment, and what
//! is no longer part of it goes.

use super::check::is_ours;
use super::folders::{self, Mark};
use super::journal::{Change, Journal};
use super::manifest::Manifest;
use super::stage::{KINDS, Staging, with};
use super::{WriteError, at};
use crate::order::Stage;
use frontpage_base::step::{Step, Steps};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

/// What the list is to say of the folders that were touched.
pub enum Marks {
    /// As they are now. Other folders, which were looked at, too.
    AsTheyAre(Vec<Box<str>>),
    /// That they have to be looked at: since the run that was killed, anything may have happened
    /// to what it had put there.
    Doubtful,
}

/// Brings the site to what the journal says, and the list with it. Doing it twice does no harm.
pub fn carry_out(
    journal: Journal,
    out: &Path,
    staging: &Staging,
    manifest: &mut Manifest,
    marks: Marks,
    step: &Steps<'_>,
) -> Result<(), WriteError> {
    let Journal { whole, changes } = journal;
    // a folder cannot be half there: one rename is the whole publish
    let moved = whole && {
        step(Step::Place).map_err(at(out))?;
        std::fs::rename(&staging.root, out).is_ok()
    };
    if !moved {
        let again = matches!(marks, Marks::Doubtful);
        put_all(&changes, out, staging, again, step)?;
    }
    remove_all(&changes, out, manifest, step)?;
    step(Step::Placed).map_err(at(out))?;

    let touched = changes.iter().filter(|c| c.put | c.remove != 0);
    let touched = folders::touched(touched.map(|change| &*change.path));
    let touched = touched.into_iter().map(Box::from);
    let marks: Vec<(Box<str>, Option<Mark>)> = match marks {
        Marks::AsTheyAre(others) => {
            let all: BTreeSet<Box<str>> = touched.chain(others).collect();
            let marked = all.into_iter().map(|name| {
                let mark = folders::mark(out, &name);
                (name, mark)
            });
            marked.collect()
        }
        Marks::Doubtful => touched.map(|name| (name, Some(Mark::DOUBTFUL))).collect(),
    };
    let files = changes.into_iter().map(|c| (c.path, c.entry)).collect();
    manifest.change(files, marks).map_err(at(out))
}

fn put_all(
    changes: &[Change],
    out: &Path,
    staging: &Staging,
    again: bool,
    step: &Steps<'_>,
) -> Result<(), WriteError> {
    let puts = changes.iter().filter(|change| change.put != 0);
    let puts = puts.map(|change| (Stage::of(&change.path), change));
    let mut puts: Vec<(Stage, &Change)> = puts.collect();
    puts.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.path.cmp(&other.path)));
    for (_, change) in puts {
        for (suffix, _) in KINDS.iter().filter(|(_, bit)| change.put & bit != 0) {
            let target = with(out, &change.path, suffix);
            step(Step::Place).map_err(at(&target))?;
            let staged = staging.file(&change.path, suffix);
            put(&staged, &target, again).map_err(at(&target))?;
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
    // Either the folder is not there yet, or a killed run has put the file already. Where it is
    // gone again since, nothing can be put: its folder is doubtful, and so it will be made anew.
    if !staged.try_exists()? && (again || target.try_exists()?) {
        return Ok(());
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::rename(staged, target)
}

/// Removes what is still as press left it, then folders that are empty now.
fn remove_all(
    changes: &[Change],
    out: &Path,
    manifest: &Manifest,
    step: &Steps<'_>,
) -> Result<(), WriteError> {
    let mut folders = BTreeSet::new();
    for change in changes.iter().filter(|change| change.remove != 0) {
        let Some(old) = manifest.get(&change.path) else {
            continue;
        };
        for (suffix, kept) in old.files() {
            let wanted = KINDS
                .iter()
                .any(|(s, bit)| *s == suffix && change.remove & bit != 0);
            let file = with(out, &change.path, suffix);
            let there = std::fs::symlink_metadata(&file);
            if wanted && there.is_ok_and(|there| is_ours(&file, &there, kept, false)) {
                step(Step::Remove).map_err(at(&file))?;
                std::fs::remove_file(&file).map_err(at(&file))?;
            }
        }
        folders.extend(folders::touched(std::iter::once(&*change.path)));
    }
    // the deepest first
    for folder in folders.into_iter().rev().filter(|f| *f != folders::ROOT) {
        // fails where it is not empty, which is the point
        drop(std::fs::remove_dir(out.join(folder)));
    }
    Ok(())
}
