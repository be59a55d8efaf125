//! Bytes of a file: numbers, texts, and the envelope around every binary file.

use super::hash::Hash;
use super::names::{FileKind, TierId};

/// The version of the format. Files of any other version are not read.
pub const VERSION: u8 = 1;
const MAGIC: [u8; 3] = *b"FPS";
/// Magic, version, kind, tier, length, checksum.
const ENVELOPE: usize = 3 + 1 + 1 + 8 + 4 + 4;

/// A file of the index that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It begins with something else.
    #[error(
        "this is not a file of a search index, but something else, such as an error page; upload the search/ folder again"
    )]
    NotAnIndex,
    /// It was written in another version of the format.
    #[error(
        "this file has version {found} of the search index, and this app reads version {VERSION}; reload the page"
    )]
    Version {
        /// The version that was found.
        found: u8,
    },
    /// It belongs to another tier or release, or is another kind of file.
    #[error(
        "this file belongs to another release of the search index; reload the page, or upload the search/ folder again"
    )]
    Foreign,
    /// It is shorter or longer than it says.
    #[error(
        "this file has {found} bytes, but should have {expected}; upload the search/ folder again"
    )]
    Length {
        /// The number of bytes that it should have.
        expected: usize,
        /// The number that it has.
        found: usize,
    },
    /// Its checksum is wrong, or its content makes no sense.
    #[error("this file is damaged; upload the search/ folder again")]
    Damaged,
    /// It could not be fetched.
    #[error("this file is missing; upload the search/ folder again")]
    Missing,
}

/// Puts a payload into its envelope.
#[cfg(feature = "build")]
pub fn seal(kind: FileKind, tier: TierId, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(ENVELOPE + payload.len());
    bytes.extend(MAGIC);
    bytes.push(VERSION);
    bytes.push(kind.code());
    bytes.extend(tier.0.to_le_bytes());
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    bytes.extend(length.to_le_bytes());
    bytes.extend(Hash::default().bytes(payload).checksum().to_le_bytes());
    bytes.extend(payload);
    bytes
}

/// Takes a payload out of its envelope.
///
/// # Errors
/// If it is not the file that was asked for, as a whole.
pub fn open(kind: FileKind, tier: TierId, bytes: &[u8]) -> Result<&[u8], ReadError> {
    if !bytes.starts_with(&MAGIC) {
        // An empty file was cut off; any other one is not a file of the index.
        return Err(match bytes {
            [] => ReadError::Length {
                expected: ENVELOPE,
                found: 0,
            },
            _ => ReadError::NotAnIndex,
        });
    }
    let mut reader = Reader::new(&bytes[MAGIC.len()..]);
    let too_short = |_| ReadError::Length {
        expected: ENVELOPE,
        found: bytes.len(),
    };
    let version = reader.byte().map_err(too_short)?;
    if version != VERSION {
        return Err(ReadError::Version { found: version });
    }
    let found_kind = reader.byte().map_err(too_short)?;
    let found_tier = u64::from_le_bytes(reader.array().map_err(too_short)?);
    let length = u32::from_le_bytes(reader.array().map_err(too_short)?);
    let checksum = u32::from_le_bytes(reader.array().map_err(too_short)?);
    if found_kind != kind.code() || found_tier != tier.0 {
        return Err(ReadError::Foreign);
    }
    let payload = reader.rest();
    let expected = usize::try_from(length).unwrap_or(usize::MAX);
    if payload.len() != expected {
        return Err(ReadError::Length {
            expected: expected.saturating_add(ENVELOPE),
            found: bytes.len(),
        });
    }
    if Hash::default().bytes(payload).checksum() != checksum {
        return Err(ReadError::Damaged);
    }
    Ok(payload)
}

#[cfg(feature = "build")]
/// Appends a number in groups of seven bits, the lowest first (LEB128).
pub fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(feature = "build")]
/// Appends bytes after their length.
pub fn put_bytes(bytes: &mut Vec<u8>, content: &[u8]) {
    put_number(bytes, content.len() as u64);
    bytes.extend(content);
}

#[cfg(feature = "build")]
/// Appends a text, without the beginning that it shares with the text before it in the list.
pub fn put_next_text(bytes: &mut Vec<u8>, before: &str, text: &str) {
    let same = before
        .bytes()
        .zip(text.bytes())
        .take_while(|(before, here)| before == here)
        .count();
    put_number(bytes, same as u64);
    put_bytes(bytes, &text.as_bytes()[same..]);
}

