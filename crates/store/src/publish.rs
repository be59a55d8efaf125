//! One publish into one folder, from the first check to the last rename.

use super::check::{check_targets, find_modified, skip_foreign_removals};
use super::disk::same_file_system;
use super::journal::{Change, Journal};
use super::manifest::{Entry, FileStatus, MANIFEST, Manifest, ManifestRows};
use super::names::PathList;
use super::pending_purge::PendingPurge;
use super::place::{FolderMarks, apply_journal};
use super::stage::{Precompress, Published, Staged, Staging, VARIANTS};
use super::{Lock, ManifestPreload, OnWait, WriteError, file_error, hold, lock};
use foldhash::{HashMap, HashSet};
use frontpage_base::fingerprint::{self, Fingerprint};
use frontpage_base::step::{Step, StepHook};
use std::path::{Path, PathBuf};

/// How long an asset stays after it has left the release, and an image under its former name, in
/// seconds. A page that a CDN or an open tab still holds must keep working.
const KEEP_ASSETS: i64 = 30 * 24 * 60 * 60;

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

/// The changes to a site, as paths from its root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Files with new content.
    pub written: PathList,
    /// Files that are no longer part of the site.
    pub removed: PathList,
    /// The number of files that did not change.
    pub unchanged: usize,
}

/// A finished publish.
#[derive(Debug)]
pub struct Committed {
    /// The changes since the last list of changes that was written.
    pub changed: Changed,
    /// Whether this list was written. If not, the next publish lists these changes too.
    pub listed: std::io::Result<()>,
    /// The rows of the manifest, which are no longer needed.
    pub list: ManifestRows,
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
        let broken = self
            .manifest
            .findings(path)
            .is_none_or(|findings| findings.broken);
        let old = self.manifest.get(path).filter(|_| !broken);
        let old = old.map(|entry| Published {
            entry,
            packing: self.packing,
        });
        let step = self.settings.step;
        self.staging
            .put(path, key, bytes, old.as_ref(), compress, step)
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

    /// Makes the staged files part of the site. `write_list` gets the changes while no other process
    /// can change the site. If it fails, or if the publish is killed before, the next publish lists
    /// the changes.
    ///
    /// # Errors
    /// Until the journal is written, nothing has changed. After that the error is
    /// [`WriteError::PartlyPlaced`], and the next publish finishes the work.
    pub fn commit(
        mut self,
        write_list: impl FnOnce(&Changed) -> std::io::Result<()>,
    ) -> Result<Committed, WriteError> {
        let step = self.settings.step.unwrap_or(&|_| Ok(()));
        if let Some(compress) = self.settings.compress {
            // Files compressed with other settings were stale, and have been staged again.
            self.manifest.set_compression(compress.key());
        }
        let mut changes = self.changes();
        let fresh = is_fresh(&self.out);
        if !fresh {
            check_targets(
                &self.out,
                &self.manifest,
                &self.staging,
                &mut changes,
                self.settings.adopt,
            )?;
        }
        skip_foreign_removals(&self.out, &self.manifest, &mut changes);
        let changed = changed(&changes, &self.manifest);
        let journal = Journal {
            whole: fresh
                && !is_current_folder(&self.out)
                && changes.iter().any(|change| change.put != 0),
            changes,
        };
        step(Step::Staged).map_err(file_error(&self.journal))?;
        if changed.written.is_empty() && changed.removed.is_empty() {
            // No file changes. At most the manifest has something to record, and it is written
            // whole or not at all.
            let doubtful = std::mem::take(&mut self.doubtful);
            let Journal { changes, .. } = journal;
            let marks = doubtful.into_iter().map(|name| {
                let mark = super::folders::mark(&self.out, &name);
                (name, mark)
            });
            let files = changes.into_iter().map(|c| (c.path, c.entry)).collect();
            self.manifest
                .change(files, marks.collect())
                .map_err(file_error(&self.out))?;
            return self.report(changed, write_list);
        }
        // The journal must survive a power failure, so the files that it refers to have to be on
        // disk first.
        sync(&self.staging.root)?;
        journal.write(&self.journal)?;
        let half_way = |source| WriteError::PartlyPlaced {
            source: Box::new(source),
        };
        self.finish(journal, step).map_err(half_way)?;
        let committed = self.report(changed, write_list).map_err(half_way)?;
        let removed = std::fs::remove_file(&self.journal).map_err(file_error(&self.journal));
        removed.map_err(half_way)?;
        Ok(committed)
    }

