//! Files of words: a range of all words of a tier, for corrections.

use super::wire::{ReadError, Reader};
#[cfg(feature = "build")]
use super::wire::{put_next_text, put_number};

/// Reads all words of a file, each with the logarithm of how many stories have it.
pub fn read_words(payload: &[u8], mut use_word: impl FnMut(&str, u8)) -> Result<(), ReadError> {
    let mut reader = Reader::new(payload);
    let mut word = String::new();
    for _ in 0..reader.count()? {
        reader.next_text(&mut word)?;
        let frequency = reader.byte()?;
        use_word(&word, frequency);
    }
    if reader.is_empty() {
        Ok(())
    } else {
        Err(ReadError::Damaged)
    }
}

/// A file of words that is being written.
#[cfg(feature = "build")]
#[derive(Debug, Default)]
pub struct WordsWriter {
    entries: Vec<u8>,
    count: u64,
    last: String,
}

#[cfg(feature = "build")]
impl WordsWriter {
    /// The number of bytes so far.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Appends a word, which has to follow the last one.
    pub fn put(&mut self, word: &str, frequency: u8) {
        put_next_text(&mut self.entries, &self.last, word);
        self.entries.push(frequency);
        self.last.clear();
        self.last.push_str(word);
        self.count += 1;
    }

    /// Returns the payload, and begins the next file.
    pub fn take(&mut self) -> Vec<u8> {
        let mut payload = Vec::with_capacity(self.entries.len() + 4);
        put_number(&mut payload, self.count);
        payload.append(&mut self.entries);
        self.count = 0;
        self.last.clear();
        payload
    }
}