/// Reads numbers and texts. Every method fails where the bytes end.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Begins at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Returns what is left.
    pub fn rest(self) -> &'a [u8] {
        self.bytes
    }

    /// Whether everything was read.
    pub fn is_empty(self) -> bool {
        self.bytes.is_empty()
    }

    /// Reads a byte.
    pub fn byte(&mut self) -> Result<u8, ReadError> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    /// Reads a fixed number of bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let (array, rest) = self.bytes.split_first_chunk().ok_or(ReadError::Damaged)?;
        self.bytes = rest;
        Ok(*array)
    }

    /// Reads a number.
    pub fn number(&mut self) -> Result<u64, ReadError> {
        let mut number = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(ReadError::Damaged)
    }

    /// Reads a number that fits into 32 bits.
    pub fn small(&mut self) -> Result<u32, ReadError> {
        u32::try_from(self.number()?).map_err(|_| ReadError::Damaged)
    }

    /// Reads the number of things that follow, each of which takes at least one byte. A number that is larger
    /// than the rest of the file is an error, so callers never reserve memory for things that are not there.
    pub fn count(&mut self) -> Result<usize, ReadError> {
        let count = usize::try_from(self.number()?).map_err(|_| ReadError::Damaged)?;
        if count > self.bytes.len() {
            return Err(ReadError::Damaged);
        }
        Ok(count)
    }

    /// Reads bytes after their length.
    pub fn bytes(&mut self) -> Result<&'a [u8], ReadError> {
        let count = self.count()?;
        let (bytes, rest) = self.bytes.split_at(count);
        self.bytes = rest;
        Ok(bytes)
    }

    /// Reads a text that was written without the beginning that it shares with the one before it in the list.
    /// `text` holds that one, and is replaced.
    pub fn next_text(&mut self, text: &mut String) -> Result<(), ReadError> {
        let same = usize::try_from(self.number()?).map_err(|_| ReadError::Damaged)?;
        let suffix = self.bytes()?;
        let mut bytes = std::mem::take(text).into_bytes();
        if same > bytes.len() {
            return Err(ReadError::Damaged);
        }
        bytes.truncate(same);
        bytes.extend(suffix);
        *text = String::from_utf8(bytes).map_err(|_| ReadError::Damaged)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TIER: TierId = TierId(0x1234_5678_9abc_def0);

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let sealed = seal(FileKind::Terms, TIER, b"payload");
        assert_eq!(open(FileKind::Terms, TIER, &sealed), Ok(&b"payload"[..]));
    }

    #[test]
    fn an_envelope_names_what_is_wrong() {
        let sealed = seal(FileKind::Terms, TIER, b"payload");
        fn open(bytes: &[u8]) -> Result<&[u8], ReadError> {
            super::open(FileKind::Terms, TIER, bytes)
        }
        assert_eq!(open(b"<!doctype html>"), Err(ReadError::NotAnIndex));
        assert!(matches!(open(b""), Err(ReadError::Length { .. })));
        let found = sealed.len() - 1;
        let expected = sealed.len();
        assert_eq!(
            open(&sealed[..found]),
            Err(ReadError::Length { expected, found })
        );
        let longer = [&sealed[..], b"x"].concat();
        assert!(matches!(open(&longer), Err(ReadError::Length { .. })));
        let mut newer = sealed.clone();
        newer[3] = VERSION + 1;
        assert_eq!(open(&newer), Err(ReadError::Version { found: VERSION + 1 }));
        let mut damaged = sealed.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert_eq!(open(&damaged), Err(ReadError::Damaged));
        assert_eq!(
            super::open(FileKind::Phrases, TIER, &sealed),
            Err(ReadError::Foreign)
        );
        assert_eq!(
            super::open(FileKind::Terms, TierId(1), &sealed),
            Err(ReadError::Foreign)
        );
    }

    #[test]
    fn no_part_of_a_file_passes_for_the_whole() {
        let sealed = seal(FileKind::Cards, TIER, &[7; 100]);
        for length in 0..sealed.len() {
            assert!(
                open(FileKind::Cards, TIER, &sealed[..length]).is_err(),
                "{length}"
            );
        }
    }

    proptest! {
        #[test]
        fn numbers_and_texts_come_back(numbers: Vec<u32>, texts: Vec<String>) {
            let mut bytes = Vec::new();
            let mut before = String::new();
            for number in &numbers {
                put_number(&mut bytes, u64::from(*number));
            }
            for text in &texts {
                put_next_text(&mut bytes, &before, text);
                before.clone_from(text);
            }
            let mut reader = Reader::new(&bytes);
            for number in numbers {
                prop_assert_eq!(reader.small(), Ok(number));
            }
            let mut text = String::new();
            for expected in texts {
                reader.next_text(&mut text).unwrap();
                prop_assert_eq!(&text, &expected);
            }
            prop_assert!(reader.is_empty());
        }

        #[test]
        fn random_bytes_never_panic(bytes: Vec<u8>) {
            let mut reader = Reader::new(&bytes);
            let mut text = String::new();
            while reader.next_text(&mut text).is_ok() && reader.number().is_ok() {}
            let _ = open(FileKind::Terms, TIER, &bytes);
        }
    }
}
