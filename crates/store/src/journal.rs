//! The journal: the changes that a publish still has to make. It is on disk, so that the next
//! publish can finish one that was killed.

use super::manifest::Entry;
use super::{WriteError, file_error};
use frontpage_base::fingerprint::{self, Fingerprint};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

/// Hashes the bytes that are written to a file.
struct Hashed<'a> {
    file: BufWriter<&'a mut File>,
    hash: fingerprint::StreamFingerprint,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A publish whose files are all staged.
#[derive(Debug, Serialize, Deserialize)]
pub struct Journal {
    /// Whether the staging folder as a whole becomes the site's folder, because that is missing or
    /// empty.
    pub whole: bool,
    /// The changes to files.
    pub changes: Vec<Change>,
}

/// The change to one file and its precompressed copies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The path from the site's root.
    pub path: Box<str>,
    /// The new entry for the manifest; `None` removes the entry.
    pub entry: Option<Entry>,
    /// Which of the files are put in place, as bits.
    pub put: u8,
    /// Which of the files are removed, as bits.
    pub remove: u8,
}

impl Journal {
    /// Writes the journal. From here on, the publish will be finished.
    pub fn write(&self, file: &Path) -> Result<(), WriteError> {
        let fill = |file: &mut File| {
            // The hash comes first in the file, but is known only at the end.
            file.write_all(&Fingerprint::default())?;
            let hashed = Hashed {
                file: BufWriter::new(&mut *file),
                hash: fingerprint::StreamFingerprint::default(),
            };
            let mut hashed = postcard::to_io(self, hashed).map_err(io::Error::other)?;
            hashed.flush()?;
            let hash = hashed.hash.key();
            drop(hashed);
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&hash)
        };
        frontpage_base::atomic::atomic_by(file, fill).map_err(file_error(file))
    }

    /// Reads the journal that a killed run left; `None` if there is none.
    pub fn read(file: &Path) -> Result<Option<Self>, WriteError> {
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(file_error(file)(error)),
        };
        bytes
            .split_first_chunk::<16>()
            .filter(|(hash, rest)| fingerprint::of_bytes(rest) == **hash)
            .and_then(|(_, rest)| postcard::from_bytes::<Self>(rest).ok())
            .filter(|journal| {
                let mut paths = journal.changes.iter().map(|change| &change.path);
                paths.all(|path| super::manifest::is_below(path))
            })
            .map(Some)
            .ok_or_else(|| WriteError::Journal {
                path: file.display().to_string(),
            })
    }
}
