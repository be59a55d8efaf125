//! The manifest: the list of files that press wrote into a folder, the only ones it may replace or
//! remove.

use super::folders::{FolderMark, ROOT};
use foldhash::fast::RandomState;
use frontpage_base::file_stamp::nanoseconds;
use frontpage_base::fingerprint::Fingerprint;
use frontpage_base::table::{self, Change, FileState};
use hashbrown::HashTable;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::hash::BuildHasher;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Identifies the format of the manifest; the number rises when the meaning of rows changes.
const PURPOSE: Fingerprint = *b"press manifest 1";
/// The name of the row with the compression settings. No file or folder can have this name.
const PACKING: &str = "/packing";
/// The manifest's file name in the folder beside the site.
pub(super) const MANIFEST: &str = "manifest.bin";

/// A file of the site, with its precompressed copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The fingerprint of its inputs.
    pub key: Fingerprint,
    /// The file itself.
    pub plain: FileRecord,
    /// The `.br` and `.gz` copies.
    pub precompressed: Option<Box<Precompressed>>,
    /// When the file left the site, in seconds since 1970, if it is kept for a while after that.
    pub left_at: Option<i64>,
}

/// The precompressed copies of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precompressed {
    /// The Brotli copy.
    pub br: Option<FileRecord>,
    /// The Gzip copy.
    pub gz: Option<FileRecord>,
}

/// The state of a file when press wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// The hash of its bytes.
    pub hash: Fingerprint,
    /// Its length in bytes.
    pub length: u64,
    /// Its modification time, in nanoseconds since 1970.
    pub modified: i64,
}

impl FileRecord {
    /// Creates the state of a file whose hash is known.
    pub fn new(hash: Fingerprint, file: &Metadata) -> Self {
        Self {
            hash,
            length: file.len(),
            modified: modified(file),
        }
    }

    /// Returns whether the file looks unmodified by its length and time, without reading it.
    pub fn looks_unmodified(&self, file: &Metadata) -> bool {
        file.is_file() && file.len() == self.length && modified(file) == self.modified
    }
}

fn modified(file: &Metadata) -> i64 {
    file.modified().map_or(i64::MAX, nanoseconds)
}

impl Entry {
    /// Returns one of the files by its suffix.
    pub fn file_mut(&mut self, suffix: &str) -> Option<&mut FileRecord> {
        match suffix {
            "" => Some(&mut self.plain),
            ".br" => self.precompressed.as_mut()?.br.as_mut(),
            ".gz" => self.precompressed.as_mut()?.gz.as_mut(),
            _ => None,
        }
    }

    /// Iterates over the files, each with its suffix: empty, `.br` or `.gz`.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &FileRecord)> {
        let packed = self.precompressed.as_deref();
        let br = packed.and_then(|packed| packed.br.as_ref());
        let gz = packed.and_then(|packed| packed.gz.as_ref());
        std::iter::once(("", &self.plain))
            .chain(br.map(|kept| (".br", kept)))
            .chain(gz.map(|kept| (".gz", kept)))
    }
}

/// A row of the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Row {
    File(Entry),
    /// The mark of a folder, whose name ends with a slash.
    Folder(FolderMark),
    /// The settings of all precompressed copies. There is one such row.
    Compression(Fingerprint),
}

/// What this run found out about a file in the manifest, as bits.
mod status {
    /// The file is still part of the site.
    pub const IN_USE: u8 = 1;
    /// The file is missing or modified.
    pub const BROKEN: u8 = 2;
    /// The file was removed from the manifest.
    pub const OFF: u8 = 4;
}

/// What this run found out about a file in the manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileStatus {
    /// Whether it is still part of the site.
    pub in_use: bool,
    /// Whether it is missing or modified.
    pub broken: bool,
}

impl FileStatus {
    fn of(bits: &AtomicU8) -> Self {
        let bits = bits.load(Relaxed);
        Self {
            in_use: bits & status::IN_USE != 0,
            broken: bits & status::BROKEN != 0,
        }
    }
}

