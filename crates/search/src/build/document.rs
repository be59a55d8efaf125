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

/// A word that occurred before.
#[derive(Clone, Copy, Debug)]
struct KnownWord {
    number: u32,
    /// The number of its stem among the terms.
    stem: u32,
}

/// A term that occurred before.
#[derive(Debug)]
struct KnownTerm {
    text: Rc<str>,
    /// The hash of the term alone. Runs of words that begin with the term continue it.
    hash: Hash,
}

/// All words and terms that occurred before, with a number for each. This way each word is stemmed only
/// once, and the index is built from numbers instead of texts.
#[derive(Debug, Default)]
pub struct Vocabulary {
    known: HashMap<Language, HashMap<Rc<str>, KnownWord>>,
    words: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, u32>,
    terms: Vec<KnownTerm>,
}

/// The most words that are remembered.
const MAX_KNOWN: usize = 1 << 18;

impl Vocabulary {
    /// Whether there are so many words that all of them should be dropped.
    pub fn is_full(&self) -> bool {
        self.words.len() >= MAX_KNOWN
    }

    /// Returns a term.
    pub fn term(&self, number: u32) -> &str {
        &self.terms[number as usize].text
    }

    /// Returns a word.
    pub fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = self.terms.len() as u32;
        let text: Rc<str> = term.into();
        self.numbers.insert(text.clone(), number);
        let hash = Hash::default().text(&text);
        self.terms.push(KnownTerm { text, hash });
        number
    }

    fn known(&mut self, language: Language, folded: &str) -> KnownWord {
        let known = self.known.get(&language);
        if let Some(word) = known.and_then(|known| known.get(folded)) {
            return *word;
        }
        let text: Rc<str> = folded.into();
        let word = KnownWord {
            number: self.words.len() as u32,
            stem: self.number(&language.stem(folded)),
        };
        self.words.push(text.clone());
        self.known.entry(language).or_default().insert(text, word);
        word
    }
}

/// Receives the parts of a document that go into an index.
pub trait Contents {
    /// A word, as the number of its stem among the terms and its own number.
    fn word(&mut self, stem: u32, word: u32, place: Worth);
    /// A term that is not a word, such as its section. The same term can come twice.
    fn property(&mut self, term: u32);
    /// The hash of two or three stems beside each other. The same hash can come twice.
    fn neighbors(&mut self, hash: u64);
}

/// Analyzes a document.
pub fn analyze(document: &Document, vocabulary: &mut Vocabulary, contents: &mut impl Contents) {
    let card = &document.card;
    let beginnings = [
        (Worth::Headline, &card.headline),
        (Worth::Summary, &card.summary),
    ];
    let texts = beginnings
        .into_iter()
        .chain(document.labels.iter().map(|label| (Worth::Summary, label)))
        .chain(document.body.iter().map(|text| (Worth::Body, text)));
    for (place, text) in texts {
        // The hashes of the last word and of the last two words, to which the next word is added.
        let (mut last, mut last_two) = (None, None::<Hash>);
        for_each_folded(text, |folded| {
            let word = vocabulary.known(document.language, folded);
            contents.word(word.stem, word.number, place);
            let stem = &vocabulary.terms[word.stem as usize];
            let two = last.replace(stem.hash).map(|hash| hash.text(&stem.text));
            if let Some(three) = last_two.map(|hash| hash.text(&stem.text)) {
                contents.neighbors(three.finish());
            }
            if let Some(two) = two {
                contents.neighbors(two.finish());
            }
            last_two = two;
        });
    }
    let properties = [Filter::Section(document.section.clone())]
        .into_iter()
        .chain(document.tags.iter().cloned().map(Filter::Tag))
        .chain(document.authors.iter().cloned().map(Filter::Author));
    for property in properties {
        contents.property(vocabulary.number(&property.term()));
    }
}
