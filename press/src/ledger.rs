//! A table on disk that is read as a whole and written by what changed.
//!
//! A file is a head and frames; a frame is a length, a hash and rows in postcard. A later row
//! replaces an earlier one of the same name. A run that changed little appends a frame; when too
//! many rows are outdated, the file is written anew.

use crate::key::{self, Key};
use rayon::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Write};
use std::path::Path;

/// Rises when frames mean something else.
const MAGIC: &[u8; 8] = b"press\0\0\x01";
const HEAD: usize = MAGIC.len() + size_of::<Key>();
const FRAME_HEAD: usize = 4 + size_of::<Key>();
/// Rows of a frame: small enough for every core to have some.
const ROWS: usize = 2048;

/// What a file holds.
#[derive(Debug)]
pub struct Loaded<V> {
    /// The rows, sorted by name.
    pub rows: Vec<(Box<str>, V)>,
    /// How many rows the file holds, outdated ones too.
    written: usize,
    /// Whether the last frame is whole: behind half a frame nothing may be appended.
    whole: bool,
}

impl<V> Default for Loaded<V> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            written: 0,
            // what is not there has to be written, not appended to
            whole: false,
        }
    }
}

/// A change of a row: its new value, or that it is gone.
pub type Change<'a, V> = (&'a str, Option<&'a V>);

/// Rows of a frame, as they are read.
type Rows<V> = Vec<(Box<str>, Option<V>)>;

/// Reads a table that was written for `purpose`. One that is missing, broken or for another
/// purpose is empty; half a frame at the end, as a killed run leaves it, is left out.
pub fn load<V: DeserializeOwned + Send>(file: &Path, purpose: &Key) -> Loaded<V> {
    let Ok(bytes) = std::fs::read(file) else {
        return Loaded::default();
    };
    let head = [MAGIC.as_slice(), purpose].concat();
    let Some(mut rest) = bytes.strip_prefix(head.as_slice()) else {
        return Loaded::default();
    };
    let mut frames = Vec::new();
    let mut whole = true;
    while !rest.is_empty() {
        let Some((frame, behind)) = split(rest) else {
            whole = false;
            break;
        };
        frames.push(frame);
        rest = behind;
    }
    let read: Vec<Option<Rows<V>>> = frames
        .par_iter()
        .map(|(hash, payload)| {
            (key::of(payload) == **hash)
                .then(|| postcard::from_bytes(payload).ok())
                .flatten()
        })
        .collect();
    let mut all: Rows<V> = Vec::with_capacity(read.iter().flatten().map(Vec::len).sum());
    let last = read.len().saturating_sub(1);
    for (at, frame) in read.into_iter().enumerate() {
        match frame {
            Some(mut rows) => all.append(&mut rows),
            None if at == last => whole = false,
            None => return Loaded::default(),
        }
    }
    let written = all.len();
    // sorted but for what was appended, and of one name the last counts
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            std::mem::swap(later, kept);
        }
        same
    });
    let rows = all
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    Loaded {
        rows: rows.collect(),
        written,
        whole,
    }
}

/// A frame's hash and payload, and what comes behind it.
type Frame<'a> = (&'a Key, &'a [u8]);

fn split(bytes: &[u8]) -> Option<(Frame<'_>, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (hash, rest) = rest.split_first_chunk::<16>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (payload, rest) = rest.split_at_checked(length)?;
    Some(((hash, payload), rest))
}

/// Brings the file up to date: appends `changes` where that is enough, else writes `all`, which
/// must have them already. `loaded` is what [`load`] found in the file, or has written to it since.
///
/// # Errors
/// When the file cannot be written. What was in it before is still there.
pub fn save<'a, V: Serialize + Sync + 'a>(
    file: &Path,
    purpose: &Key,
    written: Written,
    changes: &[Change<'a, V>],
    all: impl FnOnce() -> Vec<(&'a str, &'a V)>,
    live: usize,
) -> io::Result<Written> {
    if written.whole && changes.is_empty() {
        return Ok(written);
    }
    let rows = written.rows + changes.len();
    // at most half as many outdated rows as live ones
    if written.whole && rows <= live + live / 2 + ROWS {
        let bytes = frames(changes)?;
        let mut target = std::fs::OpenOptions::new().append(true).open(file)?;
        target.write_all(&bytes)?;
        target.sync_data()?;
        return Ok(Written { rows, whole: true });
    }
    let mut all = all();
    all.par_sort_unstable_by_key(|(name, _)| *name);
    let all: Vec<Change<'a, V>> = all
        .into_iter()
        .map(|(name, value)| (name, Some(value)))
        .collect();
    let mut bytes = Vec::with_capacity(HEAD);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(purpose);
    bytes.append(&mut frames(&all)?);
    crate::write::atomic(file, &bytes)?;
    Ok(Written {
        rows: all.len(),
        whole: true,
    })
}

/// What is known of a file's rows.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    rows: usize,
    whole: bool,
}