/// The rows of a manifest that is no longer needed. The holder decides when to free them.
#[derive(Debug, Default)]
pub struct ManifestRows(#[allow(dead_code, reason = "it is held, not read")] Vec<(Box<str>, Row)>);

/// The manifest of a folder.
#[derive(Debug)]
pub struct Manifest {
    file: PathBuf,
    written: FileState,
    rows: Vec<(Box<str>, Row)>,
    /// What was found out about each row, in the same order.
    found: Vec<AtomicU8>,
    /// The indices of the rows, by the hash of their names.
    places: HashTable<u32>,
    hashes: RandomState,
    new_packing: Option<Fingerprint>,
}

impl Manifest {
    /// Reads the manifest. A corrupt one counts as empty, and then no file is taken for press's
    /// own.
    pub fn load(file: PathBuf) -> Self {
        let loaded = table::load::<Row>(&file, &PURPOSE);
        let written = loaded.written();
        let mut rows = loaded.rows;
        // Others may be able to write the manifest, so a path in it must not lead out of the
        // folder.
        let stays =
            |(path, _): &(Box<str>, Row)| is_below(path) || [ROOT, PACKING].contains(&&**path);
        if !rows.par_iter().all(stays) {
            rows.retain(stays);
        }
        let hashes = RandomState::default();
        let row_hashes: Vec<u64> = {
            let rows = rows.par_iter();
            rows.map(|(path, _)| hashes.hash_one(path)).collect()
        };
        let mut places = HashTable::with_capacity(rows.len());
        for (place, hash) in (0_u32..).zip(&row_hashes) {
            places.insert_unique(*hash, place, |place| row_hashes[*place as usize]);
        }
        Self {
            file,
            written,
            found: rows.iter().map(|_| AtomicU8::default()).collect(),
            rows,
            places,
            hashes,
            new_packing: None,
        }
    }

    /// Takes out all rows, so that the caller can decide when to free them, which is slow.
    pub fn into_rows(&mut self) -> ManifestRows {
        self.found.clear();
        self.places.clear();
        ManifestRows(std::mem::take(&mut self.rows))
    }

    fn place(&self, path: &str) -> Option<usize> {
        let hash = self.hashes.hash_one(path);
        let is = |place: &u32| *self.rows[*place as usize].0 == *path;
        let place = *self.places.find(hash, is)? as usize;
        (self.found[place].load(Relaxed) & status::OFF == 0).then_some(place)
    }

    fn entry(&self, place: usize) -> Option<&Entry> {
        match &self.rows[place].1 {
            Row::File(entry) => Some(entry),
            Row::Folder(_) | Row::Compression(_) => None,
        }
    }

    /// Returns the settings of all precompressed copies, if they are known.
    pub fn compression(&self) -> Option<Fingerprint> {
        match self.rows[self.place(PACKING)?].1 {
            Row::Compression(key) => Some(key),
            Row::File(_) | Row::Folder(_) => None,
        }
    }

    /// Makes the next [`change`](Self::change) record that all precompressed copies have these
    /// settings.
    pub fn set_compression(&mut self, key: Fingerprint) {
        self.new_packing = Some(key);
    }

    /// Returns the entry of a file.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entry(self.place(path)?)
    }

    /// Returns the entry of a file, and marks the file as part of the site.
    pub fn mark_in_use(&self, path: &str) -> Option<(&Entry, FileStatus)> {
        let place = self.place(path)?;
        let entry = self.entry(place)?;
        self.found[place].fetch_or(status::IN_USE, Relaxed);
        Some((entry, FileStatus::of(&self.found[place])))
    }

    /// Marks a file as missing or modified.
    pub fn note_broken(&self, path: &str) {
        if let Some(place) = self.place(path) {
            self.found[place].fetch_or(status::BROKEN, Relaxed);
        }
    }

    /// Returns what was found out about a file.
    pub fn findings(&self, path: &str) -> Option<FileStatus> {
        Some(FileStatus::of(&self.found[self.place(path)?]))
    }

    /// Marks no file as part of the site any more, for another attempt.
    pub fn unmark_all(&mut self) {
        for found in &mut self.found {
            *found.get_mut() &= !status::IN_USE;
        }
    }

    /// Iterates over the rows that have not been removed.
    fn rows(&self) -> impl Iterator<Item = (&str, &Row, &AtomicU8)> {
        let rows = self.rows.iter().zip(&self.found);
        rows.filter(|(_, found)| found.load(Relaxed) & status::OFF == 0)
            .map(|((path, row), found)| (&**path, row, found))
    }

    /// Iterates over all files.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Entry, FileStatus)> {
        self.rows().filter_map(|(path, row, found)| match row {
            Row::File(entry) => Some((path, entry, FileStatus::of(found))),
            Row::Folder(_) | Row::Compression(_) => None,
        })
    }

    /// Iterates over all folders that files were put into.
    pub fn folders(&self) -> impl Iterator<Item = (&str, &FolderMark)> {
        self.rows().filter_map(|(path, row, _)| match row {
            Row::Folder(mark) => Some((path, mark)),
            Row::File(_) | Row::Compression(_) => None,
        })
    }

    /// Applies changes, and writes them to disk.
    ///
    /// # Errors
    /// If the manifest cannot be written. The one on disk is then unchanged.
    pub fn change(
        &mut self,
        files: Vec<(Box<str>, Option<Entry>)>,
        folders: Vec<(Box<str>, Option<FolderMark>)>,
    ) -> io::Result<()> {
        let files = files
            .into_iter()
            .map(|(p, entry)| (p, entry.map(Row::File)));
        let folders = folders
            .into_iter()
            .map(|(p, mark)| (p, mark.map(Row::Folder)));
        let packing = self.new_packing.take();
        let packing = packing.map(|key| (Box::from(PACKING), Some(Row::Compression(key))));
        let most = files.len() + folders.len() + 1;
        if self.rows.is_empty() {
            // This is a first publish: allocate exactly what is needed, once.
            self.rows.reserve_exact(most);
            self.found.reserve_exact(most);
        }
        let mut changed = Vec::new();
        for (path, row) in files.chain(folders).chain(packing) {
            let hash = self.hashes.hash_one(&path);
            let is = |place: &u32| self.rows[*place as usize].0 == path;
            let place = self.places.find(hash, is).map(|place| *place as usize);
            let place = match (place, row) {
                (None, None) => continue,
                (Some(place), None) => {
                    let bits = self.found[place].get_mut();
                    if *bits & status::OFF != 0 {
                        continue;
                    }
                    *bits = status::OFF;
                    place
                }
                (Some(place), Some(row)) => {
                    let bits = self.found[place].get_mut();
                    if *bits & status::OFF == 0 && self.rows[place].1 == row {
                        continue;
                    }
                    *bits = 0;
                    self.rows[place].1 = row;
                    place
                }
                (None, Some(row)) => {
                    let place = self.rows.len();
                    let number = u32::try_from(place).map_err(io::Error::other)?;
                    self.rows.push((path, row));
                    self.found.push(AtomicU8::default());
                    let (rows, hashes) = (&self.rows, &self.hashes);
                    let again = |place: &u32| hashes.hash_one(&rows[*place as usize].0);
                    self.places.insert_unique(hash, number, again);
                    place
                }
            };
            changed.push(place);
        }
        let (rows, found) = (&self.rows, &self.found);
        let is_on = |place: usize| found[place].load(Relaxed) & status::OFF == 0;
        let changes: Vec<Change<'_, Row>> = changed
            .into_iter()
            .map(|place| (&*rows[place].0, is_on(place).then_some(&rows[place].1)))
            .collect();
        let all = || {
            let places = (0..rows.len()).filter(|place| is_on(*place));
            let rows = places.map(|place| (&*rows[place].0, &rows[place].1));
            rows.collect()
        };
        self.written = table::save(
            &self.file,
            &PURPOSE,
            self.written,
            &changes,
            all,
            (0..rows.len()).filter(|place| is_on(*place)).count(),
        )?;
        Ok(())
    }
}

