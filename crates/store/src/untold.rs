//! What has changed in the site and was told to nobody yet: by a publish that was killed, or whose
//! list could not be written. Whoever purges a CDN by the lists must not miss it.

use super::WriteError;
use super::journal::{Change, Journal};
use super::stage::KINDS;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The list's name in the folder beside the site.
const UNTOLD: &str = "untold.bin";

/// Which files were put and removed, by their paths.
#[derive(Debug)]
pub struct Untold {
    file: PathBuf,
    changes: BTreeMap<Box<str>, Bits>,
}

/// The files of a path, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bits {
    put: u8,
    remove: u8,
}

impl Untold {
    /// What an earlier run has left in the folder. A broken list counts as none: the site is as it
    /// should be all the same.
    pub fn load(state: &Path) -> Self {
        let file = state.join(UNTOLD);
        let left = Journal::read(&file).ok().flatten();
        let mut untold = Self {
            file,
            changes: BTreeMap::new(),
        };
        untold.add(left.iter().flat_map(|left| &left.changes));
        untold
    }

    /// Whether everything is told.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds what came later: of a file that was put and then removed, only the last counts.
    pub fn add<'a>(&mut self, changes: impl IntoIterator<Item = &'a Change>) {
        for change in changes {
            let all = KINDS.iter().fold(0, |all, (_, bit)| all | bit);
            // what is put instead of something else is not removed
            let (put, remove) = (change.put & all, change.remove & all & !change.put);
            if put | remove == 0 {
                continue;
            }
            let bits = self.changes.entry(change.path.clone()).or_default();
            bits.put = bits.put & !remove | put;
            bits.remove = bits.remove & !put | remove;
        }
    }

    /// As changes; nothing of them has an entry.
    pub fn changes(&self) -> Vec<Change> {
        let changes = self.changes.iter().map(|(path, bits)| Change {
            path: path.clone(),
            entry: None,
            put: bits.put,
            remove: bits.remove,
        });
        changes.collect()
    }

    /// Keeps it for the next run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self) -> Result<(), WriteError> {
        let list = Journal {
            whole: false,
            changes: self.changes(),
        };
        list.write(&self.file)
    }

    /// It is told.
    pub fn clear(&mut self) {
        self.changes.clear();
        // told once more, it does no harm
        drop(std::fs::remove_file(&self.file));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::{BROTLI, GZIP, PLAIN};

    #[test]
    fn what_comes_later_counts_and_is_there_in_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let change = |path: &str, put, remove| Change {
            path: path.into(),
            entry: None,
            put,
            remove,
        };
        let mut untold = Untold::load(folder.path());
        assert!(untold.is_empty());
        untold.add(&[
            change("a", PLAIN | BROTLI | GZIP, 0),
            change("b", PLAIN, 0),
            change("c", 0, u8::MAX),
            change("d", 0, 0),
        ]);
        untold.save().unwrap();
        let mut untold = Untold::load(folder.path());
        untold.add(&[
            change("a", PLAIN, BROTLI | GZIP),
            change("b", 0, PLAIN),
            change("c", PLAIN, 0),
        ]);
        let changes = untold.changes();
        let changes = changes.iter().map(|c| (&*c.path, c.put, c.remove));
        assert_eq!(
            changes.collect::<Vec<_>>(),
            [
                ("a", PLAIN, BROTLI | GZIP),
                ("b", 0, PLAIN),
                ("c", PLAIN, BROTLI | GZIP)
            ]
        );
        untold.clear();
        assert!(Untold::load(folder.path()).is_empty());
    }
}
