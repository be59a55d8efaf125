//! The searcher: answers a query step by step, until it has the results.

use super::corrections::{self, Correction};
use super::files::{Files, Needs};
use super::matches::{self, Wanted};
use super::ranking::{Part, Stories, rank, rarity};
use crate::format::cards::Card;
use crate::format::manifest::Manifest;
use crate::format::names::{FileKind, FileName};
use crate::format::wire::ReadError;
use crate::query::{Clause, Query};
use crate::text::day::Day;
use std::cmp::Ordering;
use std::ops::Range;

/// The most runs of neighbors that are looked up to rank stories, because each costs a request.
const MAX_RUNS: usize = 3;
/// A phrase of at least this many words is found by its runs of three words and its longest word alone.
const LONG_PHRASE: usize = 3;

/// The order of results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first.
    #[default]
    Best,
    /// The newest first.
    Newest,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Fetch these files side by side, give them to [`Searcher::give`], and ask again.
    Fetch(Vec<FileName>),
    /// These are the results.
    Done(Found),
}

/// The results of a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The stories that were asked for, in order.
    pub hits: Vec<Hit>,
    /// The number of all stories found. It is an estimate if the words are in most stories.
    pub total: usize,
    /// Words that were looked for in another spelling.
    pub corrections: Vec<Correction>,
    /// The query with these corrections, for highlighting.
    pub query: Query,
    /// Files that could not be read, so that stories may be missing from the results.
    pub unreadable: Vec<(FileName, ReadError)>,
}

/// A story that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What is shown of it.
    pub card: Card,
    /// How well it matches the query.
    pub score: f32,
}

/// Answers queries from the files of an index.
#[derive(Clone, Debug)]
pub struct Searcher {
    manifest: Manifest,
    days: Vec<Vec<Day>>,
    newest: Day,
    files: Files,
    /// The stories that the last query found. Dropped when another file arrives, except for cards, which
    /// do not change the result.
    ranked: Option<Ranked>,
}

/// The stories that a query found, before their cards are known.
#[derive(Clone, Debug)]
struct Ranked {
    query: Query,
    candidates: Vec<Candidate>,
    needs: Needs,
}

/// A story that was found, before its card is known.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    tier: usize,
    story: u32,
    day: Day,
    score: f32,
}

impl Searcher {
    /// Makes a searcher of the manifest.
    pub fn new(manifest: Manifest) -> Self {
        let days: Vec<Vec<Day>> = manifest
            .tiers
            .iter()
            .map(|tier| tier.days_of_stories())
            .collect();
        let newest = days.iter().filter_map(|days| days.last()).max();
        Self {
            newest: newest.copied().unwrap_or_default(),
            manifest,
            days,
            files: Files::default(),
            ranked: None,
        }
    }

    /// Returns the manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Takes a file that was fetched, or `None` if it could not be.
    ///
    /// # Errors
    /// If the file is bad. The searcher remembers that: the query continues without the file, and its results
    /// name the file as bad.
    pub fn give(&mut self, name: FileName, bytes: Option<&[u8]>) -> Result<(), ReadError> {
        if name.kind != FileKind::Cards {
            self.ranked = None;
        }
        self.files.give(name, bytes)
    }

    /// Forgets which files were bad, so that they are fetched again.
    pub fn retry(&mut self) {
        self.ranked = None;
        self.files.retry();
    }

