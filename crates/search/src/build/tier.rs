//! A tier, from its first story to its last file.

use super::document::{Contents, Document, Vocabulary, analyze};
use super::pairs::Pairs;
use super::runs::{Merged, Runs};
use crate::format::bits::BitWriter;
use crate::format::cards::{Card, write_cards};
use crate::format::manifest::{MAX_STORIES, TierHeader};
use crate::format::names::{FileKind, FileName, TierId};
use crate::format::phrases::Buckets;
use crate::format::postings::{Posting, Worth, postings_bytes, put_stories};
use crate::format::terms::{PROPERTY, TermsWriter};
use crate::format::wire::seal;
use crate::format::word_lists::WordsWriter;
use crate::text::day::Day;
use crate::text::language::Languages;
use crate::tiers::NEWEST_STORIES;
use std::io;
use std::path::Path;

/// The largest number of stories in the list of a word. If more stories have the word, those in which it
/// has the least worth are left out.
const MAX_POSTINGS: usize = 12_288;
/// The lengths of words that can be suggested as corrections, in letters.
const CORRECTED: std::ops::RangeInclusive<usize> = 4..=24;

/// Where the files of a tier go.
pub type TierFiles<'a> = dyn FnMut(FileName, Vec<u8>) -> io::Result<()> + 'a;

/// The approximate sizes of a tier's files, in bytes. Files of small tiers are small, because a query reads
/// some files of every tier. The newest tier has few files, because it is rewritten with every story.
#[derive(Clone, Copy, Debug)]
struct Sizes {
    /// A term that needs more has a file of its own.
    terms: usize,
    phrases: u64,
    most_phrase_files: u64,
    words: usize,
    /// The number of cards in a file.
    cards: u32,
}

impl Sizes {
    fn of(stories: u32) -> Self {
        let sizes = |terms: usize, phrases: u64, words: usize, cards: u32| Self {
            terms: terms << 10,
            phrases: phrases << 10,
            most_phrase_files: u64::MAX,
            words: words << 10,
            cards,
        };
        if stories <= NEWEST_STORIES {
            Self {
                most_phrase_files: 16,
                ..sizes(5, 4, 32, 32)
            }
        } else if stories < 4_000 {
            sizes(4, 3, 8, 12)
        } else if stories < 30_000 {
            sizes(6, 4, 8, 12)
        } else {
            sizes(6, 6, 12, 12)
        }
    }
}

/// Builds a tier. Stories are added from the oldest to the newest.
pub struct TierBuilder<'a> {
    id: TierId,
    stories: u32,
    sizes: Sizes,
    buckets: Buckets,
    languages: Languages,
    days: Vec<Day>,
    runs: Runs<'a>,
    pairs: Pairs<'a>,
    vocabulary: Vocabulary,
    cards: Vec<Card>,
    files: &'a mut TierFiles<'a>,
}

impl<'a> TierBuilder<'a> {
    /// Begins a tier with a known number of stories. Temporary files go into `folder`, and the finished files
    /// of the tier are passed to `files` one by one.
    ///
    /// # Errors
    /// If the tier is too large.
    pub fn new(
        id: TierId,
        stories: u32,
        folder: &'a Path,
        files: &'a mut TierFiles<'a>,
    ) -> io::Result<Self> {
        if stories > MAX_STORIES {
            return Err(io::Error::other(format!(
                "a tier of the search index has at most {MAX_STORIES} stories, not {stories}"
            )));
        }
        let bits = Buckets::bits_for(stories);
        Ok(Self {
            id,
            stories,
            sizes: Sizes::of(stories),
            buckets: Buckets { bits, file_bits: 0 },
            languages: Languages::default(),
            days: Vec::new(),
            runs: Runs::new(folder),
            pairs: Pairs::new(folder, bits),
            vocabulary: Vocabulary::default(),
            cards: Vec::new(),
            files,
        })
    }

