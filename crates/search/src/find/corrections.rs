//! Corrections: the word that a reader probably meant, if no story has the word that was typed.

use super::files::{Files, Needs};
use super::matches::after_all;
use crate::format::manifest::TierHeader;
use crate::format::names::FileKind;
use crate::format::word_lists::read_words;

/// The fewest letters of a word that is corrected.
pub const MIN_LETTERS: usize = 4;
/// The most files of words that are read in each direction.
const MAX_FILES: u32 = 3;

/// A word that no story has, and the word that was looked for instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was typed, folded.
    pub typed: String,
    /// What was looked for.
    pub used: String,
}

/// Returns the most frequent word of all tiers with one letter more, less, or different, or with two
/// letters exchanged.
///
/// If there is only one error, either the first or the second half of the word is right. So the words are
/// listed in two orders, forwards and backwards, and in one of them the word is near what was typed.
pub fn correct(
    files: &Files,
    tiers: &[TierHeader],
    typed: &str,
    needs: &mut Needs,
) -> Option<String> {
    if typed.chars().count() < MIN_LETTERS || typed.chars().any(|c| !c.is_alphabetic()) {
        return None;
    }
    let backwards: String = typed.chars().rev().collect();
    let mut best: Option<(u8, String)> = None;
    for tier in tiers {
        for (kind, spelled) in [
            (FileKind::Words, typed),
            (FileKind::WordsBackwards, backwards.as_str()),
        ] {
            for number in near(tier, kind, spelled) {
                let name = tier.file(kind, number);
                let Some(payload) = files.payload(name, needs) else {
                    continue;
                };
                let read = read_words(payload, |word, frequency| {
                    if !is_one_edit(spelled, word) {
                        return;
                    }
                    let word = match kind {
                        FileKind::WordsBackwards => word.chars().rev().collect(),
                        _ => word.to_owned(),
                    };
                    // The more frequent word wins; in a tie, the first in the alphabet.
                    let is_better = best.as_ref().is_none_or(|(most, found)| {
                        frequency > *most || (frequency == *most && word < *found)
                    });
                    if is_better {
                        best = Some((frequency, word));
                    }
                });
                if let Err(error) = read {
                    needs.bad.insert(name, error);
                }
            }
        }
    }
    best.map(|(_, word)| word)
}

/// Returns the files with words that begin like the first half of a word, those around the word first.
fn near(tier: &TierHeader, kind: FileKind, spelled: &str) -> std::ops::Range<u32> {
    let half = spelled.chars().count() / 2;
    let end = spelled.char_indices().nth(half);
    let half = &spelled[..end.map_or(spelled.len(), |(offset, _)| offset)];
    let range = tier.files_with(kind, half, &after_all(half));
    if range.len() <= MAX_FILES as usize {
        return range;
    }
    let place = tier.files_with(kind, spelled, spelled).start;
    let start = place.saturating_sub(MAX_FILES / 2).max(range.start);
    start..(start + MAX_FILES).min(range.end)
}

/// Whether one letter makes the difference between two words.
pub fn is_one_edit(first: &str, second: &str) -> bool {
    let first: Vec<char> = first.chars().collect();
    let second: Vec<char> = second.chars().collect();
    let (short, long) = if first.len() <= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => {
            let Some(different) = short.get(same..).filter(|rest| !rest.is_empty()) else {
                return false;
            };
            let other = &long[same..];
            let is_replaced = different[1..] == other[1..];
            let is_exchanged = different.len() > 1
                && different[0] == other[1]
                && different[1] == other[0]
                && different[2..] == other[2..];
            is_replaced || is_exchanged
        }
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one_letter() {
        for (first, second, expected) in [
            ("harbor", "harbour", true),
            ("harbour", "harbor", true),
            ("harbor", "harvor", true),
            ("harbor", "harobr", true),
            ("harbor", "arbor", true),
            ("harbor", "harbors", true),
            ("harbor", "harbor", false),
            ("harbor", "harorb", false),
            ("harbor", "hrbr", false),
            ("", "", false),
            ("", "a", true),
        ] {
            assert_eq!(is_one_edit(first, second), expected, "{first} {second}");
        }
    }
}