    /// Returns the next step of a query. `range` is the range of results that are wanted.
    pub fn step(&mut self, query: &Query, order: Order, range: Range<usize>) -> Step {
        if query.is_empty() {
            return Step::Done(Found::default());
        }
        let mut needs = Needs::default();
        let unknown = self.unknown_words(query, &mut needs);
        let mut corrected = query.clone();
        let mut corrections = Vec::new();
        if needs.missing.is_empty() {
            for word in unknown {
                let tiers = &self.manifest.tiers;
                let Some(used) = corrections::correct(&self.files, tiers, &word, &mut needs) else {
                    continue;
                };
                replace(&mut corrected, &word, &used);
                corrections.push(Correction { typed: word, used });
            }
        }
        if !needs.missing.is_empty() && corrections.is_empty() {
            // The neighbors and the properties are fetched in the same round trip.
            self.candidates(query, &mut needs);
            return Step::Fetch(needs.missing.into_iter().collect());
        }
        let mut ranked = self
            .ranked
            .take()
            .filter(|ranked| ranked.query == corrected)
            .unwrap_or_else(|| self.ranked(&corrected));
        needs.extend(&ranked.needs);
        if !needs.missing.is_empty() {
            return Step::Fetch(needs.missing.into_iter().collect());
        }
        let better = |a: &Candidate, b: &Candidate| match order {
            Order::Best => b.score.total_cmp(&a.score).then(newer(a, b)),
            Order::Newest => newer(a, b),
        };
        let candidates = &mut ranked.candidates;
        let total = candidates.len();
        let (start, end) = (
            range.start.min(total),
            range.end.min(total).max(range.start.min(total)),
        );
        // Thousands of stories may be found, but only a few are shown.
        if end < total {
            candidates.select_nth_unstable_by(end, better);
        }
        candidates[..end].sort_unstable_by(better);
        let shown = &candidates[start..end];
        let mut hits = Vec::with_capacity(shown.len());
        for candidate in shown {
            let tier = &self.manifest.tiers[candidate.tier];
            let name = tier.file(FileKind::Cards, candidate.story / tier.cards_in_file);
            let card = self.files.card(name, candidate.story, &mut needs);
            hits.extend(card.map(|card| Hit {
                card: card.clone(),
                score: candidate.score,
            }));
        }
        self.ranked = Some(ranked);
        if !needs.missing.is_empty() {
            return Step::Fetch(needs.missing.into_iter().collect());
        }
        Step::Done(Found {
            hits,
            total,
            corrections,
            query: corrected,
            unreadable: needs.bad.into_iter().collect(),
        })
    }

    /// Returns the words that no story has.
    fn unknown_words(&self, query: &Query, needs: &mut Needs) -> Vec<String> {
        let mut unknown = Vec::new();
        for (text, is_beginning) in looked_up(query) {
            let stems = self.manifest.languages.stems(text);
            let wanted = Wanted {
                text,
                stems: &stems,
                is_beginning,
            };
            // Every tier is asked, so that the files of all are fetched together.
            let mut is_known = false;
            for tier in &self.manifest.tiers {
                is_known |= matches::is_known(&self.files, tier, wanted, needs);
            }
            if !is_known {
                unknown.push(text.to_owned());
            }
        }
        unknown
    }

    /// Returns the stories that match, with the files that are missing or bad.
    fn ranked(&self, query: &Query) -> Ranked {
        let mut needs = Needs::default();
        Ranked {
            query: query.clone(),
            candidates: self.candidates(query, &mut needs),
            needs,
        }
    }