    /// Adds the next story.
    ///
    /// # Errors
    /// If a file cannot be written, or there are too many stories.
    pub fn add(&mut self, document: &Document) -> io::Result<()> {
        let story = self.days.len() as u32;
        if story == self.stories {
            return Err(io::Error::other(
                "a tier of the search index got more stories than it should have",
            ));
        }
        // Stories come in order of time, but where a zone has crossed the date line, a day can come again.
        let last = self.days.last().copied();
        self.days
            .push(last.map_or(document.day, |last| last.max(document.day)));
        self.languages.add(document.language);
        let mut contents = StoryContents {
            runs: &mut self.runs,
            pairs: &mut self.pairs,
            buckets: self.buckets,
            story,
        };
        analyze(document, &mut self.vocabulary, &mut contents);
        self.runs.end_story(story);
        if self.runs.is_full() || self.vocabulary.is_full() {
            self.runs.write_run(&self.vocabulary)?;
        }
        if self.vocabulary.is_full() {
            self.vocabulary = Vocabulary::default();
        }
        self.pairs.make_room()?;
        self.cards.push(document.card.clone());
        if self.cards.len() == self.sizes.cards as usize {
            self.write_cards()?;
        }
        Ok(())
    }

    fn write_cards(&mut self) -> io::Result<()> {
        let first = (self.days.len() - self.cards.len()) as u32;
        let bytes = write_cards(self.id, first, &self.cards);
        self.cards.clear();
        let name = FileName {
            tier: self.id,
            kind: FileKind::Cards,
            number: first / self.sizes.cards,
            revision: 0,
        };
        (self.files)(name, bytes)
    }

    /// Writes the other files, and returns what the manifest says of the tier.
    ///
    /// # Errors
    /// If a file cannot be written, or stories are missing.
    pub fn finish(mut self) -> io::Result<(TierHeader, Languages)> {
        if self.days.len() != self.stories as usize {
            return Err(io::Error::other(format!(
                "a tier of the search index should have {} stories, and got {}",
                self.stories,
                self.days.len()
            )));
        }
        if !self.cards.is_empty() {
            self.write_cards()?;
        }
        self.runs.write_run(&self.vocabulary)?;
        drop(self.vocabulary);
        let mut output = Output {
            id: self.id,
            files: self.files,
        };
        let buckets = write_phrases(
            self.pairs,
            self.buckets,
            self.stories,
            self.sizes,
            &mut output,
        )?;
        let mut terms = TermsOutput {
            stories: self.stories,
            limit: self.sizes.terms,
            writer: TermsWriter::default(),
            firsts: Vec::new(),
            next_first: String::new(),
            words: Vec::new(),
        };
        self.runs.merge(|merged| terms.put(merged, &mut output))?;
        terms.flush(&mut output)?;
        let mut words = terms.words;
        let forwards = write_words(&mut words, FileKind::Words, self.sizes.words, &mut output)?;
        for (word, _) in &mut words {
            *word = word.chars().rev().collect();
        }
        let backwards = write_words(
            &mut words,
            FileKind::WordsBackwards,
            self.sizes.words,
            &mut output,
        )?;
        let (first_day, days) = runs_of_days(&self.days);
        let header = TierHeader {
            id: self.id,
            stories: self.stories,
            first_day,
            days,
            buckets,
            cards_in_file: self.sizes.cards,
            terms: terms.firsts,
            words: forwards,
            words_backwards: backwards,
            withdrawn: Vec::new(),
            revised: Vec::new(),
        };
        Ok((header, self.languages))
    }
}

/// A story that is being added.
struct StoryContents<'r, 'a> {
    runs: &'r mut Runs<'a>,
    pairs: &'r mut Pairs<'a>,
    buckets: Buckets,
    story: u32,
}

impl Contents for StoryContents<'_, '_> {
    fn word(&mut self, stem: u32, word: u32, place: Worth) {
        self.runs.add(stem, Some(word), place);
    }

    fn property(&mut self, term: u32) {
        // A property that comes twice counts no more than one that comes once.
        self.runs.add(term, None, Worth::Body);
    }

    fn neighbors(&mut self, hash: u64) {
        self.pairs.add(self.buckets.of(hash), self.story);
    }
}

