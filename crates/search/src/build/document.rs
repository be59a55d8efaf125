//! A story, as the index sees it.

use crate::format::cards::Card;
use crate::format::phrases::hash_of;
use crate::format::postings::Worth;
use crate::query::Filter;
use crate::text::day::Day;
use crate::text::language::Language;
use crate::text::words::words;
use std::collections::{HashMap, HashSet};

/// A story to be found.
#[derive(Clone, Debug, Hash)]
pub struct Document {
    /// The day on which it was published, in the newspaper's time zone.
    pub day: Day,
    /// Its language.
    pub language: Language,
    /// What is shown of it. The words of its headline and summary count more than those of the body.
    pub card: Card,
    /// Other words that count as much as the summary: the names of its tags and authors.
    pub labels: Vec<String>,
    /// The texts of its body: paragraphs, headings, captions.
    pub body: Vec<String>,
    /// The slug of its section.
    pub section: String,
    /// The slugs of its tags.
    pub tags: Vec<String>,
    /// The slugs of its authors.
    pub authors: Vec<String>,
}

/// The stems and words of a language that occurred before, so that each is stemmed once.
#[derive(Debug, Default)]
pub struct Stems {
    known: HashMap<(Language, Box<str>), u32>,
    stems: Vec<Box<str>>,
}

/// The most words that are remembered.
const MAX_KNOWN: usize = 1 << 18;

impl Stems {
    fn of(&mut self, language: Language, word: &str) -> Box<str> {
        let key = (language, Box::from(word));
        if let Some(number) = self.known.get(&key) {
            return self.stems[*number as usize].clone();
        }
        let stem: Box<str> = language.stem(word).into();
        if self.known.len() == MAX_KNOWN {
            self.known.clear();
            self.stems.clear();
        }
        self.known.insert(key, self.stems.len() as u32);
        self.stems.push(stem.clone());
        stem
    }
}

/// What is found in a document.
#[derive(Debug, Default)]
pub struct Contents {
    /// Each term with the words that have it as their stem.
    pub terms: HashMap<Box<str>, (Worth, HashSet<String>)>,
    /// Hashes of neighbors: of two and of three stems beside each other.
    pub neighbors: HashSet<u64>,
}

impl Contents {
    /// Analyzes a document.
    pub fn of(document: &Document, stems: &mut Stems) -> Self {
        let mut contents = Self::default();
        let mut counts: HashMap<Box<str>, u32> = HashMap::new();
        let card = &document.card;
        let texts = [(Worth::Headline, card.headline.as_str())]
            .into_iter()
            .chain([(Worth::Summary, card.summary.as_str())])
            .chain(
                document
                    .labels
                    .iter()
                    .map(|label| (Worth::Summary, label.as_str())),
            )
            .chain(
                document
                    .body
                    .iter()
                    .map(|text| (Worth::Body, text.as_str())),
            );
        for (worth, text) in texts {
            let (mut first, mut second): (Option<Box<str>>, Option<Box<str>>) = (None, None);
            for word in words(text) {
                let stem = stems.of(document.language, &word.folded);
                let count = counts.entry(stem.clone()).or_default();
                *count += 1;
                let worth = match worth {
                    Worth::Body if *count >= 3 => Worth::Often,
                    _ => worth,
                };
                let entry = contents.terms.entry(stem.clone());
                let (best, words) = entry.or_insert_with(|| (worth, HashSet::new()));
                *best = (*best).max(worth);
                if *word.folded != *stem && !words.contains(&word.folded) {
                    words.insert(word.folded);
                }
                if let Some(second) = &second {
                    contents.neighbors.insert(hash_of(&[second, &stem]));
                    if let Some(first) = &first {
                        contents.neighbors.insert(hash_of(&[first, second, &stem]));
                    }
                }
                first = second.replace(stem);
            }
        }
        let properties = [Filter::Section(document.section.clone())]
            .into_iter()
            .chain(document.tags.iter().cloned().map(Filter::Tag))
            .chain(document.authors.iter().cloned().map(Filter::Author));
        for property in properties {
            let entry = contents.terms.entry(property.term().into());
            entry.or_insert_with(|| (Worth::Body, HashSet::new()));
        }
        contents
    }
}
