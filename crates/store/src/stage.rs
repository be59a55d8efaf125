//! The staging folder: new files, written beside the site and not yet part of it.

use super::manifest::{Entry, FileRecord, Precompressed};
use super::{WriteError, file_error};
use frontpage_base::fingerprint::{self, Fingerprint, StreamFingerprint};
use frontpage_base::step::{Step, StepHook};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The bit for the plain file in [`Staged::put`].
pub const PLAIN: u8 = 1;
/// The bit for the Brotli copy.
pub const BROTLI: u8 = 2;
/// The bit for the Gzip copy.
pub const GZIP: u8 = 4;
/// The kinds of files: the suffix of the name, and the bit.
pub const VARIANTS: [(&str, u8); 3] = [("", PLAIN), (".br", BROTLI), (".gz", GZIP)];

/// The precompressed copies of a file, if they are worth it.
#[derive(Debug, Default)]
pub struct Compressed {
    /// The Brotli copy.
    pub br: Option<Vec<u8>>,
    /// The Gzip copy.
    pub gz: Option<Vec<u8>>,
}

/// Precompresses files.
pub trait Precompress: Sync {
    /// Returns the fingerprint of the settings: when it changes, every file is compressed again.
    fn key(&self) -> Fingerprint;
    /// Compresses the file at `path`. Its name decides whether that is worth it.
    fn compress(&self, path: &str, bytes: &[u8]) -> Compressed;
}

/// A file as it will be in the site.
#[derive(Clone, Debug)]
pub struct Staged {
    /// The path from the site's root, without a leading slash.
    pub path: Box<str>,
    /// The entry for the manifest.
    pub entry: Entry,
    /// Which of its files are in the staging folder, as bits; 0 if they have not changed.
    pub put: u8,
}

/// A file that is in the site, as press wrote it.
#[derive(Debug)]
pub struct Published<'a> {
    pub entry: &'a Entry,
    /// The settings of its precompressed copies, if they are known.
    pub packing: Option<Fingerprint>,
}

impl Published<'_> {
    fn is_packed_like(&self, packing: Option<Fingerprint>) -> bool {
        match (&self.entry.precompressed, packing) {
            (None, None) => true,
            // The copies of a file that left the site for a while may be older.
            (Some(_), Some(packing)) => {
                self.packing == Some(packing) && self.entry.left_at.is_none()
            }
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
    /// Writes a file into the staging folder, unless the site already has the same one.
    pub fn put(
        &self,
        path: &str,
        key: Fingerprint,
        bytes: &[u8],
        old: Option<&Published<'_>>,
        compress: Option<&dyn Precompress>,
        step: Option<&StepHook<'_>>,
    ) -> Result<Staged, WriteError> {
        let hash = fingerprint::of_bytes(bytes);
        let packing = compress.map(Precompress::key);
        if let Some(&Published { entry: old, .. }) =
            old.filter(|old| old.entry.plain.hash == hash && old.is_packed_like(packing))
        {
            return Ok(Staged {
                path: path.into(),
                entry: Entry {
                    key,
                    left_at: None,
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
                let mut write_copy = |bytes: Option<Vec<u8>>, (suffix, bit): (&str, u8)| {
                    let Some(bytes) = bytes else { return Ok(None) };
                    put |= bit;
                    let hash = fingerprint::of_bytes(&bytes);
                    self.write(path, suffix, &bytes, hash, step).map(Some)
                };
                Some(Box::new(Precompressed {
                    br: write_copy(br, VARIANTS[1])?,
                    gz: write_copy(gz, VARIANTS[2])?,
                }))
            }
        };
        Ok(Staged {
            path: path.into(),
            entry: Entry {
                key,
                plain,
                precompressed: packed,
                left_at: None,
            },
            put,
        })
    }

    /// Copies a file into the staging folder, unless the site already has the same one. `hash` is that of
    /// its content. It is not held in memory, and gets no precompressed copies.
    ///
    /// Returns `None` if its content has another hash, because it changed in the meantime.
    pub fn put_copy(
        &self,
        path: &str,
        key: Fingerprint,
        from: &Path,
        hash: Fingerprint,
        old: Option<&Published<'_>>,
        step: Option<&StepHook<'_>>,
    ) -> Result<Option<Staged>, WriteError> {
        let staged = |entry, put| {
            Some(Staged {
                path: path.into(),
                entry,
                put,
            })
        };
        if let Some(&Published { entry: old, .. }) = old.filter(|old| old.entry.plain.hash == hash)
        {
            let entry = Entry {
                key,
                left_at: None,
                ..Entry::clone(old)
            };
            return Ok(staged(entry, 0));
        }
        let mut source = File::open(from).map_err(file_error(from))?;
        let target = self.file(path, "");
        let mut copy = || {
            step.map_or(Ok(()), |step| step(Step::Stage))?;
            let mut file = create(&target)?;
            let copied = copy_and_hash(&mut source, &mut file)?;
            Ok((copied, file.metadata()?))
        };
        let (copied, metadata) = copy().map_err(file_error(&target))?;
        if copied != hash {
            std::fs::remove_file(&target).map_err(file_error(&target))?;
            return Ok(None);
        }
        let entry = Entry {
            key,
            plain: FileRecord::new(hash, &metadata),
            precompressed: None,
            left_at: None,
        };
        Ok(staged(entry, PLAIN))
    }

    fn write(
        &self,
        path: &str,
        suffix: &str,
        bytes: &[u8],
        hash: Fingerprint,
        step: Option<&StepHook<'_>>,
    ) -> Result<FileRecord, WriteError> {
        let target = self.file(path, suffix);
        let write = || {
            step.map_or(Ok(()), |step| step(Step::Stage))?;
            let mut file = create(&target)?;
            file.write_all(bytes)?;
            Ok(FileRecord::new(hash, &file.metadata()?))
        };
        write().map_err(file_error(&target))
    }

    /// Removes files from the staging folder.
    pub fn drop(&self, path: &str, put: u8) -> Result<(), WriteError> {
        for (suffix, _) in VARIANTS.iter().filter(|(_, bit)| put & bit != 0) {
            let file = self.file(path, suffix);
            std::fs::remove_file(&file).map_err(file_error(&file))?;
        }
        Ok(())
    }

    /// Returns the path of a staged file.
    pub fn file(&self, path: &str, suffix: &str) -> PathBuf {
        path_with_suffix(&self.root, path, suffix)
    }

    /// Removes the staging folder.
    pub fn clear(&self) -> io::Result<()> {
        match std::fs::remove_dir_all(&self.root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result,
        }
    }
}

/// Copies the rest of a file, and returns the fingerprint of what was copied.
fn copy_and_hash(from: &mut File, to: &mut File) -> io::Result<Fingerprint> {
    let mut hash = StreamFingerprint::default();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return Ok(hash.key()),
            Ok(count) => {
                hash.add(&buffer[..count]);
                to.write_all(&buffer[..count])?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Returns the path of a file below a folder, with a suffix added to its name.
pub fn path_with_suffix(folder: &Path, path: &str, suffix: &str) -> PathBuf {
    if suffix.is_empty() {
        folder.join(path)
    } else {
        folder.join(format!("{path}{suffix}"))
    }
}

/// Creates a file. Its folder usually exists already, so it is created only if the file cannot be.
fn create(target: &Path) -> io::Result<File> {
    match File::create(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder)?;
            }
            File::create(target)
        }
        result => result,
    }
}
