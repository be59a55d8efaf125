//! Fingerprints: short hashes of the inputs of a page or of the contents of a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;

/// A fingerprint: the first 128 bits of a BLAKE3 hash, enough to tell a billion pages apart.
pub type Fingerprint = [u8; 16];

/// Returns the fingerprint of `bytes`.
pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
    cut(&blake3::hash(bytes))
}

/// Builds the fingerprint of bytes that arrive in pieces.
#[derive(Debug, Default)]
pub struct StreamFingerprint(blake3::Hasher);

impl StreamFingerprint {
    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Adds everything that a reader has left. Returns the number of bytes.
    ///
    /// # Errors
    /// An error of the reader.
    pub fn add_all(&mut self, from: &mut impl Read) -> io::Result<u64> {
        let mut buffer = vec![0; 1 << 16];
        let mut count = 0;
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(count),
                Ok(read) => {
                    self.add(&buffer[..read]);
                    count += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Returns the fingerprint of everything that was added.
    pub fn key(&self) -> Fingerprint {
        cut(&self.0.finalize())
    }
}

/// Returns the fingerprint of a file, which is not held in memory.
///
/// # Errors
/// If it cannot be read.
pub fn of_file(path: &Path) -> io::Result<Fingerprint> {
    let mut hash = StreamFingerprint::default();
    hash.add_all(&mut File::open(path)?)?;
    Ok(hash.key())
}

/// Returns the fingerprint of a value's JSON.
pub fn of_json(value: &impl serde::Serialize) -> Fingerprint {
    let mut hash = blake3::Hasher::new();
    crate::json::to_writer(&mut hash, value);
    cut(&hash.finalize())
}

/// Builds a fingerprint from several parts. Each part is hashed with its length, so that `ab` and
/// `c` differ from `a` and `bc`.
///
/// The parts are few and short. Collecting them and hashing once takes a tenth of the time of
/// passing on a hasher, which is 2 KB large.
#[derive(Clone, Debug)]
pub struct FingerprintBuilder(Vec<u8>);

impl FingerprintBuilder {
    /// Starts a fingerprint for one purpose. For another purpose, the same parts give another
    /// fingerprint.
    pub fn new(used_for: &str) -> Self {
        Self(Vec::with_capacity(256)).bytes(used_for.as_bytes())
    }

    /// Adds bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend((bytes.len() as u64).to_le_bytes());
        self.0.extend(bytes);
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a number; `None` differs from every number.
    #[must_use]
    pub fn number(self, number: Option<u64>) -> Self {
        match number {
            Some(number) => self.bytes(&number.to_le_bytes()),
            None => self.bytes(&[]),
        }
    }

    /// Returns the fingerprint.
    pub fn key(&self) -> Fingerprint {
        of_bytes(&self.0)
    }
}

/// Returns the fingerprint of this program, so that a new build of press makes its output again.
pub fn of_this_program() -> Fingerprint {
    static KEY: OnceLock<Fingerprint> = OnceLock::new();
    *KEY.get_or_init(|| {
        let program = std::env::current_exe().and_then(|file| of_file(&file));
        // If the program's file was removed while it runs, use the version instead.
        program.unwrap_or_else(|_| of_bytes(env!("CARGO_PKG_VERSION").as_bytes()))
    })
}

fn cut(hash: &blake3::Hash) -> Fingerprint {
    let mut key = Fingerprint::default();
    key.copy_from_slice(&hash.as_bytes()[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_part_ends_and_the_next_begins_matters() {
        let key_of = |a, b| FingerprintBuilder::new("x").text(a).text(b).key();
        assert_ne!(key_of("ab", "c"), key_of("a", "bc"));
        assert_ne!(key_of("", "a"), key_of("a", ""));
        assert_eq!(key_of("a", "b"), key_of("a", "b"));
        assert_ne!(
            FingerprintBuilder::new("x").number(None).key(),
            FingerprintBuilder::new("x").number(Some(0)).key()
        );
    }
}
