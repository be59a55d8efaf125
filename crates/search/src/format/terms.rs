//! Files of terms: a range of all terms of a tier, in order, with the stories that contain each.

use super::bits::BitReader;
#[cfg(feature = "build")]
use super::bits::BitWriter;
#[cfg(feature = "build")]
use super::postings::put_postings;
use super::postings::{Posting, take_postings};
use super::wire::{ReadError, Reader};
#[cfg(feature = "build")]
use super::wire::{put_bytes, put_next_text, put_number};

/// The first character of terms that are not words but properties, such as a section. No word contains it.
pub const PROPERTY: char = '\u{1}';

/// A term and its stories.
#[derive(Clone, Debug)]
pub struct Term<'a> {
    /// The number of stories that contain it.
    pub frequency: u32,
    /// Whether the list was cut: stories of little worth are not in it.
    pub is_cut: bool,
    count: usize,
    postings: &'a [u8],
}

impl Term<'_> {
    /// Reads the stories that contain it. `stories` is the number of stories in the tier.
    pub fn postings(
        &self,
        stories: u32,
        use_posting: impl FnMut(Posting),
    ) -> Result<(), ReadError> {
        let mut bits = BitReader::new(self.postings);
        take_postings(&mut bits, stories, self.count, use_posting)
    }
}

/// Reads all terms of a file. The function gets each term, the words that have this stem, and their
/// stories.
pub fn read_terms<'a>(
    payload: &'a [u8],
    mut use_term: impl FnMut(&str, &[String], Term<'a>),
) -> Result<(), ReadError> {
    let mut reader = Reader::new(payload);
    let mut term = String::new();
    let mut words: Vec<String> = Vec::new();
    for _ in 0..reader.count()? {
        reader.next_text(&mut term)?;
        let is_cut = reader.byte()? != 0;
        let frequency = reader.small()?;
        let count = usize::try_from(reader.small()?).map_err(|_| ReadError::Damaged)?;
        words.clear();
        for _ in 0..reader.count()? {
            let mut word = term.clone();
            reader.next_text(&mut word)?;
            words.push(word);
        }
        let postings = reader.bytes()?;
        // Each posting takes two bits at least.
        if count > postings.len() * 4 {
            return Err(ReadError::Damaged);
        }
        use_term(
            &term,
            &words,
            Term {
                frequency,
                is_cut,
                count,
                postings,
            },
        );
    }
    if reader.is_empty() {
        Ok(())
    } else {
        Err(ReadError::Damaged)
    }
}

/// A file of terms that is being written.
#[cfg(feature = "build")]
#[derive(Debug, Default)]
pub struct TermsWriter {
    entries: Vec<u8>,
    count: u64,
    last: String,
}

#[cfg(feature = "build")]
impl TermsWriter {
    /// The number of bytes so far.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no term yet.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Appends a term, which has to follow the last one in the order of bytes. `words` are the words
    /// with this stem; the stem itself need not be among them.
    pub fn put(
        &mut self,
        stories: u32,
        term: &str,
        words: &[String],
        frequency: u32,
        postings: &[Posting],
    ) {
        put_next_text(&mut self.entries, &self.last, term);
        self.last.clear();
        self.last.push_str(term);
        let is_cut = postings.len() < frequency as usize;
        self.entries.push(u8::from(is_cut));
        put_number(&mut self.entries, u64::from(frequency));
        put_number(&mut self.entries, postings.len() as u64);
        put_number(&mut self.entries, words.len() as u64);
        for word in words {
            put_next_text(&mut self.entries, term, word);
        }
        let mut bits = BitWriter::default();
        put_postings(&mut bits, stories, postings);
        put_bytes(&mut self.entries, &bits.into_bytes());
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