struct Output<'a> {
    id: TierId,
    files: &'a mut TierFiles<'a>,
}

impl Output<'_> {
    fn write(&mut self, kind: FileKind, number: usize, payload: &[u8]) -> io::Result<()> {
        let name = FileName {
            tier: self.id,
            kind,
            number: u32::try_from(number).map_err(io::Error::other)?,
            revision: 0,
        };
        (self.files)(name, seal(kind, self.id, payload))
    }
}

struct TermsOutput {
    stories: u32,
    limit: usize,
    writer: TermsWriter,
    firsts: Vec<String>,
    next_first: String,
    /// Words for corrections, with the logarithm of their frequency.
    words: Vec<(Box<str>, u8)>,
}

impl TermsOutput {
    fn put(&mut self, merged: &Merged, output: &mut Output<'_>) -> io::Result<()> {
        let frequency = u32::try_from(merged.postings.len()).map_err(io::Error::other)?;
        let is_property = merged.term.starts_with(PROPERTY);
        let kept;
        let postings = if is_property {
            &merged.postings
        } else {
            kept = of_most_worth(&merged.postings);
            kept.as_ref().unwrap_or(&merged.postings)
        };
        let bytes = postings_bytes(self.stories, postings.len()) + merged.term.len();
        if !self.writer.is_empty() && self.writer.len() + bytes > self.limit {
            self.flush(output)?;
        }
        if self.writer.is_empty() {
            let last = self.next_first.as_str();
            self.firsts.push(between(last, &merged.term));
        }
        let words: Vec<String> = merged.words.iter().map(|word| word.to_string()).collect();
        self.writer
            .put(self.stories, &merged.term, &words, frequency, postings);
        self.next_first.clone_from(&merged.term);
        if !is_property {
            let importance = frequency.ilog2() as u8;
            let is_corrected = |word: &str| {
                CORRECTED.contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
            };
            // If no words are listed, the only word is the stem itself.
            let whole = words.is_empty().then_some(&merged.term);
            for word in words.iter().chain(whole).filter(|word| is_corrected(word)) {
                self.words.push((word.as_str().into(), importance));
            }
        }
        Ok(())
    }

    fn flush(&mut self, output: &mut Output<'_>) -> io::Result<()> {
        if self.writer.is_empty() {
            return Ok(());
        }
        let payload = self.writer.take();
        output.write(FileKind::Terms, self.firsts.len() - 1, &payload)
    }
}

/// Returns the shortest prefix of `term` that sorts after `last`, the last term of the file before.
fn between(last: &str, term: &str) -> String {
    let ends = term.char_indices().map(|(offset, c)| offset + c.len_utf8());
    let mut ends = ends.map(|end| &term[..end]);
    ends.find(|start| *start > last).unwrap_or(term).to_owned()
}

/// Returns the stories of the most worth, or `None` if the list is short enough to keep them all.
fn of_most_worth(postings: &[Posting]) -> Option<Vec<Posting>> {
    if postings.len() <= MAX_POSTINGS {
        return None;
    }
    let mut kept = Vec::new();
    let mut room = MAX_POSTINGS;
    let mut lowest = None;
    for worth in Worth::ALL.into_iter().rev() {
        let count = postings
            .iter()
            .filter(|posting| posting.worth == worth)
            .count();
        if count > room {
            // There is room for only a part of these stories: keep the newest.
            lowest = Some((worth, count - room));
            break;
        }
        room -= count;
    }
    let mut left_out = lowest.map_or(0, |(_, count)| count);
    for posting in postings {
        match lowest {
            Some((worth, _)) if posting.worth < worth => {}
            Some((worth, _)) if posting.worth == worth && left_out > 0 => left_out -= 1,
            _ => kept.push(*posting),
        }
    }
    Some(kept)
}

