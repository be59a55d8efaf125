//! One publish into one folder, from the first check to the last rename.

mod changes;
mod commit;
mod out_folder;
#[cfg(test)]
mod tests;

use super::check::find_modified;
use super::journal::Journal;
use super::manifest::{MANIFEST, Manifest};
use super::pending_purge::PendingPurge;
use super::place::{FolderMarks, apply_journal};
use super::stage::{PLAIN, Precompress, Published, Staged, Staging};
use super::{Lock, ManifestPreload, OnWait, WriteError, file_error, hold, lock};
use foldhash::HashMap;
use frontpage_base::fingerprint::{self, Fingerprint};
use frontpage_base::step::StepHook;
use out_folder::{resolve, state_folder};
use std::path::{Path, PathBuf};

pub use changes::Changed;
pub use commit::Committed;

/// The settings of a publish.
#[derive(Clone, Copy)]
pub struct PublishSettings<'a> {
    /// Called with the folder before waiting for another publish; `None` fails instead of waiting.
    pub waiting: Option<&'a OnWait<'a>>,
    /// Whether to replace files that press did not write.
    pub adopt: bool,
    /// Whether to read every file to check that it is still as press wrote it.
    pub verify_all: bool,
    /// Precompresses files; `None` writes no precompressed copies.
    pub compress: Option<&'a dyn Precompress>,
    /// The time of publishing, in seconds since 1970.
    pub now: i64,
    /// Called at each step.
    pub step: Option<&'a StepHook<'a>>,
}

/// A publish in progress.
pub struct Publish<'a> {
    out: PathBuf,
    journal: PathBuf,
    staging: Staging,
    manifest: Manifest,
    /// The settings of the precompressed copies in the site, if they are known.
    packing: Option<Fingerprint>,
    pending_purge: PendingPurge,
    doubtful: Vec<Box<str>>,
    settings: PublishSettings<'a>,
    /// The files that have been staged. Sorted by path before they are looked up.
    staged: Vec<Staged>,
    _lock: Lock,
}

impl<'a> Publish<'a> {
    /// Opens a folder for publishing: first finishes what an earlier publish left undone, then
    /// checks the folder. `ahead` may already have read the manifest.
    ///
    /// # Errors
    /// If the folder cannot be published into, or another publish has locked it.
    pub fn open(
        out: &Path,
        settings: PublishSettings<'a>,
        ahead: Option<ManifestPreload>,
    ) -> Result<Self, WriteError> {
        let out = resolve(out)?;
        let state = state_folder(&out)?;
        let lock = lock::lock_exclusive(&state, settings.waiting)?;
        let staging = Staging {
            root: state.join("staging"),
        };
        let list = state.join(MANIFEST);
        let read = ahead.and_then(|ahead| ahead.take(&list));
        let mut manifest = read.unwrap_or_else(|| Manifest::load(list));
        let journal = state.join(hold::JOURNAL);
        if let Some(unfinished) = Journal::read(&journal)? {
            let mut pending_purge = PendingPurge::load(&state);
            pending_purge.add(&unfinished.changes);
            apply_journal(
                unfinished,
                &out,
                &staging,
                &mut manifest,
                FolderMarks::Doubtful,
                &|_| Ok(()),
            )?;
            pending_purge.save()?;
            std::fs::remove_file(&journal).map_err(file_error(&journal))?;
        }
        staging.clear().map_err(file_error(&staging.root))?;
        let doubtful = find_modified(&out, &manifest, settings.verify_all);
        Ok(Self {
            out,
            journal,
            staging,
            packing: manifest.compression(),
            manifest,
            pending_purge: PendingPurge::load(&state),
            doubtful,
            settings,
            staged: Vec::new(),
            _lock: lock,
        })
    }

    /// Records that a file is part of the site, and returns whether it has to be made: because its
    /// inputs have changed, or because it is not as press wrote it. Can be called from all cores.
    pub fn is_stale(&self, path: &str, key: &Fingerprint) -> bool {
        let known = self.manifest.mark_in_use(path);
        !known.is_some_and(|(entry, findings)| {
            entry.key == *key && !findings.broken && entry.left_at.is_none()
        })
    }

    /// Returns whether an earlier attempt has staged any files.
    pub fn has_staged(&self) -> bool {
        !self.staged.is_empty()
    }

    /// Returns whether a file is already staged with this fingerprint.
    pub fn is_staged(&self, path: &str, key: &Fingerprint) -> bool {
        let place = self
            .staged
            .binary_search_by(|staged| (*staged.path).cmp(path));
        place.is_ok_and(|place| self.staged[place].entry.key == *key)
    }

