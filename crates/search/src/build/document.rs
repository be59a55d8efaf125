//! A story, as the index sees it.

use crate::format::cards::Card;
use crate::format::hash::Hash;
use crate::format::postings::Worth;
use crate::query::Filter;
use crate::text::day::Day;
use crate::text::language::Language;
use crate::text::words::for_each_folded;
use foldhash::HashMap;
use std::rc::Rc;

/// A word that a story has so many times, also in its body, counts more.
const OFTEN: usize = 3;

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

/// A word that occurred before, with its stem.
#[derive(Clone, Copy, Debug)]
struct KnownWord {
    number: u32,
    stem: u32,
}

/// The words that occurred before and their stems, with a number for each, so that each word is stemmed once.
#[derive(Debug, Default)]
pub struct Stems {
    known: HashMap<Language, HashMap<Rc<str>, KnownWord>>,
    words: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, u32>,
    stems: Vec<Rc<str>>,
}

/// The most words that are remembered.
const MAX_KNOWN: usize = 1 << 18;

impl Stems {
    /// Forgets all words if they are too many. Their numbers begin again.
    fn make_room(&mut self) {
        if self.words.len() > MAX_KNOWN {
            *self = Self::default();
        }
    }

    fn of(&mut self, language: Language, folded: &str) -> KnownWord {
        let known = self.known.entry(language).or_default();
        if let Some(word) = known.get(folded) {
            return *word;
        }
        let stem: Rc<str> = language.stem(folded).into();
        let next = self.stems.len() as u32;
        let stems = &mut self.stems;
        let stem = *self.numbers.entry(stem).or_insert_with_key(|stem| {
            stems.push(stem.clone());
            next
        });
        let text: Rc<str> = folded.into();
        let word = KnownWord {
            number: self.words.len() as u32,
            stem,
        };
        self.words.push(text.clone());
        known.insert(text, word);
        word
    }
}

/// An occurrence of a word in a story. The order brings those of the same stem together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    stem: u32,
    word: u32,
    worth: Worth,
}

/// What is found in a document.
#[derive(Debug)]
pub struct Contents<'a> {
    stems: &'a Stems,
    /// In order.
    occurrences: Vec<Occurrence>,
    properties: Vec<String>,
    /// Hashes of neighbors: of two and of three stems beside each other. The same can be there twice.
    pub neighbors: Vec<u64>,
}

impl<'a> Contents<'a> {
    /// Analyzes a document.
    pub fn of(document: &Document, stems: &'a mut Stems) -> Self {
        stems.make_room();
        let mut occurrences = Vec::new();
        let mut neighbors = Vec::new();
        let card = &document.card;
        let beginnings = [
            (Worth::Headline, &card.headline),
            (Worth::Summary, &card.summary),
        ];
        let texts = beginnings
            .into_iter()
            .chain(document.labels.iter().map(|label| (Worth::Summary, label)))
            .chain(document.body.iter().map(|text| (Worth::Body, text)));
        for (worth, text) in texts {
            // The hashes of the last word, and of the last two, which the next word is added to.
            let (mut last, mut last_two) = (None, None);
            for_each_folded(text, |folded| {
                let KnownWord { number, stem } = stems.of(document.language, folded);
                occurrences.push(Occurrence {
                    stem,
                    word: number,
                    worth,
                });
                let stem = &stems.stems[stem as usize];
                let two = last
                    .replace(Hash::default().text(stem))
                    .map(|hash| hash.text(stem));
                let three = last_two.take().map(|hash: Hash| hash.text(stem));
                neighbors.extend([two, three].into_iter().flatten().map(Hash::finish));
                last_two = two;
            });
        }
        occurrences.sort_unstable();
        let properties = [Filter::Section(document.section.clone())]
            .into_iter()
            .chain(document.tags.iter().cloned().map(Filter::Tag))
            .chain(document.authors.iter().cloned().map(Filter::Author));
        let mut properties: Vec<String> = properties.map(|property| property.term()).collect();
        properties.sort_unstable();
        properties.dedup();
        Self {
            stems,
            occurrences,
            properties,
            neighbors,
        }
    }

    /// Calls a function for each term, with the words that have it as their stem.
    pub fn for_each_term(&self, mut use_term: impl FnMut(&str, &[&str], Worth)) {
        let mut words: Vec<&str> = Vec::new();
        for of_stem in self.occurrences.chunk_by(|a, b| a.stem == b.stem) {
            let stem = &*self.stems.stems[of_stem[0].stem as usize];
            words.clear();
            for of_word in of_stem.chunk_by(|a, b| a.word == b.word) {
                let word = &*self.stems.words[of_word[0].word as usize];
                if word != stem {
                    words.push(word);
                }
            }
            let worths = of_stem.iter().map(|occurrence| occurrence.worth);
            let is_often =
                of_stem.len() >= OFTEN && worths.clone().any(|worth| worth == Worth::Body);
            let worth = worths.chain(is_often.then_some(Worth::Often)).max();
            use_term(stem, &words, worth.unwrap_or(Worth::Body));
        }
        for property in &self.properties {
            use_term(property, &[], Worth::Body);
        }
    }
}