    /// Reports the changes, and earlier ones that were not reported. The journal is still there, so
    /// if the run is killed here, the next one reports them.
    fn report(
        &mut self,
        mut changed: Changed,
        write_list: impl FnOnce(&Changed) -> std::io::Result<()>,
    ) -> Result<Committed, WriteError> {
        if !self.pending_purge.is_empty() {
            self.add_journal()?;
            let (written, removed) = named(&self.pending_purge.changes());
            let more = written.len().saturating_sub(changed.written.len());
            changed = Changed {
                written,
                removed,
                unchanged: changed.unchanged.saturating_sub(more),
            };
        }
        let listed = write_list(&changed);
        match &listed {
            Ok(()) if self.pending_purge.is_empty() => {}
            Ok(()) => self.pending_purge.clear(),
            Err(_) => {
                self.add_journal()?;
                self.pending_purge.save()?;
            }
        }
        let list = self.manifest.into_rows();
        Ok(Committed {
            changed,
            listed,
            list,
        })
    }

    /// Adds the changes of this publish to those that are still to be reported. Reads the journal
    /// again, rather than keeping the changes of a whole archive in memory in case they are needed.
    fn add_journal(&mut self) -> Result<(), WriteError> {
        let journal = Journal::read(&self.journal)?;
        let changes = journal.iter().flat_map(|journal| &journal.changes);
        self.pending_purge.add(changes);
        Ok(())
    }

    fn finish(&mut self, journal: Journal, step: &StepHook<'_>) -> Result<(), WriteError> {
        step(Step::Journaled).map_err(file_error(&self.journal))?;
        let doubtful = std::mem::take(&mut self.doubtful);
        let (out, staging) = (&self.out, &self.staging);
        let marks = FolderMarks::Current(doubtful);
        apply_journal(journal, out, staging, &mut self.manifest, marks, step)?;
        step(Step::Listed).map_err(file_error(&self.journal))
    }

    /// Returns what happens to each file that does not stay as it is.
    fn changes(&mut self) -> Vec<Change> {
        let mut changes: Vec<Change> = std::mem::take(&mut self.staged)
            .into_iter()
            .map(|Staged { path, entry, put }| {
                let mut remove = 0;
                if let Some(old) = self.manifest.get(&path) {
                    // Remove precompressed copies that are no longer made.
                    for (suffix, bit) in VARIANTS {
                        let has = |entry: &Entry| entry.files().any(|(s, _)| s == suffix);
                        if has(old) && !has(&entry) {
                            remove |= bit;
                        }
                    }
                }
                Change {
                    path,
                    entry: Some(entry),
                    put,
                    remove,
                }
            })
            .collect();
        let former = self.former_names(&changes);
        for (path, entry, findings) in self.manifest.files().filter(|(_, _, f)| !f.in_use) {
            let now = self.settings.now;
            let since = entry.left_at.unwrap_or(now);
            let is_kept = path.starts_with("assets/")
                || picture(path).is_some_and(|name| former.contains(name));
            let stays = is_kept && now - since < KEEP_ASSETS;
            if !stays {
                changes.push(Change {
                    path: path.into(),
                    entry: None,
                    put: 0,
                    remove: u8::MAX,
                });
            } else if entry.left_at.is_none() && !findings.broken {
                changes.push(Change {
                    path: path.into(),
                    entry: Some(Entry {
                        left_at: Some(now),
                        ..entry.clone()
                    }),
                    put: 0,
                    remove: 0,
                });
            }
        }
        changes.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        changes
    }
}

impl Publish<'_> {
    /// Returns the former, shorter names of the site's images. Files with such names stay for a
    /// while, like assets. They go at once when their image leaves the site, because a withdrawn
    /// story must take its images with it.
    fn former_names(&self, changes: &[Change]) -> HashSet<String> {
        let is_former = |(path, _, f): (&str, &Entry, FileStatus)| {
            !f.in_use && picture(path).is_some_and(|name| name.len() == FORMER_LENGTH)
        };
        if !self.manifest.files().any(is_former) {
            return HashSet::default();
        }
        let there = self.manifest.files().filter(|(_, _, f)| f.in_use);
        let there = there.map(|(path, _, _)| path);
        let new = changes.iter().map(|change| &*change.path);
        let names = there.chain(new).filter_map(picture);
        names.filter_map(frontpage_media::former_name).collect()
    }
}