    /// Stages a file. It is not part of the site yet.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn stage(&self, path: &str, key: Fingerprint, bytes: &[u8]) -> Result<Staged, WriteError> {
        self.stage_with(path, key, bytes, self.settings.compress)
    }

    /// Like [`stage`](Self::stage), without precompressed copies.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn stage_uncompressed(
        &self,
        path: &str,
        key: Fingerprint,
        bytes: &[u8],
    ) -> Result<Staged, WriteError> {
        self.stage_with(path, key, bytes, None)
    }

    fn stage_with(
        &self,
        path: &str,
        key: Fingerprint,
        bytes: &[u8],
        compress: Option<&dyn Precompress>,
    ) -> Result<Staged, WriteError> {
        let old = self.published_entry(path);
        let step = self.settings.step;
        self.staging
            .put(path, key, bytes, old.as_ref(), compress, step)
    }

    /// Stages a copy of a file, without holding it in memory and without precompressed copies. `hash` is that
    /// of its content. Returns `None` if its content has changed.
    ///
    /// # Errors
    /// If the file cannot be read, or the copy cannot be written.
    pub fn stage_copy(
        &self,
        path: &str,
        key: Fingerprint,
        from: &Path,
        hash: Fingerprint,
    ) -> Result<Option<Staged>, WriteError> {
        let old = self.published_entry(path);
        let step = self.settings.step;
        self.staging
            .put_copy(path, key, from, hash, old.as_ref(), step)
    }

    /// Returns the entry of a file that is in the site as press wrote it.
    fn published_entry(&self, path: &str) -> Option<Published<'_>> {
        let findings = self.manifest.findings(path);
        let is_broken = findings.is_none_or(|findings| findings.broken);
        let entry = self.manifest.get(path).filter(|_| !is_broken);
        entry.map(|entry| Published {
            entry,
            packing: self.packing,
        })
    }

    /// Returns whether press has published a file at this path.
    pub fn has_published(&self, path: &str) -> bool {
        self.manifest.get(path).is_some()
    }

    /// Returns the published file at a path, if it is as press wrote it.
    pub fn published(&self, path: &str) -> Option<Vec<u8>> {
        let entry = self.manifest.get(path)?;
        let bytes = std::fs::read(self.out.join(path)).ok()?;
        (fingerprint::of_bytes(&bytes) == entry.plain.hash).then_some(bytes)
    }

    /// Returns the size of a file of the site: of the staged one, or of the published one.
    pub fn size(&self, path: &str) -> Option<FileSize> {
        let entry = match self.staged_file(path) {
            Some(staged) => &staged.entry,
            None => self.manifest.get(path)?,
        };
        let copies = entry.precompressed.as_ref();
        Some(FileSize {
            plain: entry.plain.length,
            brotli: copies.and_then(|copies| Some(copies.br.as_ref()?.length)),
        })
    }

    /// Returns a file of the site: the staged one, or the published one.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        let is_staged = self
            .staged_file(path)
            .is_some_and(|staged| staged.put & PLAIN != 0);
        let file = if is_staged {
            self.staging.file(path, "")
        } else {
            self.out.join(path)
        };
        std::fs::read(file).ok()
    }

    /// Returns the staged file at a path.
    fn staged_file(&self, path: &str) -> Option<&Staged> {
        self.staged.iter().rfind(|staged| &*staged.path == path)
    }

    /// Adds files that were staged.
    pub fn add(&mut self, staged: impl IntoIterator<Item = Staged>) {
        self.staged.extend(staged);
    }

    /// Starts another attempt: every file has to be asked for again. Staged files stay for now.
    pub fn start_over(&mut self) {
        self.manifest.unmark_all();
        self.staged.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    }

    /// Discards staged files that are not among `wanted`.
    ///
    /// # Errors
    /// If a staged file cannot be removed.
    pub fn keep_only(&mut self, wanted: &HashMap<Box<str>, Fingerprint>) -> Result<(), WriteError> {
        let of_no_use = |staged: &mut Staged| wanted.get(&staged.path) != Some(&staged.entry.key);
        for Staged { path, put, .. } in self.staged.extract_if(.., of_no_use) {
            self.staging.drop(&path, put)?;
        }
        Ok(())
    }
}

/// The size of a file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileSize {
    /// The size of the file itself.
    pub plain: u64,
    /// The size of its Brotli copy, if it has one.
    pub brotli: Option<u64>,
}

impl Drop for Publish<'_> {
    fn drop(&mut self) {
        // If there is a journal, the staged files are still needed. Otherwise remove them; if that
        // fails, the next run removes them.
        if !self.journal.exists() {
            drop(self.staging.clear());
        }
    }
}
