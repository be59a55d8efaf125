//! What is left to do, on disk: with it, a publish that was killed is finished by the next one.

use super::manifest::Entry;
use super::{WriteError, at};
use frontpage_base::key;
use frontpage_base::key::Key;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

/// Hashes what goes into a file.
struct Hashed<'a> {
    file: BufWriter<&'a mut File>,
    hash: key::Hasher,
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
    /// Whether the staging folder becomes the site's folder, since there is none.
    pub whole: bool,
    /// What becomes of each file.
    pub changes: Vec<Change>,
}

/// What becomes of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// From the site's root.
    pub path: Box<str>,
    /// What goes onto the list; none takes it off.
    pub entry: Option<Entry>,
    /// Which files go to their places.
    pub put: u8,
    /// Which files are removed.
    pub remove: u8,
}

impl Journal {
    /// Writes it; from here on the publish will be finished.
    pub fn write(&self, file: &Path) -> Result<(), WriteError> {
        let fill = |file: &mut File| {
            // the hash comes first, and is known last
            file.write_all(&Key::default())?;
            let hashed = Hashed {
                file: BufWriter::new(&mut *file),
                hash: key::Hasher::default(),
            };
            let mut hashed = postcard::to_io(self, hashed).map_err(io::Error::other)?;
            hashed.flush()?;
            let hash = hashed.hash.key();
            drop(hashed);
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&hash)
        };
        frontpage_base::atomic::atomic_by(file, fill).map_err(at(file))
    }

    /// Reads what a killed run left.
    pub fn read(file: &Path) -> Result<Option<Self>, WriteError> {
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(file)(error)),
        };
        bytes
            .split_first_chunk::<16>()
            .filter(|(hash, rest)| key::of(rest) == **hash)
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
