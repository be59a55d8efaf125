//! The manifest: the tiers of an index, and which of their files hold what.

use super::names::{FileKind, FileName, TierId};
use super::phrases::Buckets;
use super::wire::{ReadError, Reader, open};
#[cfg(feature = "build")]
use super::wire::{put_next_text, put_number, seal};
use crate::text::day::Day;
use crate::text::language::Languages;
use std::ops::Range;

/// The most stories of a tier.
pub const MAX_STORIES: u32 = 1 << 17;
const NO_TIER: TierId = TierId(0);

/// The list of an index's tiers. It is the only file of the index whose content changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The languages of the archive.
    pub languages: Languages,
    /// The tiers, the newest last.
    pub tiers: Vec<TierHeader>,
}

/// What the manifest says about a tier, which is known before any of the tier's files is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierHeader {
    /// Its name.
    pub id: TierId,
    /// The number of stories.
    pub stories: u32,
    /// The day of the first story, and the number of stories on each day from then on, as runs of days
    /// with the same number.
    pub(crate) first_day: Day,
    pub(crate) days: Vec<(u32, u32)>,
    pub(crate) buckets: Buckets,
    /// The number of cards in a file.
    pub(crate) cards_in_file: u32,
    /// The first term of each file of terms.
    pub(crate) terms: Vec<String>,
    /// The first word of each file of words.
    pub(crate) words: Vec<String>,
    pub(crate) words_backwards: Vec<String>,
    /// Stories that are gone, or have a newer version in another tier.
    pub withdrawn: Vec<u32>,
    /// The files of cards that have a revision, because cards were removed from them.
    pub(crate) revised: Vec<(u32, u32)>,
}

impl TierHeader {
    /// Returns the name of a file.
    pub(crate) fn file(&self, kind: FileKind, number: u32) -> FileName {
        let mut revised = self.revised.iter();
        let revised = revised.find(|(file, _)| kind == FileKind::Cards && *file == number);
        FileName {
            tier: self.id,
            kind,
            number,
            revision: revised.map_or(0, |(_, revision)| *revision),
        }
    }

    /// Returns the names of all its files.
    pub fn files(&self) -> impl Iterator<Item = FileName> {
        let counts = [
            (FileKind::Terms, self.terms.len() as u64),
            (
                FileKind::Phrases,
                1 << (self.buckets.bits - self.buckets.file_bits),
            ),
            (FileKind::Words, self.words.len() as u64),
            (FileKind::WordsBackwards, self.words_backwards.len() as u64),
            (
                FileKind::Cards,
                u64::from(self.stories.div_ceil(self.cards_in_file)),
            ),
        ];
        counts.into_iter().flat_map(move |(kind, count)| {
            (0..count).map(move |number| self.file(kind, number as u32))
        })
    }

    /// Returns the numbers of the files that can contain terms or words between two, both included.
    pub(crate) fn files_with(&self, kind: FileKind, from: &str, to: &str) -> Range<u32> {
        let firsts = match kind {
            FileKind::Terms => &self.terms,
            FileKind::Words => &self.words,
            FileKind::WordsBackwards => &self.words_backwards,
            FileKind::Manifest | FileKind::Phrases | FileKind::Cards => return 0..0,
        };
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let end = firsts.partition_point(|first| first.as_str() <= to);
        let start = firsts.partition_point(|first| first.as_str() <= from);
        number(start.saturating_sub(1).min(end))..number(end)
    }

