//! The exact scan: a search that reads every word of every story, with all the time it needs. It is what
//! an index is compared with.

use super::archive::Archive;
use frontpage_search::{Clause, Language, Query, words};
use rayon::prelude::*;
use std::collections::HashMap;

/// The number that stands between two texts of a story.
const BREAK: u32 = u32::MAX;

#[derive(Debug)]
struct Text {
    headline: Vec<u32>,
    summary: Vec<u32>,
    /// Paragraphs, each after a break.
    body: Vec<u32>,
}

/// All words of all stories.
#[derive(Debug)]
pub struct Scan {
    stems: HashMap<String, u32>,
    texts: Vec<Text>,
}

impl Scan {
    /// Reads an archive.
    pub fn new(archive: &Archive) -> Self {
        let mut scan = Self {
            stems: HashMap::new(),
            texts: Vec::new(),
        };
        let mut known: HashMap<String, u32> = HashMap::new();
        for index in 0..archive.stories {
            let text = archive.text(index);
            let mut numbers = |text: &str| -> Vec<u32> {
                words(text)
                    .map(|word| {
                        if let Some(number) = known.get(&word.folded) {
                            return *number;
                        }
                        let next = scan.stems.len() as u32;
                        let stem = Language::English.stem(&word.folded);
                        let number = *scan.stems.entry(stem).or_insert(next);
                        known.insert(word.folded, number);
                        number
                    })
                    .collect()
            };
            let headline = numbers(&text.headline);
            let mut summary = numbers(&text.story.summary);
            summary.push(BREAK);
            summary.extend(numbers(text.story.desk.1));
            summary.push(BREAK);
            summary.extend(numbers(&text.story.tags.join(" ")));
            let mut body = Vec::new();
            for paragraph in &text.paragraphs {
                body.push(BREAK);
                body.extend(numbers(paragraph));
            }
            body.shrink_to_fit();
            scan.texts.push(Text {
                headline,
                summary,
                body,
            });
        }
        scan
    }

    fn number(&self, word: &str) -> Option<u32> {
        self.stems.get(&Language::English.stem(word)).copied()
    }

    fn numbers(&self, words: &[String]) -> Option<Vec<u32>> {
        words.iter().map(|word| self.number(word)).collect()
    }

    fn all(&self, is_right: impl Fn(&Text) -> bool + Sync) -> Vec<u32> {
        let texts = self.texts.par_iter().enumerate();
        texts
            .filter(|(_, text)| is_right(text))
            .map(|(index, _)| index as u32)
            .collect()
    }

    /// Returns the stories that have all words in their headline.
    pub fn with_headline(&self, words: &[String]) -> Vec<u32> {
        let Some(wanted) = self.numbers(words) else {
            return Vec::new();
        };
        self.all(|text| wanted.iter().all(|word| text.headline.contains(word)))
    }

    /// Returns the stories that have the words beside each other.
    pub fn with_phrase(&self, words: &[String]) -> Vec<u32> {
        let Some(wanted) = self.numbers(words) else {
            return Vec::new();
        };
        self.all(|text| has_phrase(text, &wanted))
    }

    /// Whether a story has all words of a query that are not in quotes.
    pub fn has_words(&self, story: u32, query: &str) -> bool {
        let text = &self.texts[story as usize];
        let query = Query::parse(query);
        query.clauses.iter().all(|clause| match clause {
            Clause::Word { text: word, .. } => self
                .number(word)
                .is_some_and(|number| places(text).any(|list| list.contains(&number))),
            Clause::Phrase(_) => true,
        })
    }

    /// Returns the ten best stories of a query. It ranks by everything that an index like ours can know: how
    /// rare words are, where and how often they occur, and which are beside each other.
    pub fn search(&self, query: &str) -> Vec<u32> {
        let query = Query::parse(query);
        let mut singles: Vec<u32> = Vec::new();
        let mut phrases: Vec<Vec<u32>> = Vec::new();
        for clause in &query.clauses {
            match clause {
                Clause::Word { text, .. } => match self.number(text) {
                    Some(number) => singles.push(number),
                    None => return Vec::new(),
                },
                Clause::Phrase(words) => match self.numbers(words) {
                    Some(numbers) => phrases.push(numbers),
                    None => return Vec::new(),
                },
            }
        }
        let all: Vec<u32> = singles
            .iter()
            .chain(phrases.iter().flatten())
            .copied()
            .collect();
        let frequencies: Vec<f64> = all
            .iter()
            .map(|word| {
                self.all(|text| places(text).any(|list| list.contains(word)))
                    .len() as f64
            })
            .collect();
        let rarity: Vec<f64> = frequencies
            .iter()
            .map(|frequency| (1.0 + self.texts.len() as f64 / frequency.max(1.0)).ln())
            .collect();
        let mean = rarity.iter().sum::<f64>() / rarity.len().max(1) as f64;
        let scored = self
            .texts
            .par_iter()
            .enumerate()
            .filter_map(|(index, text)| {
                let mut score = 0.0;
                for (word, rarity) in all.iter().zip(&rarity) {
                    score += rarity * worth(text, *word)?;
                }
                if !phrases.iter().all(|phrase| has_phrase(text, phrase)) {
                    return None;
                }
                for length in 2..=singles.len() {
                    for run in singles.windows(length) {
                        if has_phrase(text, run) {
                            score += 1.5 * mean;
                        }
                    }
                }
                Some((index as u32, score))
            });
        let mut scored: Vec<(u32, f64)> = scored.collect();
        scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        scored
            .into_iter()
            .take(10)
            .map(|(index, _)| index)
            .collect()
    }
}

fn places(text: &Text) -> impl Iterator<Item = &Vec<u32>> {
    [&text.headline, &text.summary, &text.body].into_iter()
}

fn has_phrase(text: &Text, phrase: &[u32]) -> bool {
    let Some(first) = phrase.first() else {
        return true;
    };
    places(text).any(|list| {
        let mut starts = list.iter().enumerate().filter(|(_, word)| *word == first);
        starts.any(|(start, _)| list[start..].starts_with(phrase))
    })
}

fn worth(text: &Text, word: u32) -> Option<f64> {
    if text.headline.contains(&word) {
        return Some(4.0);
    }
    if text.summary.contains(&word) {
        return Some(2.2);
    }
    match text.body.iter().filter(|other| **other == word).count() {
        0 => None,
        count => Some(1.0 + (count.min(5) - 1) as f64 * 0.3),
    }
}