    /// Returns the stories that match, in no order.
    fn candidates(&self, query: &Query, needs: &mut Needs) -> Vec<Candidate> {
        let tiers = &self.manifest.tiers;
        let words: Vec<(&str, bool)> = looked_up(query).collect();
        // The rarity of a word depends on all tiers.
        let mut matches = Vec::with_capacity(words.len());
        let mut rarities = Vec::with_capacity(words.len());
        for (text, is_beginning) in &words {
            let stems = self.manifest.languages.stems(text);
            let wanted = Wanted {
                text,
                stems: &stems,
                is_beginning: *is_beginning,
            };
            let in_tiers: Vec<_> = tiers
                .iter()
                .map(|tier| matches::word(&self.files, tier, wanted, needs))
                .collect();
            let frequency = in_tiers
                .iter()
                .flatten()
                .map(|found| u64::from(found.frequency));
            rarities.push(rarity(self.manifest.stories(), frequency.sum()));
            matches.push(in_tiers);
        }
        let usual = rarities.iter().sum::<f32>() / rarities.len().max(1) as f32;
        let wanted = query.after.unwrap_or(Day(i32::MIN))..query.before.unwrap_or(Day(i32::MAX));
        let mut candidates = Vec::new();
        for (tier_number, tier) in tiers.iter().enumerate() {
            let mut parts = Vec::new();
            for (in_tiers, rarity) in matches.iter_mut().zip(&rarities) {
                parts.push(Part::Word {
                    matches: in_tiers[tier_number].take(),
                    rarity: *rarity,
                });
            }
            let mut neighbors = |words: &[&str]| {
                let languages = self.manifest.languages;
                matches::neighbors(&self.files, tier, languages, words, needs)
            };
            for run in near(query) {
                let place = |word: &&str| words.iter().position(|(text, _)| text == word);
                parts.extend(neighbors(&run).map(|present| Part::Near {
                    present,
                    words: run.iter().filter_map(place).collect(),
                    rarity: usual,
                }));
            }
            for words in beside(query) {
                parts.extend(neighbors(&words).map(|present| Part::Beside {
                    present,
                    rarity: usual,
                }));
            }
            for filter in &query.filters {
                let term = filter.term();
                let stems = [term.clone()];
                let wanted = Wanted {
                    text: &term,
                    stems: &stems,
                    is_beginning: false,
                };
                parts.push(Part::Property(matches::word(
                    &self.files,
                    tier,
                    wanted,
                    needs,
                )));
            }
            let stories = Stories {
                days: &self.days[tier_number],
                withdrawn: &tier.withdrawn,
                newest: self.newest,
                wanted: wanted.clone(),
            };
            rank(&parts, &stories, |story, score| {
                candidates.push(Candidate {
                    tier: tier_number,
                    story,
                    day: stories.days[story as usize],
                    score,
                });
            });
        }
        candidates
    }
}

/// Orders newer stories first.
fn newer(a: &Candidate, b: &Candidate) -> Ordering {
    (b.day, b.tier, b.story).cmp(&(a.day, a.tier, a.story))
}

/// Returns the words that are looked up: all single words, both words of a phrase of two, and the
/// longest word of a longer phrase, whose runs of words are specific enough.
fn looked_up(query: &Query) -> impl Iterator<Item = (&str, bool)> {
    query.clauses.iter().flat_map(|clause| match clause {
        Clause::Word { text, is_beginning } => vec![(text.as_str(), *is_beginning)],
        Clause::Phrase(words) if words.len() < LONG_PHRASE => {
            words.iter().map(|word| (word.as_str(), false)).collect()
        }
        Clause::Phrase(words) => {
            let longest = words.iter().max_by_key(|word| word.chars().count());
            longest
                .map(|word| (word.as_str(), false))
                .into_iter()
                .collect()
        }
    })
}

/// Returns the runs of words that make a story rank higher: all runs of two if there are up to three words,
/// and all runs of three if there are more.
fn near(query: &Query) -> Vec<Vec<&str>> {
    let is_word = |clause: &Clause| matches!(clause, Clause::Word { .. });
    let runs = query.clauses.chunk_by(|a, b| is_word(a) && is_word(b));
    let mut near = Vec::new();
    for run in runs {
        let length = if run.len() > 3 { 3 } else { 2 };
        let of_length = run.windows(length);
        let of_length = of_length.map(|run| run.iter().filter_map(word).collect::<Vec<&str>>());
        near.extend(of_length.filter(|words| words.len() == length));
    }
    near.truncate(MAX_RUNS);
    near
}

fn word(clause: &Clause) -> Option<&str> {
    match clause {
        Clause::Word { text, .. } => Some(text),
        Clause::Phrase(_) => None,
    }
}

/// Returns the runs of neighboring words that phrases consist of.
fn beside(query: &Query) -> Vec<Vec<&str>> {
    let phrases = query.clauses.iter().filter_map(|clause| match clause {
        Clause::Word { .. } => None,
        Clause::Phrase(words) => Some(words),
    });
    phrases
        .flat_map(|words| words.windows(words.len().min(LONG_PHRASE)))
        .map(|words| words.iter().map(String::as_str).collect())
        .collect()
}

fn replace(query: &mut Query, typed: &str, used: &str) {
    for clause in &mut query.clauses {
        let words: &mut [String] = match clause {
            Clause::Word { text, .. } => std::slice::from_mut(text),
            Clause::Phrase(words) => words,
        };
        for word in words.iter_mut().filter(|word| *word == typed) {
            *word = used.to_owned();
        }
    }
}
