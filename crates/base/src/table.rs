//! A table on disk that is loaded as a whole, and saved by appending what changed.
//!
//! The file consists of a header and frames. A frame is a length, a hash, and rows in postcard
//! format. A later row replaces an earlier one with the same name. A run that changed little
//! appends a frame. When too many rows are outdated, the file is rewritten.

use crate::fingerprint::{self, Fingerprint};
use rayon::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Identifies the file format; the last byte rises when the meaning of frames changes.
const MAGIC: &[u8; 8] = b"press\0\0\x01";
const HEAD: usize = MAGIC.len() + size_of::<Fingerprint>();
const FRAME_HEAD: usize = 4 + size_of::<Fingerprint>();
/// The rows in a frame, few enough for every core to get some.
const ROWS_PER_FRAME: usize = 2048;
/// The number of frames that are encoded and written together.
const FRAMES_PER_WRITE: usize = 8;
/// The number of bytes of frames that are read together.
const READ_SIZE: usize = 1 << 20;

/// The content of a file.
#[derive(Debug)]
pub struct Loaded<V> {
    /// The rows, sorted by name.
    pub rows: Vec<(Box<str>, V)>,
    /// The number of rows in the file, including outdated ones.
    written: usize,
    /// Whether the last frame is complete. Nothing may be appended to an incomplete frame.
    whole: bool,
}

impl<V> Default for Loaded<V> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            written: 0,
            // A missing file has to be written as a whole.
            whole: false,
        }
    }
}

/// A change of a row: its name, and its new value or `None` if it is removed.
pub type Change<'a, V> = (&'a str, Option<&'a V>);

/// The rows of a frame, as they are read.
type Rows<V> = Vec<(Box<str>, Option<V>)>;

/// Loads a table that was saved for `purpose`. A file that is missing, corrupt or for another
/// purpose gives an empty table. An incomplete frame at the end, as a killed run leaves it, is
/// skipped.
pub fn load<V: DeserializeOwned + Send>(file: &Path, purpose: &Fingerprint) -> Loaded<V> {
    read(file, purpose).ok().flatten().unwrap_or_default()
}

/// Returns `None` if the file is corrupt or for another purpose.
fn read<V: DeserializeOwned + Send>(
    file: &Path,
    purpose: &Fingerprint,
) -> io::Result<Option<Loaded<V>>> {
    let file = File::open(file)?;
    let Some((frames, mut whole)) = frames_in(&file, purpose)? else {
        return Ok(None);
    };
    let parts = parts(&frames);
    // Each part is decoded while the next one is read, so the whole file is never in memory.
    let file = Mutex::new(file);
    let read: Vec<Vec<Option<Decoded<V>>>> = parts
        .into_par_iter()
        .map_init(Vec::new, |buffer, part| decode(&file, part, buffer))
        .collect::<io::Result<_>>()?;
    let read: Vec<_> = read.into_iter().flatten().collect();
    let last = read.len().saturating_sub(1);
    let mut rows: Rows<V> = Vec::with_capacity(read.iter().flatten().map(|f| f.rows.len()).sum());
    let mut written = 0;
    let mut newer = Vec::new();
    for (at, frame) in read.into_iter().enumerate() {
        let mut frame = match frame {
            Some(frame) => frame,
            None if at == last => {
                whole = false;
                break;
            }
            None => return Ok(None),
        };
        written += frame.rows.len();
        let ends = (rows.last(), frame.rows.first());
        let follows = matches!(ends, (Some((before, _)), Some((name, _))) if before >= name);
        // The rows are sorted, except for those that were appended later.
        if newer.is_empty() && frame.sorted && !follows {
            rows.append(&mut frame.rows);
        } else {
            newer.append(&mut frame.rows);
        }
    }
    Ok(Some(Loaded {
        rows: merge(rows, newer),
        written,
        whole,
    }))
}

/// The position and hash of a frame in the file.
struct Frame {
    start: u64,
    length: usize,
    hash: Fingerprint,
}

/// The decoded rows of a frame.
struct Decoded<V> {
    rows: Rows<V>,
    /// Whether the rows are sorted by name, without duplicates.
    sorted: bool,
}

