//! Reads the manifest early, while the stories are being chosen.

use super::folders::inode;
use super::hold;
use super::manifest::{MANIFEST, Manifest};
use frontpage_base::file_stamp::FileStamp;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

/// A manifest that is being read on another thread. The holder of the lock then checks that the
/// file is still the same.
#[derive(Debug)]
pub struct ManifestPreload(Option<JoinHandle<Option<(FileIdentity, Manifest)>>>);

/// The identity of a file before it was read.
#[derive(Debug, PartialEq, Eq)]
struct FileIdentity {
    file: PathBuf,
    stamp: FileStamp,
    inode: u64,
}

impl FileIdentity {
    fn of(file: PathBuf) -> Option<Self> {
        let there = std::fs::metadata(&file).ok()?;
        Some(Self {
            file,
            stamp: FileStamp::of(&there),
            inode: inode(&there),
        })
    }
}

impl ManifestPreload {
    /// Starts to read the manifest of the site in a folder. Writes nothing and takes no lock.
    pub fn begin(out: &Path) -> Self {
        let out = out.to_owned();
        let read = move || {
            let out = out.canonicalize().ok()?;
            let same = FileIdentity::of(hold::press_folder(&out)?.join(MANIFEST))?;
            let manifest = Manifest::load(same.file.clone());
            Some((same, manifest))
        };
        // If no thread can be started, the manifest is read later.
        Self(std::thread::Builder::new().spawn(read).ok())
    }

    /// Returns the manifest if its file has not changed since it was read.
    pub(super) fn take(self, file: &Path) -> Option<Manifest> {
        let (same, manifest) = self.0?.join().ok()??;
        (FileIdentity::of(file.into())? == same).then_some(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::tests::entry;

    #[test]
    fn a_manifest_that_has_changed_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        std::fs::create_dir(&out).unwrap();
        let file = hold::press_folder(&out.canonicalize().unwrap())
            .unwrap()
            .join(MANIFEST);
        let put = |path: &str| {
            let mut manifest = Manifest::load(file.clone());
            manifest
                .change(vec![(path.into(), Some(entry(1)))], Vec::new())
                .unwrap();
        };
        let begin = || {
            let ahead = ManifestPreload::begin(&out);
            while ahead.0.as_ref().is_some_and(|thread| !thread.is_finished()) {
                std::thread::yield_now();
            }
            ahead
        };
        assert!(begin().take(&file).is_none(), "no manifest yet");
        put("a");
        let manifest = begin().take(&file).unwrap();
        assert!(manifest.get("a").is_some());
        let ahead = begin();
        put("b");
        assert!(ahead.take(&file).is_none());
        // The same bytes in another file.
        let ahead = begin();
        let bytes = std::fs::read(&file).unwrap();
        frontpage_base::atomic::atomic(&file, &bytes).unwrap();
        assert!(ahead.take(&file).is_none());
    }
}