fn write_phrases(
    pairs: Pairs<'_>,
    buckets: Buckets,
    stories: u32,
    sizes: Sizes,
    output: &mut Output<'_>,
) -> io::Result<Buckets> {
    // Each pair takes about a byte.
    let files = (pairs.count / sizes.phrases).clamp(1, sizes.most_phrase_files);
    // The nearest power of two.
    let file_bits = u32::from(buckets.bits).saturating_sub((files * 7 / 5).ilog2());
    let buckets = Buckets {
        file_bits: file_bits as u8,
        ..buckets
    };
    let mut bits = BitWriter::default();
    let mut next: u32 = 0;
    let last = 1_u32 << buckets.bits;
    let mut fill = |until: u32, bits: &mut BitWriter, output: &mut Output<'_>, list: &[u32]| {
        while next < until {
            put_stories(bits, stories, if next + 1 == until { list } else { &[] });
            next += 1;
            if next & ((1 << file_bits) - 1) == 0 {
                let payload = std::mem::take(bits).into_bytes();
                output.write(
                    FileKind::Phrases,
                    (next >> file_bits) as usize - 1,
                    &payload,
                )?;
            }
        }
        Ok::<(), io::Error>(())
    };
    pairs.merge(|bucket, list| fill(bucket + 1, &mut bits, output, list))?;
    fill(last, &mut bits, output, &[])?;
    Ok(buckets)
}

fn write_words(
    words: &mut Vec<(Box<str>, u8)>,
    kind: FileKind,
    limit: usize,
    output: &mut Output<'_>,
) -> io::Result<Vec<String>> {
    // Of equal words, the more frequent one comes first and is kept.
    words.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    words.dedup_by(|b, a| a.0 == b.0);
    let mut writer = WordsWriter::default();
    let mut firsts = Vec::new();
    let mut last = "";
    for (word, frequency) in words.iter() {
        if writer.len() > limit {
            output.write(kind, firsts.len() - 1, &writer.take())?;
        }
        if writer.len() == 0 {
            firsts.push(between(last, word));
        }
        writer.put(word, *frequency);
        last = word;
    }
    if !firsts.is_empty() {
        output.write(kind, firsts.len() - 1, &writer.take())?;
    }
    Ok(firsts)
}

fn runs_of_days(days: &[Day]) -> (Day, Vec<(u32, u32)>) {
    let Some(first) = days.first() else {
        return (Day(0), Vec::new());
    };
    let mut runs: Vec<(u32, u32)> = Vec::new();
    let mut push = |days: u32, count: u32| match runs.last_mut() {
        Some(last) if last.1 == count => last.0 += days,
        _ => runs.push((days, count)),
    };
    let mut next = first.0;
    for day in days.chunk_by(|a, b| a == b) {
        let gap = day[0].0.abs_diff(next);
        if gap > 0 {
            push(gap, 0);
        }
        push(1, day.len() as u32);
        next = day[0].0 + 1;
    }
    (*first, runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_runs() {
        let days = [3, 3, 4, 4, 9].map(Day);
        let (first, runs) = runs_of_days(&days);
        assert_eq!((first, runs), (Day(3), vec![(2, 2), (4, 0), (1, 1)]));
    }

    #[test]
    fn a_common_word_keeps_what_is_worth_most() {
        let posting = |story: u32| Posting {
            story,
            worth: if story.is_multiple_of(10) {
                Worth::Headline
            } else {
                Worth::Body
            },
        };
        let all: Vec<Posting> = (0..50_000).map(posting).collect();
        let kept = of_most_worth(&all).unwrap();
        assert_eq!(kept.len(), MAX_POSTINGS);
        let headlines = kept
            .iter()
            .filter(|posting| posting.worth == Worth::Headline);
        assert_eq!(headlines.count(), 5_000);
        assert!(kept.is_sorted_by_key(|posting| posting.story));
        assert_eq!(kept.last().unwrap().story, 49_999);
    }

    #[test]
    fn the_first_term_of_a_file_is_shortened() {
        assert_eq!(between("harbor", "harvest"), "harv");
        assert_eq!(between("", "a"), "a");
        assert_eq!(between("harbor", "harbors"), "harbors");
    }
}