impl<V> Loaded<V> {
    /// What [`save`] needs to know of the file.
    pub fn written(&self) -> Written {
        Written {
            rows: self.written,
            whole: self.whole,
        }
    }
}

fn frames<V: Serialize + Sync>(rows: &[Change<'_, V>]) -> io::Result<Vec<u8>> {
    let frames: Vec<Vec<u8>> = rows
        .par_chunks(ROWS)
        .map(|rows| {
            let mut frame = vec![0; FRAME_HEAD];
            frame = postcard::to_extend(rows, frame).map_err(io::Error::other)?;
            let payload = &frame[FRAME_HEAD..];
            let length = u32::try_from(payload.len()).map_err(io::Error::other)?;
            let hash = key::of(payload);
            frame[..4].copy_from_slice(&length.to_le_bytes());
            frame[4..FRAME_HEAD].copy_from_slice(&hash);
            Ok(frame)
        })
        .collect::<io::Result<_>>()?;
    Ok(frames.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    const PURPOSE: Key = [7; 16];

    struct Table {
        folder: tempfile::TempDir,
        rows: HashMap<Box<str>, u32>,
        written: Written,
    }

    impl Table {
        fn new() -> Self {
            Self {
                folder: tempfile::tempdir().unwrap(),
                rows: HashMap::new(),
                written: Loaded::<u32>::default().written(),
            }
        }

        fn file(&self) -> std::path::PathBuf {
            self.folder.path().join("table")
        }

        fn change(&mut self, changes: &[(&str, Option<u32>)]) {
            for (name, value) in changes {
                match value {
                    Some(value) => drop(self.rows.insert((*name).into(), *value)),
                    None => drop(self.rows.remove(*name)),
                }
            }
            let changes: Vec<Change<'_, u32>> =
                changes.iter().map(|(n, v)| (*n, v.as_ref())).collect();
            let all = || self.rows.iter().map(|(n, v)| (&**n, v)).collect();
            self.written = save(
                &self.file(),
                &PURPOSE,
                self.written,
                &changes,
                all,
                self.rows.len(),
            )
            .unwrap();
        }

        fn in_file(&self) -> HashMap<Box<str>, u32> {
            let rows = self.load().rows;
            assert!(rows.is_sorted_by(|a, b| a.0 < b.0));
            rows.into_iter().collect()
        }

        fn load(&self) -> Loaded<u32> {
            load(&self.file(), &PURPOSE)
        }
    }

    #[test]
    fn what_was_saved_is_loaded() {
        let mut table = Table::new();
        for n in 0..30_u32 {
            let name = format!("{}", n % 10);
            table.change(&[(&name, Some(n)), ("gone", (n < 20).then_some(n))]);
            assert_eq!(table.in_file(), table.rows);
        }
        let many: Vec<String> = (0..9000).map(|n| n.to_string()).collect();
        for round in 0..4 {
            let changes: Vec<_> = many.iter().map(|n| (n.as_str(), Some(round))).collect();
            table.change(&changes);
            assert_eq!(table.in_file(), table.rows);
            assert!(table.load().written <= 9000 * 2 + ROWS);
        }
    }

    #[test]
    fn half_a_frame_is_left_out_and_mended() {
        let mut table = Table::new();
        table.change(&[("a", Some(1))]);
        let before = std::fs::read(table.file()).unwrap();
        table.change(&[("b", Some(2))]);
        let after = std::fs::read(table.file()).unwrap();
        assert!(after.starts_with(&before));
        for length in before.len()..after.len() {
            std::fs::write(table.file(), &after[..length]).unwrap();
            let loaded = table.load();
            assert_eq!(loaded.rows.len(), 1, "{length}");
            assert_eq!(loaded.whole, length == before.len());
        }
        table.written = table.load().written();
        table.rows.remove("b");
        table.change(&[("c", Some(3))]);
        assert_eq!(table.in_file(), table.rows);
    }

    #[test]
    fn what_is_broken_or_for_something_else_is_empty() {
        let mut table = Table::new();
        table.change(&[("a", Some(1))]);
        table.change(&[("b", Some(2))]);
        assert!(load::<u32>(&table.file(), &[8; 16]).rows.is_empty());
        let mut bytes = std::fs::read(table.file()).unwrap();
        bytes[HEAD + FRAME_HEAD] ^= 1;
        std::fs::write(table.file(), bytes).unwrap();
        assert!(table.load().rows.is_empty());
        std::fs::write(table.file(), "").unwrap();
        assert!(table.load().rows.is_empty());
    }
}
