//! Sorted runs: the terms of some stories after the other are written to a file each time that memory is
//! full, and merged at the end, term by term.

use crate::format::postings::{Posting, Worth};
use crate::format::wire::put_number;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The most bytes of terms in memory, about.
const MAX_BYTES: usize = 48 << 20;
/// The bytes that a new term costs beside its letters: entries of maps, and the ends of allocations.
const TERM_COST: usize = 160;
/// The bytes that a new word of a term costs beside its letters.
const WORD_COST: usize = 64;
/// The most words that are kept for a term.
const MAX_WORDS: usize = 48;

#[derive(Debug, Default)]
struct Entry {
    words: BTreeSet<Box<str>>,
    count: u64,
    next: u32,
    /// For each story the distance from the last one, with its worth in the lowest two bits.
    postings: Vec<u8>,
}

/// Terms with their stories.
#[derive(Debug)]
pub struct Runs<'a> {
    folder: &'a Path,
    entries: HashMap<Box<str>, Entry>,
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
            entries: HashMap::new(),
            bytes: 0,
            files: Vec::new(),
        }
    }

    /// Adds a term of a story. Stories come in order.
    pub fn add(&mut self, term: &str, words: &[&str], posting: Posting) {
        // Most terms are known, and need no text of their own.
        if !self.entries.contains_key(term) {
            self.bytes += term.len() + TERM_COST;
            self.entries.insert(term.into(), Entry::default());
        }
        let Some(entry) = self.entries.get_mut(term) else {
            return;
        };
        for word in words {
            if entry.words.len() < MAX_WORDS && !entry.words.contains(*word) {
                self.bytes += word.len() + WORD_COST;
                entry.words.insert((*word).into());
            }
        }
        let before = entry.postings.capacity();
        let gap = u64::from(posting.story - entry.next);
        put_number(&mut entry.postings, gap << 2 | posting.worth as u64);
        self.bytes += entry.postings.capacity() - before;
        entry.next = posting.story + 1;
        entry.count += 1;
    }

    /// Writes a run if memory is full.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn make_room(&mut self) -> io::Result<()> {
        if self.bytes > MAX_BYTES {
            self.write_run()?;
        }
        Ok(())
    }

    fn write_run(&mut self) -> io::Result<()> {
        let path = self.folder.join(format!("terms-{}.run", self.files.len()));
        let mut file = BufWriter::new(File::create(&path)?);
        let mut entries: Vec<(Box<str>, Entry)> = self.entries.drain().collect();
        entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut head = Vec::new();
        for (term, entry) in entries {
            head.clear();
            put_text(&mut head, &term);
            put_number(&mut head, entry.words.len() as u64);
            for word in &entry.words {
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
        // The map itself keeps its room, which grows with the vocabulary of a run only.
        Ok(())
    }

    /// Merges all runs, and calls a function for each term in order. The runs are removed.
    ///
    /// # Errors
    /// If a run cannot be written or read, or the function fails.
    pub fn merge(mut self, mut use_term: impl FnMut(&Merged) -> io::Result<()>) -> io::Result<()> {
        self.write_run()?;
        drop(std::mem::take(&mut self.entries));
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