/// The length of former image names.
const FORMER_LENGTH: usize = 16;

/// Returns the name of an image, given the path of one of its files.
fn picture(path: &str) -> Option<&str> {
    path.strip_prefix("media/")?.split('-').next()
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

/// Returns the names of the files that are written, and of those that are removed.
fn named(changes: &[Change]) -> (PathList, PathList) {
    let named = |is: fn(&Change, u8) -> bool| {
        let names = changes.iter().flat_map(move |change| {
            let kinds = VARIANTS.iter().filter(move |(_, bit)| is(change, *bit));
            kinds.map(|(suffix, _)| (&*change.path, *suffix))
        });
        PathList::collect(names)
    };
    let written = named(|change, bit| change.put & bit != 0);
    let removed = named(|change, bit| change.put & bit == 0 && change.remove & bit != 0);
    (written, removed)
}

/// Returns what changes for readers.
fn changed(changes: &[Change], manifest: &Manifest) -> Changed {
    let (written, removed) = named(changes);
    let wanted = manifest.files().filter(|(_, _, findings)| findings.in_use);
    let before: usize = wanted.map(|(_, entry, _)| entry.files().count()).sum();
    let mut outdated = 0;
    let mut kept = 0;
    for change in changes {
        let Some(entry) = change
            .entry
            .as_ref()
            .filter(|entry| entry.left_at.is_none())
        else {
            continue;
        };
        let old = manifest.get(&change.path);
        outdated += old.map_or(0, |old| old.files().count());
        kept += entry.files().count() - change.put.count_ones() as usize;
    }
    Changed {
        written,
        removed,
        unchanged: before - outdated + kept,
    }
}

/// Resolves symbolic links in the path of the output folder, because press's own folder has to be
/// beside the real one.
fn resolve(out: &Path) -> Result<PathBuf, WriteError> {
    match out.canonicalize() {
        Ok(out) => Ok(out),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let name = out
                .file_name()
                .ok_or_else(|| unusable(out, "has no name"))?;
            let parent = match out.parent() {
                Some(parent) if parent != Path::new("") => parent,
                _ => Path::new("."),
            };
            std::fs::create_dir_all(parent).map_err(file_error(parent))?;
            Ok(parent
                .canonicalize()
                .map_err(file_error(parent))?
                .join(name))
        }
        Err(error) => Err(file_error(out)(error)),
    }
}

/// Returns press's own folder beside the output folder, after checking that it can be there.
fn state_folder(out: &Path) -> Result<PathBuf, WriteError> {
    let (Some(parent), Some(state)) = (out.parent(), hold::press_folder(out)) else {
        return Err(unusable(out, "is the root of the file system"));
    };
    match std::fs::metadata(out) {
        Ok(there) if !there.is_dir() => {
            return Err(WriteError::Obstructed {
                path: out.display().to_string(),
                reason: "is not a folder",
            });
        }
        Ok(there) if !same_file_system(parent, &there) => {
            let reason =
                "is a mount point, but new files are staged beside it on the same file system";
            return Err(unusable(out, reason));
        }
        _ => {}
    }
    Ok(state)
}

fn unusable(out: &Path, reason: &'static str) -> WriteError {
    WriteError::UnusableFolder {
        path: out.display().to_string(),
        reason,
    }
}