/// Returns the frames of a file, and whether the last one is complete. Returns `None` if the file
/// is for another purpose.
fn frames_in(file: &File, purpose: &Fingerprint) -> io::Result<Option<(Vec<Frame>, bool)>> {
    let size = file.metadata()?.len();
    let mut reader = BufReader::new(file);
    let mut head = [0; HEAD];
    reader.read_exact(&mut head)?;
    if head[..MAGIC.len()] != *MAGIC || head[MAGIC.len()..] != *purpose {
        return Ok(None);
    }
    let mut frames = Vec::new();
    let mut start = HEAD as u64;
    while start < size {
        let mut head = [0; FRAME_HEAD];
        if size - start < FRAME_HEAD as u64 {
            return Ok(Some((frames, false)));
        }
        reader.read_exact(&mut head)?;
        let (mut bytes, mut hash) = ([0; 4], Fingerprint::default());
        bytes.copy_from_slice(&head[..4]);
        hash.copy_from_slice(&head[4..]);
        let length = u32::from_le_bytes(bytes);
        start += FRAME_HEAD as u64;
        if size - start < u64::from(length) {
            return Ok(Some((frames, false)));
        }
        frames.push(Frame {
            start,
            length: usize::try_from(length).map_err(io::Error::other)?,
            hash,
        });
        reader.seek_relative(length.into())?;
        start += u64::from(length);
    }
    Ok(Some((frames, true)))
}

/// Groups frames into parts that are read together, because many frames have only one row.
fn parts(frames: &[Frame]) -> Vec<&[Frame]> {
    let mut size = 0;
    let same = |_: &Frame, next: &Frame| {
        size += next.length;
        let fits = size < READ_SIZE;
        if !fits {
            size = 0;
        }
        fits
    };
    frames.chunk_by(same).collect()
}

/// Reads and decodes a part of the file. Corrupt frames decode to `None`.
fn decode<V: DeserializeOwned>(
    file: &Mutex<File>,
    part: &[Frame],
    buffer: &mut Vec<u8>,
) -> io::Result<Vec<Option<Decoded<V>>>> {
    let (Some(first), Some(last)) = (part.first(), part.last()) else {
        return Ok(Vec::new());
    };
    let within = |frame: &Frame| {
        let start = usize::try_from(frame.start - first.start).map_err(io::Error::other)?;
        Ok::<_, io::Error>(start..start + frame.length)
    };
    buffer.resize(within(last)?.end, 0);
    {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(first.start))?;
        file.read_exact(buffer)?;
    }
    let frames = part.iter().map(|frame| {
        let payload = &buffer[within(frame)?];
        if fingerprint::of_bytes(payload) != frame.hash {
            return Ok(None);
        }
        let rows = postcard::from_bytes::<Rows<V>>(payload).ok();
        Ok(rows.map(|rows| Decoded {
            sorted: rows.is_sorted_by(|a, b| a.0 < b.0),
            rows,
        }))
    });
    frames.collect()
}

/// Merges the `newer` rows, which are in the order they were written, into sorted ones.
fn merge<V>(rows: Rows<V>, mut newer: Rows<V>) -> Vec<(Box<str>, V)> {
    let live = |(name, value): (Box<str>, Option<V>)| Some((name, value?));
    if newer.is_empty() {
        return rows.into_iter().filter_map(live).collect();
    }
    newer.sort_by(|a, b| a.0.cmp(&b.0));
    // For each name, the last row counts.
    newer.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            std::mem::swap(later, kept);
        }
        same
    });
    let mut merged = Vec::with_capacity(rows.len() + newer.len());
    let mut rows = rows.into_iter();
    for new in newer {
        let before = rows.as_slice().partition_point(|(name, _)| *name < new.0);
        merged.extend(rows.by_ref().take(before).filter_map(live));
        if rows
            .as_slice()
            .first()
            .is_some_and(|(name, _)| *name == new.0)
        {
            rows.next();
        }
        merged.extend(live(new));
    }
    merged.extend(rows.filter_map(live));
    merged
}