/// Returns whether a path stays inside the folder that it is joined to.
pub fn is_below(path: &str) -> bool {
    let fine = |part: &str| {
        !(matches!(part, "" | "." | "..") || cfg!(windows) && part.contains(['\\', ':']))
    };
    path.strip_suffix('/').unwrap_or(path).split('/').all(fine)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn entry(n: u8) -> Entry {
        Entry {
            key: [n; 16],
            plain: FileRecord {
                hash: [n; 16],
                length: n.into(),
                modified: n.into(),
            },
            precompressed: None,
            left_at: None,
        }
    }

    #[test]
    fn a_removed_row_is_gone_until_it_is_added_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(MANIFEST);
        let mut manifest = Manifest::load(file.clone());
        let mark = FolderMark::DOUBTFUL;
        for (changes, expected) in [
            (
                vec![("b", Some(1)), ("a", Some(2))],
                &[("a", 2), ("b", 1)][..],
            ),
            (vec![("a", None), ("x", None)], &[("b", 1)]),
            (vec![("a", None), ("b", Some(3))], &[("b", 3)]),
            (
                vec![("a", Some(4)), ("c", Some(5))],
                &[("a", 4), ("b", 3), ("c", 5)],
            ),
        ] {
            let changes = changes.into_iter();
            let changes = changes.map(|(path, n)| (path.into(), n.map(entry)));
            manifest
                .change(changes.collect(), vec![("d/".into(), Some(mark))])
                .unwrap();
            for manifest in [&manifest, &Manifest::load(file.clone())] {
                let mut files: Vec<_> = manifest
                    .files()
                    .map(|(path, entry, _)| (path, entry.key[0]))
                    .collect();
                files.sort_unstable();
                assert_eq!(files, expected);
                assert_eq!(manifest.folders().collect::<Vec<_>>(), [("d/", &mark)]);
                for (path, n) in expected {
                    assert_eq!(manifest.get(path), Some(&entry(*n)));
                }
                assert_eq!(manifest.get("x"), None);
                assert_eq!(manifest.get("d/"), None);
            }
        }
        assert!(manifest.mark_in_use("a").is_some() && manifest.mark_in_use("d/").is_none());
        manifest.note_broken("b");
        let findings = |path| manifest.findings(path).map(|f| (f.in_use, f.broken));
        assert_eq!(findings("a"), Some((true, false)));
        assert_eq!(findings("b"), Some((false, true)));
        assert_eq!(findings("x"), None);
        manifest.unmark_all();
        assert_eq!(manifest.findings("a"), Some(FileStatus::default()));
        assert!(
            manifest
                .findings("b")
                .is_some_and(|findings| findings.broken)
        );
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for good in ["a", "a/b.json", "a/"] {
            assert!(is_below(good), "{good}");
        }
        for bad in ["", "/", "/a", "../a", "a/../b", "./a", "a//b", "a//"] {
            assert!(!is_below(bad), "{bad}");
        }
    }
}