/// Returns whether the folder is missing or empty.
fn is_fresh(out: &Path) -> bool {
    match std::fs::read_dir(out) {
        Ok(mut files) => files.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// Returns whether this process runs in the folder. Replacing the folder would leave the process,
/// and the shell that started it, in a deleted folder.
fn is_current_folder(out: &Path) -> bool {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    here.is_ok_and(|here| here == out)
}

/// Waits until everything in the folder is on disk. One call syncs the whole file system: a call
/// for each of several hundred thousand files would take longer than the publish.
#[cfg(target_os = "linux")]
fn sync(folder: &Path) -> Result<(), WriteError> {
    let open = match std::fs::File::open(folder) {
        Ok(open) => open,
        // Nothing is staged if files are only removed.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(file_error(folder)(error)),
    };
    rustix::fs::syncfs(open).map_err(|error| file_error(folder)(error.into()))
}

/// Does nothing, because there is no such call here. A power failure in the seconds after a publish
/// can leave empty files, which `--check` finds.
#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> Result<(), WriteError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Compressed;
    use frontpage_base::fingerprint::FingerprintBuilder;

    /// A fake compressor whose output is its own name.
    struct Packer(&'static str);

    impl Precompress for Packer {
        fn key(&self) -> Fingerprint {
            FingerprintBuilder::new(self.0).key()
        }

        fn compress(&self, _: &str, _: &[u8]) -> Compressed {
            let packed = Some(self.0.as_bytes().to_vec());
            Compressed {
                br: packed.clone(),
                gz: packed,
            }
        }
    }

    fn publish(out: &Path, packer: Option<&Packer>, name: &str) -> Vec<String> {
        let settings = PublishSettings {
            waiting: None,
            adopt: false,
            verify_all: false,
            compress: packer.map(|packer| packer as &dyn Precompress),
            now: 0,
            step: None,
        };
        let mut publish = Publish::open(out, settings, None).unwrap();
        let key = packer.map_or(Fingerprint::default(), Precompress::key);
        let key = FingerprintBuilder::new(name).bytes(&key).key();
        if publish.is_stale("a.txt", &key) {
            let staged = publish.stage("a.txt", key, b"the same").unwrap();
            publish.add([staged]);
        }
        let done = publish.commit(|_| Ok(())).unwrap();
        let written = done.changed.written.iter();
        written.map(str::to_owned).collect()
    }

    #[test]
    fn other_settings_recompress_unchanged_files() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        let [weak, hard] = [Packer("weak"), Packer("hard")];
        let all = ["a.txt", "a.txt.br", "a.txt.gz"];
        assert_eq!(publish(&out, Some(&weak), "1"), all);
        // Other inputs, but the same bytes.
        assert_eq!(publish(&out, Some(&weak), "2"), [""; 0]);
        assert_eq!(publish(&out, Some(&hard), "2"), all[1..]);
        assert_eq!(std::fs::read(out.join("a.txt.br")).unwrap(), b"hard");
        assert_eq!(publish(&out, Some(&hard), "2"), [""; 0]);
        // Without compression for a while, and then with it again.
        assert_eq!(publish(&out, None, "2"), [""; 0]);
        assert_eq!(publish(&out, Some(&weak), "2"), all[1..]);
        assert_eq!(std::fs::read(out.join("a.txt.gz")).unwrap(), b"weak");
    }

    #[test]
    fn a_former_image_name_is_kept_for_30_days_unless_its_image_leaves_the_site() {
        const DAY: i64 = 24 * 60 * 60;
        let publish = |out: &Path, day: i64, paths: &[&str]| {
            let settings = PublishSettings {
                waiting: None,
                adopt: false,
                verify_all: false,
                compress: None,
                now: day * DAY,
                step: None,
            };
            let mut publish = Publish::open(out, settings, None).unwrap();
            for path in paths {
                let key = FingerprintBuilder::new(path).key();
                if publish.is_stale(path, &key) {
                    let staged = publish.stage(path, key, path.as_bytes()).unwrap();
                    publish.add([staged]);
                }
            }
            publish.commit(|_| Ok(())).unwrap();
        };
        let former = "media/ffffffffffffffff-480.webp";
        let new = "media/rb7f16q855gqwbnqzfnj-480.webp";
        let other = "media/00000000000000000001-480.webp";
        for (shown, days) in [
            (
                vec![new, other],
                &[(1, true), (2, true), (30, true), (31, false)][..],
            ),
            // The image's story is withdrawn with the next publish.
            (vec![other], &[(1, false)]),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let out = folder.path().join("site");
            publish(&out, 0, &[former]);
            for (day, is_there) in days {
                publish(&out, *day, &shown);
                assert_eq!(
                    out.join(former).exists(),
                    *is_there,
                    "{shown:?} on day {day}"
                );
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("site");
        publish(&out, 0, &[former]);
        publish(&out, 1, &[new]);
        assert!(out.join(former).exists());
        publish(&out, 2, &[other]);
        assert!(!out.join(former).exists());
    }
}
