//! Short hashes: of what a page is made of, and of what a file holds.

use std::sync::OnceLock;

/// 128 bits of BLAKE3: two of a thousand million pages do not share one.
pub type Key = [u8; 16];

/// The hash of these bytes.
pub fn of(bytes: &[u8]) -> Key {
    cut(&blake3::hash(bytes))
}

/// The hash of bytes that come one after the other.
#[derive(Debug, Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was added.
    pub fn key(&self) -> Key {
        cut(&self.0.finalize())
    }
}

/// The hash of what a value is in JSON.
pub fn of_json(value: &impl serde::Serialize) -> Key {
    let mut hash = blake3::Hasher::new();
    crate::json::write(&mut hash, value);
    cut(&hash.finalize())
}

/// A hash of several parts, each with its length: `ab` and `c` are not `a` and `bc`.
///
/// The parts are few and short: gathered first and hashed at once, they cost a tenth of a hasher
/// that is handed on, which is 2 KB large.
#[derive(Clone, Debug)]
pub struct Mix(Vec<u8>);

impl Mix {
    /// Begins a hash for one use: the same parts for another use give another hash.
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

    /// Adds a number, or that there is none.
    #[must_use]
    pub fn number(self, number: Option<u64>) -> Self {
        match number {
            Some(number) => self.bytes(&number.to_le_bytes()),
            None => self.bytes(&[]),
        }
    }

    /// The hash.
    pub fn key(&self) -> Key {
        of(&self.0)
    }
}

/// The hash of this program: what another build of press would make differently is made again.
pub fn of_press() -> Key {
    static KEY: OnceLock<Key> = OnceLock::new();
    *KEY.get_or_init(|| {
        let program = std::env::current_exe().and_then(std::fs::read);
        match program {
            Ok(bytes) => of(&bytes),
            // a program that was removed while it runs; its version must do
            Err(_) => of(env!("CARGO_PKG_VERSION").as_bytes()),
        }
    })
}

fn cut(hash: &blake3::Hash) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&hash.as_bytes()[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_between_parts_counts() {
        let two = |a, b| Mix::new("x").text(a).text(b).key();
        assert_ne!(two("ab", "c"), two("a", "bc"));
        assert_ne!(two("", "a"), two("a", ""));
        assert_eq!(two("a", "b"), two("a", "b"));
        assert_ne!(
            Mix::new("x").number(None).key(),
            Mix::new("x").number(Some(0)).key()
        );
    }
}
