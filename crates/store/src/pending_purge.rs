//! Changes of the site that no list of changed files contains yet, because a publish was killed or
//! its list could not be written. Scripts that purge a CDN by these lists must not miss them.

use super::WriteError;
use super::journal::{Change, Journal};
use super::stage::VARIANTS;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file in the folder beside the site.
const FILE: &str = "untold.bin";

/// The pending changes: which files were put in place and removed, by path.
#[derive(Debug)]
pub struct PendingPurge {
    file: PathBuf,
    changes: BTreeMap<Box<str>, Bits>,
}

/// The changed files of one path, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bits {
    put: u8,
    remove: u8,
}

impl PendingPurge {
    /// Loads what an earlier run left in the folder. A corrupt file counts as empty, because the
    /// site itself is correct even then.
    pub fn load(state: &Path) -> Self {
        let file = state.join(FILE);
        let left = Journal::read(&file).ok().flatten();
        let mut pending = Self {
            file,
            changes: BTreeMap::new(),
        };
        pending.add(left.iter().flat_map(|left| &left.changes));
        pending
    }

    /// Returns whether there are no pending changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds later changes. If a file was put in place and later removed, only the removal counts,
    /// and vice versa.
    pub fn add<'a>(&mut self, changes: impl IntoIterator<Item = &'a Change>) {
        for change in changes {
            let all = VARIANTS.iter().fold(0, |all, (_, bit)| all | bit);
            // A file that is replaced is not removed.
            let (put, remove) = (change.put & all, change.remove & all & !change.put);
            if put | remove == 0 {
                continue;
            }
            let bits = self.changes.entry(change.path.clone()).or_default();
            bits.put = bits.put & !remove | put;
            bits.remove = bits.remove & !put | remove;
        }
    }

    /// Returns the changes, without manifest entries.
    pub fn changes(&self) -> Vec<Change> {
        let changes = self.changes.iter().map(|(path, bits)| Change {
            path: path.clone(),
            entry: None,
            put: bits.put,
            remove: bits.remove,
        });
        changes.collect()
    }

    /// Saves the changes for the next run.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn save(&self) -> Result<(), WriteError> {
        let list = Journal {
            whole: false,
            changes: self.changes(),
        };
        list.write(&self.file)
    }

    /// Forgets the changes, because they have been reported.
    pub fn clear(&mut self) {
        self.changes.clear();
        // If this fails, the changes are reported twice, which does no harm.
        drop(std::fs::remove_file(&self.file));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::{BROTLI, GZIP, PLAIN};

    #[test]
    fn the_latest_change_counts_and_is_kept_for_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let change = |path: &str, put, remove| Change {
            path: path.into(),
            entry: None,
            put,
            remove,
        };
        let mut pending = PendingPurge::load(folder.path());
        assert!(pending.is_empty());
        pending.add(&[
            change("a", PLAIN | BROTLI | GZIP, 0),
            change("b", PLAIN, 0),
            change("c", 0, u8::MAX),
            change("d", 0, 0),
        ]);
        pending.save().unwrap();
        let mut pending = PendingPurge::load(folder.path());
        pending.add(&[
            change("a", PLAIN, BROTLI | GZIP),
            change("b", 0, PLAIN),
            change("c", PLAIN, 0),
        ]);
        let changes = pending.changes();
        let changes = changes.iter().map(|c| (&*c.path, c.put, c.remove));
        assert_eq!(
            changes.collect::<Vec<_>>(),
            [
                ("a", PLAIN, BROTLI | GZIP),
                ("b", 0, PLAIN),
                ("c", PLAIN, BROTLI | GZIP)
            ]
        );
        pending.clear();
        assert!(PendingPurge::load(folder.path()).is_empty());
    }
}
