//! Sorted runs: whenever memory is full, the terms of the stories added since the last run are written to
//! a file. At the end the files are merged, term by term.

use super::document::Vocabulary;
use crate::format::postings::{Posting, Worth};
use crate::format::wire::put_number;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The approximate limit for the terms in memory, in bytes.
const MAX_BYTES: usize = 48 << 20;
/// The memory that a term takes in addition to its stories, in bytes.
const TERM_COST: usize = size_of::<Entry>();
/// The most words that are kept for a term.
const MAX_WORDS: usize = 48;
/// A word that occurs this often in a story is worth more, even if it is only in the body.
const OFTEN: u32 = 3;

/// A term. Terms that did not occur since the last run have no stories.
#[derive(Debug, Default)]
struct Entry {
    /// The words with this stem, by their numbers.
    words: Vec<u32>,
    count: u64,
    next: u32,
    /// How often it occurs in the story that is being added, and the best place in which it occurs.
    times: u32,
    best: u8,
    /// For each story, the distance from the story before it, with the worth in the lowest two bits.
    postings: Vec<u8>,
}

/// Terms with their stories.
#[derive(Debug)]
pub struct Runs<'a> {
    folder: &'a Path,
    /// By the numbers of the terms.
    entries: Vec<Entry>,
    /// The terms of the story that is being added.
    current: Vec<u32>,
    bytes: usize,
    files: Vec<PathBuf>,
}

/// A term with all its stories.
#[derive(Debug, Default)]
pub struct Merged {
    /// The term.
    pub term: String,
    /// The words with this stem.
    pub words: BTreeSet<Box<str>>,
    /// Its stories.
    pub postings: Vec<Posting>,
}

impl<'a> Runs<'a> {
    /// Begins without terms. Runs are written into a folder that exists.
    pub fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            entries: Vec::new(),
            current: Vec::new(),
            bytes: 0,
            files: Vec::new(),
        }
    }

    /// Adds a term of a story, at a place.
    pub fn add(&mut self, term: u32, word: Option<u32>, place: Worth) {
        let number = term as usize;
        if number >= self.entries.len() {
            self.bytes += (number + 1 - self.entries.len()) * TERM_COST;
            self.entries.resize_with(number + 1, Entry::default);
        }
        let entry = &mut self.entries[number];
        if entry.times == 0 {
            self.current.push(term);
        }
        entry.times += 1;
        let worth = match place {
            Worth::Body if entry.times >= OFTEN => Worth::Often,
            Worth::Body | Worth::Often | Worth::Summary | Worth::Headline => place,
        };
        entry.best = entry.best.max(worth as u8);
        let word = word.filter(|word| entry.words.len() < MAX_WORDS && !entry.words.contains(word));
        if let Some(word) = word {
            self.bytes += size_of_val(&word);
            entry.words.push(word);
        }
    }

    /// Ends a story, whose terms were added. Stories come in order.
    pub fn end_story(&mut self, story: u32) {
        for term in self.current.drain(..) {
            let entry = &mut self.entries[term as usize];
            let before = entry.postings.capacity();
            let gap = u64::from(story - entry.next);
            put_number(&mut entry.postings, gap << 2 | u64::from(entry.best));
            self.bytes += entry.postings.capacity() - before;
            entry.next = story + 1;
            entry.count += 1;
            entry.times = 0;
            entry.best = 0;
        }
    }

    /// Whether memory is so full that a run should be written.
    pub fn is_full(&self) -> bool {
        self.bytes > MAX_BYTES
    }

    /// Writes all terms as a run. Afterwards, the numbers of terms and words may be assigned anew.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write_run(&mut self, vocabulary: &Vocabulary) -> io::Result<()> {
        let path = self.folder.join(format!("terms-{}.run", self.files.len()));
        let mut file = BufWriter::new(File::create(&path)?);
        let entries = std::mem::take(&mut self.entries);
        let mut entries: Vec<(&str, Entry)> = (0..)
            .zip(entries)
            .filter(|(_, entry)| entry.count > 0)
            .map(|(number, entry)| (vocabulary.term(number), entry))
            .collect();
        entries.sort_unstable_by_key(|(term, _)| *term);
        let mut head = Vec::new();
        for (term, entry) in entries {
            let words = entry.words.iter().map(|word| vocabulary.word(*word));
            let words: BTreeSet<&str> = words.filter(|word| *word != term).collect();
            head.clear();
            put_text(&mut head, term);
            put_number(&mut head, words.len() as u64);
            for word in words {
                put_text(&mut head, word);
            }
            put_number(&mut head, entry.count);
            put_number(&mut head, entry.postings.len() as u64);
            file.write_all(&head)?;
            file.write_all(&entry.postings)?;
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?;
        self.files.push(path);
        self.bytes = 0;
        Ok(())
    }

    /// Merges all runs that were written, and calls a function for each term in order. The runs are removed.
    ///
    /// # Errors
    /// If a run cannot be read or removed, or the function fails.
    pub fn merge(self, mut use_term: impl FnMut(&Merged) -> io::Result<()>) -> io::Result<()> {
        let mut runs = Vec::with_capacity(self.files.len());
        for path in &self.files {
            let mut run = Run {
                file: BufReader::with_capacity(1 << 18, File::open(path)?),
                head: None,
            };
            run.advance()?;
            runs.push(run);
        }
        let mut merged = Merged::default();
        while let Some(term) = runs.iter().filter_map(Run::term).min() {
            merged.term.clear();
            merged.term.push_str(term);
            merged.words.clear();
            merged.postings.clear();
            // Runs are in the order of their stories.
            for run in &mut runs {
                if run.term() == Some(merged.term.as_str()) {
                    run.take(&mut merged)?;
                    run.advance()?;
                }
            }
            use_term(&merged)?;
        }
        for path in &self.files {
            std::fs::remove_file(path)?;
        }
        Ok(())
    }
}

struct Run {
    file: BufReader<File>,
    head: Option<String>,
}

impl Run {
    fn term(&self) -> Option<&str> {
        self.head.as_deref()
    }

    fn advance(&mut self) -> io::Result<()> {
        self.head = match take_number(&mut self.file) {
            Ok(length) => Some(take_text(&mut self.file, length)?),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            Err(error) => return Err(error),
        };
        Ok(())
    }

    fn take(&mut self, merged: &mut Merged) -> io::Result<()> {
        for _ in 0..take_number(&mut self.file)? {
            let length = take_number(&mut self.file)?;
            let word = take_text(&mut self.file, length)?;
            if merged.words.len() < MAX_WORDS {
                merged.words.insert(word.into());
            }
        }
        let count = take_number(&mut self.file)?;
        take_number(&mut self.file)?;
        let mut next = 0_u64;
        for _ in 0..count {
            let number = take_number(&mut self.file)?;
            let story = next + (number >> 2);
            next = story + 1;
            merged.postings.push(Posting {
                story: u32::try_from(story).map_err(io::Error::other)?,
                worth: Worth::ALL[(number & 3) as usize],
            });
        }
        Ok(())
    }
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u64);
    bytes.extend(text.as_bytes());
}

fn take_number(file: &mut impl Read) -> io::Result<u64> {
    let mut number = 0_u64;
    for shift in (0..63).step_by(7) {
        let mut byte = [0];
        file.read_exact(&mut byte)?;
        number |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] < 0x80 {
            return Ok(number);
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

fn take_text(file: &mut impl Read, length: u64) -> io::Result<String> {
    let mut text = String::new();
    file.take(length).read_to_string(&mut text)?;
    Ok(text)
}
