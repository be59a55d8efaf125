//! Finds the stories of a tier that contain a word or a run of words, or that have a property.

use super::files::{Files, Needs};
use crate::format::manifest::TierHeader;
use crate::format::names::FileKind;
use crate::format::phrases::hash_of;
use crate::format::postings::Worth;
use crate::format::terms::read_terms;
use crate::format::wire::ReadError;
use crate::text::language::{Language, Languages};
use std::collections::BTreeSet;

/// The most files of terms that are read for a word.
const MAX_FILES: usize = 3;
/// By how many characters at most a stem can be shorter than the typed beginning of its word.
const MAX_SUFFIX: usize = 4;
/// The weight of a word that begins with what was typed but is longer.
const BEGINNING: f32 = 0.6;

/// The stories of a tier that match a word: for each story, how much the match counts, or 0.
#[derive(Clone, Debug)]
pub struct Matches {
    /// Empty if no story matches.
    pub weights: Vec<f32>,
    /// The number of stories that match, including those that are not in the list.
    pub frequency: u32,
    /// Whether stories of little worth were left out of the list.
    pub is_cut: bool,
}

/// How much a place in a story counts.
pub fn weight(worth: Worth) -> f32 {
    match worth {
        Worth::Body => 1.0,
        Worth::Often => 1.6,
        Worth::Summary => 2.2,
        Worth::Headline => 4.0,
    }
}

/// A word, ready to be looked up.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub text: &'a str,
    pub stems: &'a [String],
    pub is_beginning: bool,
}

impl Wanted<'_> {
    /// Returns the numbers of the files to look into.
    fn files(self, tier: &TierHeader) -> BTreeSet<u32> {
        let mut files = BTreeSet::new();
        for stem in self.stems {
            files.extend(tier.files_with(FileKind::Terms, stem, stem));
        }
        if !self.is_beginning {
            return files;
        }
        let mut add = |number| {
            if files.len() < MAX_FILES {
                files.insert(number);
            }
        };
        let range = tier.files_with(FileKind::Terms, self.text, &after_all(self.text));
        range.clone().take(1).for_each(&mut add);
        // The stem of a word can be shorter than the part of the word that was typed: *electio* begins
        // *election*, whose stem is *elect*.
        let ends = self.text.char_indices().map(|(offset, _)| offset).rev();
        for end in ends.take(MAX_SUFFIX).filter(|end| *end >= 3) {
            let shorter = &self.text[..end];
            tier.files_with(FileKind::Terms, shorter, shorter)
                .for_each(&mut add);
        }
        range.skip(1).for_each(&mut add);
        files
    }

    /// Returns how much a term counts, if it matches at all.
    fn factor(self, term: &str, words: &[String]) -> Option<f32> {
        if self.stems.iter().any(|stem| stem == term) {
            return Some(1.0);
        }
        let begins = |word: &String| word.starts_with(self.text);
        let is_match =
            self.is_beginning && (term.starts_with(self.text) || words.iter().any(begins));
        is_match.then_some(BEGINNING)
    }
}

/// Returns a text that sorts after all texts that begin with this one.
pub fn after_all(text: &str) -> String {
    format!("{text}\u{10ffff}")
}

/// Returns whether any story has a word, according to the files fetched so far. It does not read which
/// stories those are.
pub fn is_known(files: &Files, tier: &TierHeader, wanted: Wanted<'_>, needs: &mut Needs) -> bool {
    let mut is_known = false;
    for number in wanted.files(tier) {
        let name = tier.file(FileKind::Terms, number);
        let Some(payload) = files.payload(name, needs) else {
            continue;
        };
        let read = read_terms(payload, |term, words, _| {
            is_known |= wanted.factor(term, words).is_some();
        });
        note(name, read, needs);
    }
    is_known
}

/// Looks a word up. Returns `None` if no story has it, or if a file has not been fetched yet.
pub fn word(
    files: &Files,
    tier: &TierHeader,
    wanted: Wanted<'_>,
    needs: &mut Needs,
) -> Option<Matches> {
    let mut matches = Matches {
        weights: Vec::new(),
        frequency: 0,
        is_cut: false,
    };
    for number in wanted.files(tier) {
        let name = tier.file(FileKind::Terms, number);
        let Some(payload) = files.payload(name, needs) else {
            continue;
        };
        let mut problem = None;
        let read = read_terms(payload, |term, words, entry| {
            let Some(factor) = wanted.factor(term, words) else {
                return;
            };
            matches.frequency = matches.frequency.saturating_add(entry.frequency);
            matches.is_cut |= entry.is_cut;
            matches.weights.resize(tier.stories as usize, 0.0);
            let weights = &mut matches.weights;
            let read = entry.postings(tier.stories, |posting| {
                let slot = &mut weights[posting.story as usize];
                *slot = slot.max(weight(posting.worth) * factor);
            });
            problem = problem.take().or(read.err());
        });
        if let Some(error) = read.err().or(problem) {
            needs.bad.insert(name, error);
        }
    }
    matches.frequency = matches.frequency.min(tier.stories);
    (matches.frequency > 0).then_some(matches)
}

/// Returns which stories have two or three words beside each other, as far as that is known.
pub fn neighbors(
    files: &Files,
    tier: &TierHeader,
    languages: Languages,
    words: &[&str],
    needs: &mut Needs,
) -> Option<Vec<bool>> {
    let bucket = |language: Language| {
        let stems: Vec<String> = words.iter().map(|word| language.stem(word)).collect();
        let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
        tier.buckets.of(hash_of(&stems))
    };
    let buckets: BTreeSet<u32> = languages.iter().map(bucket).collect();
    let mut present = vec![false; tier.stories as usize];
    for bucket in buckets {
        let name = tier.file(FileKind::Phrases, tier.buckets.file(bucket));
        let payload = files.payload(name, needs)?;
        let read = tier
            .buckets
            .stories(payload, bucket, tier.stories, |story| {
                present[story as usize] = true
            });
        note(name, read, needs)?;
    }
    Some(present)
}

fn note<T>(
    name: crate::format::names::FileName,
    result: Result<T, ReadError>,
    needs: &mut Needs,
) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            needs.bad.insert(name, error);
            None
        }
    }
}