/// Updates the file: appends `changes` if that is enough, otherwise writes `all` rows, which must
/// already include the changes. `written` is what is known of the file from [`load`] or the last
/// save, and `live` is the number of rows in `all`.
///
/// # Errors
/// If the file cannot be written. Its earlier content is then still there.
pub fn save<'a, V: Serialize + Sync + 'a>(
    file: &Path,
    purpose: &Fingerprint,
    written: FileState,
    changes: &[Change<'a, V>],
    all: impl FnOnce() -> Vec<(&'a str, &'a V)>,
    live: usize,
) -> io::Result<FileState> {
    if written.whole && changes.is_empty() {
        return Ok(written);
    }
    let rows = written.rows + changes.len();
    // At most half as many rows may be outdated as are live, plus one frame.
    if written.whole && rows <= live + live / 2 + ROWS_PER_FRAME {
        let mut target = std::fs::OpenOptions::new().append(true).open(file)?;
        write_frames(changes, &mut target)?;
        target.sync_data()?;
        return Ok(FileState { rows, whole: true });
    }
    let mut all = all();
    all.par_sort_unstable_by_key(|(name, _)| *name);
    let all: Vec<Change<'a, V>> = all
        .into_iter()
        .map(|(name, value)| (name, Some(value)))
        .collect();
    crate::atomic::atomic_by(file, |target| {
        target.write_all(&[MAGIC.as_slice(), purpose].concat())?;
        write_frames(&all, target)
    })?;
    Ok(FileState {
        rows: all.len(),
        whole: true,
    })
}

/// What is known about the rows in a file.
#[derive(Clone, Copy, Debug)]
pub struct FileState {
    rows: usize,
    whole: bool,
}

impl<V> Loaded<V> {
    /// Returns what [`save`] needs to know about the file.
    pub fn written(&self) -> FileState {
        FileState {
            rows: self.written,
            whole: self.whole,
        }
    }
}

/// Writes rows a few frames at a time, so that not all frames are in memory at once.
fn write_frames<V: Serialize + Sync>(rows: &[Change<'_, V>], to: &mut File) -> io::Result<()> {
    for rows in rows.chunks(ROWS_PER_FRAME * FRAMES_PER_WRITE) {
        let frames = rows.par_chunks(ROWS_PER_FRAME).map(|rows| {
            let mut frame = vec![0; FRAME_HEAD];
            frame = postcard::to_extend(rows, frame).map_err(io::Error::other)?;
            let payload = &frame[FRAME_HEAD..];
            let length = u32::try_from(payload.len()).map_err(io::Error::other)?;
            let hash = fingerprint::of_bytes(payload);
            frame[..4].copy_from_slice(&length.to_le_bytes());
            frame[4..FRAME_HEAD].copy_from_slice(&hash);
            Ok(frame)
        });
        // A single write, so that a killed run leaves at most one incomplete frame.
        let frames: Vec<Vec<u8>> = frames.collect::<io::Result<_>>()?;
        to.write_all(&frames.concat())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    const PURPOSE: Fingerprint = [7; 16];

    struct Table {
        folder: tempfile::TempDir,
        rows: HashMap<Box<str>, u32>,
        written: FileState,
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
    fn saved_rows_are_loaded() {
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
            assert!(table.load().written <= 9000 * 2 + ROWS_PER_FRAME);
        }
    }

    #[test]
    fn changes_are_merged_into_a_table_of_many_parts() {
        let mut table = Table::new();
        let name = |n: usize| format!("{n:05}-{}", "long".repeat(60));
        let many: Vec<String> = (0..9000).map(|n| name(n * 2)).collect();
        let changes: Vec<_> = many.iter().map(|n| (n.as_str(), Some(0))).collect();
        table.change(&changes);
        assert!(std::fs::metadata(table.file()).unwrap().len() > 2 * READ_SIZE as u64);
        let between = name(7001);
        for (name, value) in [
            ("first", Some(1)),
            (&many[0], None),
            (&many[4000], Some(2)),
            (&between, Some(3)),
            (&many[8999], None),
            (&between, None),
            (&many[0], Some(4)),
            ("", Some(5)),
        ] {
            table.change(&[(name, value)]);
            assert_eq!(table.in_file(), table.rows, "{name}");
        }
        let last = frames_in(&File::open(table.file()).unwrap(), &PURPOSE).unwrap();
        assert!(last.is_some_and(|(frames, whole)| frames.len() > 8 && whole));
    }

    #[test]
    fn an_incomplete_frame_is_skipped_and_repaired() {
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
    fn a_corrupt_table_or_one_for_another_purpose_is_empty() {
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