    /// Returns the day of every story.
    pub(crate) fn days_of_stories(&self) -> Vec<Day> {
        let mut all = Vec::with_capacity(self.stories as usize);
        let mut day = self.first_day.0;
        for (days, count) in &self.days {
            for _ in 0..*days {
                all.extend(std::iter::repeat_n(Day(day), *count as usize));
                day = day.saturating_add(1);
            }
        }
        all
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, ReadError> {
        let id = TierId(u64::from_le_bytes(reader.array()?));
        let stories = reader.small()?;
        if stories > MAX_STORIES {
            return Err(ReadError::Damaged);
        }
        let first_day = i32::from_le_bytes(reader.array()?);
        let mut days = Vec::new();
        let (mut total, mut all_days) = (0_u64, 0_u64);
        for _ in 0..reader.count()? {
            let run = (reader.small()?, reader.small()?);
            // Days without stories are limited too, because the calendar ends.
            all_days += u64::from(run.0);
            if all_days > 4_000_000 {
                return Err(ReadError::Damaged);
            }
            total = total.saturating_add(u64::from(run.0) * u64::from(run.1));
            days.push(run);
        }
        if total != u64::from(stories) {
            return Err(ReadError::Damaged);
        }
        let buckets = Buckets {
            bits: reader.byte()?,
            file_bits: reader.byte()?,
        };
        let cards_in_file = reader.small()?;
        if buckets.bits > 30 || buckets.file_bits > buckets.bits || cards_in_file == 0 {
            return Err(ReadError::Damaged);
        }
        let (terms, words) = (texts(reader)?, texts(reader)?);
        let words_backwards = texts(reader)?;
        let mut withdrawn = Vec::new();
        let mut next = 0_u64;
        for _ in 0..reader.count()? {
            let story = next + reader.number()?;
            next = story + 1;
            let story = u32::try_from(story).map_err(|_| ReadError::Damaged)?;
            if story >= stories {
                return Err(ReadError::Damaged);
            }
            withdrawn.push(story);
        }
        let mut revised = Vec::new();
        for _ in 0..reader.count()? {
            revised.push((reader.small()?, reader.small()?));
        }
        Ok(Self {
            id,
            stories,
            first_day: Day(first_day),
            days,
            buckets,
            cards_in_file,
            terms,
            words,
            words_backwards,
            withdrawn,
            revised,
        })
    }

    #[cfg(feature = "build")]
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.id.0.to_le_bytes());
        put_number(bytes, u64::from(self.stories));
        bytes.extend(self.first_day.0.to_le_bytes());
        put_number(bytes, self.days.len() as u64);
        for (days, count) in &self.days {
            put_number(bytes, u64::from(*days));
            put_number(bytes, u64::from(*count));
        }
        bytes.push(self.buckets.bits);
        bytes.push(self.buckets.file_bits);
        put_number(bytes, u64::from(self.cards_in_file));
        for list in [&self.terms, &self.words, &self.words_backwards] {
            put_number(bytes, list.len() as u64);
            let mut before = "";
            for text in list {
                put_next_text(bytes, before, text);
                before = text;
            }
        }
        put_number(bytes, self.withdrawn.len() as u64);
        let mut next = 0;
        for story in &self.withdrawn {
            put_number(bytes, u64::from(story - next));
            next = story + 1;
        }
        put_number(bytes, self.revised.len() as u64);
        for (file, revision) in &self.revised {
            put_number(bytes, u64::from(*file));
            put_number(bytes, u64::from(*revision));
        }
    }
}

fn texts(reader: &mut Reader<'_>) -> Result<Vec<String>, ReadError> {
    let mut texts = Vec::new();
    let mut text = String::new();
    for _ in 0..reader.count()? {
        reader.next_text(&mut text)?;
        texts.push(text.clone());
    }
    Ok(texts)
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// If it is damaged, cut off, of another version, or something else.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reader = Reader::new(open(FileKind::Manifest, NO_TIER, bytes)?);
        let languages = Languages::from_bits(reader.byte()?);
        let mut tiers = Vec::new();
        for _ in 0..reader.count()? {
            tiers.push(TierHeader::read(&mut reader)?);
        }
        if !reader.is_empty() {
            return Err(ReadError::Damaged);
        }
        Ok(Self { languages, tiers })
    }

    /// Writes it.
    #[cfg(feature = "build")]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = vec![self.languages.bits()];
        put_number(&mut bytes, self.tiers.len() as u64);
        for tier in &self.tiers {
            tier.write(&mut bytes);
        }
        seal(FileKind::Manifest, NO_TIER, &bytes)
    }

    /// Returns the number of stories that can be found.
    pub fn stories(&self) -> u64 {
        let present = |tier: &TierHeader| u64::from(tier.stories) - tier.withdrawn.len() as u64;
        self.tiers.iter().map(present).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::language::Language;
    use proptest::prelude::*;

    fn manifest() -> Manifest {
        let mut languages = Languages::default();
        languages.add(Language::Arabic);
        let text = |text: &str| text.to_owned();
        Manifest {
            languages,
            tiers: vec![TierHeader {
                id: TierId(9),
                stories: 7,
                first_day: Day(-3),
                days: vec![(1, 2), (3, 0), (1, 5)],
                buckets: Buckets {
                    bits: 16,
                    file_bits: 12,
                },
                cards_in_file: 16,
                terms: vec![text("a"), text("harbor"), text("harbors")],
                words: vec![text("b")],
                words_backwards: vec![text("c"), text("d")],
                withdrawn: vec![0, 1, 6],
                revised: vec![(0, 0xfeed)],
            }],
        }
    }

    #[test]
    fn a_manifest_comes_back() {
        let bytes = manifest().write();
        assert_eq!(Manifest::read(&bytes), Ok(manifest()));
        assert_eq!(manifest().stories(), 4);
        assert!(Manifest::read(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn days_follow_from_their_runs() {
        let days = manifest().tiers[0].days_of_stories();
        assert_eq!(days, [-3, -3, 1, 1, 1, 1, 1].map(Day));
    }

    #[test]
    fn a_term_is_in_the_file_that_begins_before_it() {
        let tier = &manifest().tiers[0];
        let files = |from, to| tier.files_with(FileKind::Terms, from, to);
        assert_eq!(files("harbor", "harbor"), 1..2);
        assert_eq!(files("harbo", "harbo"), 0..1);
        assert_eq!(files("harbor", "harbor\u{10ffff}"), 1..3);
        assert_eq!(files("zebra", "zebra"), 2..3);
        assert_eq!(files("", ""), 0..0);
    }

    proptest! {
        #[test]
        fn random_payloads_never_panic(payload: Vec<u8>) {
            let _ = Manifest::read(&seal(FileKind::Manifest, NO_TIER, &payload));
        }
    }
}
