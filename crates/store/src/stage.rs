//! New files on their way: written beside the site, not yet part of it.

use super::manifest::{Entry, Kept, Packed};
use super::{WriteError, at};
use frontpage_base::key;
use frontpage_base::key::Key;
use frontpage_base::step::{Step, Steps};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The plain file, and its packed copies, as bits of [`Staged::put`].
pub const PLAIN: u8 = 1;
/// See [`PLAIN`].
pub const BROTLI: u8 = 2;
/// See [`PLAIN`].
pub const GZIP: u8 = 4;
/// What is added to the name, and the bit.
pub const KINDS: [(&str, u8); 3] = [("", PLAIN), (".br", BROTLI), (".gz", GZIP)];

/// The packed copies of a file, where they are worth it.
#[derive(Debug, Default)]
pub struct Compressed {
    /// Brotli.
    pub br: Option<Vec<u8>>,
    /// Gzip.
    pub gz: Option<Vec<u8>>,
}

/// Packs files.
pub trait Compress: Sync {
    /// The hash of the settings: when it changes, every file is packed again.
    fn key(&self) -> Key;
    /// Packs the file at `path`, which tells by its name whether it is worth it.
    fn compress(&self, path: &str, bytes: &[u8]) -> Compressed;
}

/// A file as it will be.
#[derive(Clone, Debug)]
pub struct Staged {
    /// From the site's root, without a leading slash.
    pub path: Box<str>,
    /// What goes onto the list.
    pub entry: Entry,
    /// Which of its files lie in the staging folder; none where they are as they were.
    pub put: u8,
}

/// A file as the site has it, where nothing is wrong with it.
#[derive(Debug)]
pub struct Old<'a> {
    pub entry: &'a Entry,
    /// The settings of its packed copies, where they are known.
    pub packing: Option<Key>,
}

impl Old<'_> {
    fn is_packed_like(&self, packing: Option<Key>) -> bool {
        match (&self.entry.packed, packing) {
            (None, None) => true,
            // of what left the site for a while, they may be older
            (Some(_), Some(packing)) => self.packing == Some(packing) && self.entry.left.is_none(),
            _ => false,
        }
    }
}

/// The staging folder.
#[derive(Debug)]
pub struct Staging {
    pub root: PathBuf,
}

impl Staging {
    /// Puts a file in the folder, unless the site has it like that already.
    pub fn put(
        &self,
        path: &str,
        key: Key,
        bytes: &[u8],
        old: Option<&Old<'_>>,
        compress: Option<&dyn Compress>,
        step: Option<&Steps<'_>>,
    ) -> Result<Staged, WriteError> {
        let hash = key::of(bytes);
        let packing = compress.map(Compress::key);
        if let Some(&Old { entry: old, .. }) =
            old.filter(|old| old.entry.plain.hash == hash && old.is_packed_like(packing))
        {
            return Ok(Staged {
                path: path.into(),
                entry: Entry {
                    key,
                    left: None,
                    ..Entry::clone(old)
                },
                put: 0,
            });
        }
        let plain = self.write(path, "", bytes, hash, step)?;
        let mut put = PLAIN;
        let packed = match compress.map(|compress| compress.compress(path, bytes)) {
            None => None,
            Some(Compressed { br, gz }) => {
                let mut one = |bytes: Option<Vec<u8>>, (suffix, bit): (&str, u8)| {
                    let Some(bytes) = bytes else { return Ok(None) };
                    put |= bit;
                    let hash = key::of(&bytes);
                    self.write(path, suffix, &bytes, hash, step).map(Some)
                };
                Some(Box::new(Packed {
                    br: one(br, KINDS[1])?,
                    gz: one(gz, KINDS[2])?,
                }))
            }
        };
        Ok(Staged {
            path: path.into(),
            entry: Entry {
                key,
                plain,
                packed,
                left: None,
            },
            put,
        })
    }

    fn write(
        &self,
        path: &str,
        suffix: &str,
        bytes: &[u8],
        hash: Key,
        step: Option<&Steps<'_>>,
    ) -> Result<Kept, WriteError> {
        let target = self.file(path, suffix);
        let write = || {
            step.map_or(Ok(()), |step| step(Step::Stage))?;
            let mut file = create(&target)?;
            file.write_all(bytes)?;
            Ok(Kept::new(hash, &file.metadata()?))
        };
        write().map_err(at(&target))
    }

    /// Takes files out again.
    pub fn drop(&self, path: &str, put: u8) -> Result<(), WriteError> {
        for (suffix, _) in KINDS.iter().filter(|(_, bit)| put & bit != 0) {
            let file = self.file(path, suffix);
            std::fs::remove_file(&file).map_err(at(&file))?;
        }
        Ok(())
    }

    /// Where a file is staged.
    pub fn file(&self, path: &str, suffix: &str) -> PathBuf {
        with(&self.root, path, suffix)
    }

    /// Removes everything.
    pub fn clear(&self) -> io::Result<()> {
        match std::fs::remove_dir_all(&self.root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }
}

/// The file at `path` below a folder, with something added to its name.
pub fn with(folder: &Path, path: &str, suffix: &str) -> PathBuf {
    if suffix.is_empty() {
        folder.join(path)
    } else {
        folder.join(format!("{path}{suffix}"))
    }
}

/// Most folders are there already, so they are made only where the file cannot be.
fn create(target: &Path) -> io::Result<File> {
    match File::create(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder)?;
            }
            File::create(target)
        }
        done => done,
    }
}
