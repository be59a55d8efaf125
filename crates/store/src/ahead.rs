//! The list of the site's files, read before it is its turn: while the stories are chosen.

use super::folders::inode;
use super::hold;
use super::manifest::{MANIFEST, Manifest};
use frontpage_base::stamp::Stamp;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

/// A list that is being read. Whoever has the lock asks whether it is still the same.
#[derive(Debug)]
pub struct Ahead(Option<JoinHandle<Option<(Same, Manifest)>>>);

/// A file as it was before it was read.
#[derive(Debug, PartialEq, Eq)]
struct Same {
    file: PathBuf,
    stamp: Stamp,
    inode: u64,
}

impl Same {
    fn of(file: PathBuf) -> Option<Self> {
        let there = std::fs::metadata(&file).ok()?;
        Some(Self {
            file,
            stamp: Stamp::of(&there),
            inode: inode(&there),
        })
    }
}

impl Ahead {
    /// Begins to read the list of the site in a folder. Nothing is written or locked.
    pub fn begin(out: &Path) -> Self {
        let out = out.to_owned();
        let read = move || {
            let out = out.canonicalize().ok()?;
            let same = Same::of(hold::state(&out)?.join(MANIFEST))?;
            let manifest = Manifest::load(same.file.clone());
            Some((same, manifest))
        };
        // no thread, no list: it is read later
        Self(std::thread::Builder::new().spawn(read).ok())
    }

    /// The list, if the file has not changed since.
    pub(super) fn take(self, file: &Path) -> Option<Manifest> {
        let (same, manifest) = self.0?.join().ok()??;
        (Same::of(file.into())? == same).then_some(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::tests::entry;

    #[test]
    fn a_list_that_has_changed_since_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        std::fs::create_dir(&out).unwrap();
        let file = hold::state(&out.canonicalize().unwrap())
            .unwrap()
            .join(MANIFEST);
        let put = |path: &str| {
            let mut manifest = Manifest::load(file.clone());
            manifest
                .change(vec![(path.into(), Some(entry(1)))], Vec::new())
                .unwrap();
        };
        let begin = || {
            let ahead = Ahead::begin(&out);
            while ahead.0.as_ref().is_some_and(|thread| !thread.is_finished()) {
                std::thread::yield_now();
            }
            ahead
        };
        assert!(begin().take(&file).is_none(), "there is none");
        put("a");
        let manifest = begin().take(&file).unwrap();
        assert!(manifest.get("a").is_some());
        let ahead = begin();
        put("b");
        assert!(ahead.take(&file).is_none());
        // the same bytes in another file
        let ahead = begin();
        let bytes = std::fs::read(&file).unwrap();
        frontpage_base::atomic::atomic(&file, &bytes).unwrap();
        assert!(ahead.take(&file).is_none());
    }
}
