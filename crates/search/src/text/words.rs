//! Words of a text, with their places.

use super::fold::{is_mark, push_folded};
use std::ops::Range;

/// The largest number of characters of a word. Longer ones are addresses and noise.
const MAX_CHARS: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub place: Range<usize>,
    /// Its folded form.
    pub folded: String,
}

/// Returns the words of a text.
///
/// This follows the word boundaries of [UAX #29](https://www.unicode.org/reports/tr29/) as far as a
/// search needs them: a word is a run of letters, digits and marks. An apostrophe inside is dropped with
/// an English possessive (*council's*), joins (*don't*), and separates after one or two letters
/// (*l'eau*). Dots join single letters (*U.S.*) and commas join digits (*1,000*). In Chinese and
/// Japanese, which do not write spaces, each character is a word.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut words = Words { text, at: 0 };
    std::iter::from_fn(move || {
        let mut folded = String::new();
        let place = words.next_into(&mut folded)?;
        Some(Word { place, folded })
    })
}

/// Calls a function with the folded form of each word of a text. It does not allocate for each word.
#[cfg(feature = "build")]
pub fn for_each_folded(text: &str, mut use_word: impl FnMut(&str)) {
    let mut words = Words { text, at: 0 };
    let mut folded = String::new();
    while words.plain_into(&mut folded) || words.next_into(&mut folded).is_some() {
        use_word(&folded);
    }
}

/// Returns the folded form of one word, or of the first if there are several.
pub fn fold(text: &str) -> String {
    words(text)
        .next()
        .map(|word| word.folded)
        .unwrap_or_default()
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Words<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Returns the end of the letters that begin at a place.
    fn run_end(&self, start: usize) -> usize {
        // Most letters are ASCII, and need no table.
        let bytes = self.text.as_bytes();
        let plain = bytes[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric());
        let start = start + plain.count();
        if bytes.get(start).is_none_or(u8::is_ascii) {
            return start;
        }
        let run = &self.text[start..];
        let end = run
            .char_indices()
            .find(|(_, c)| !(is_letter(*c) || is_mark(*c)) || is_ideograph(*c));
        end.map_or(self.text.len(), |(offset, _)| start + offset)
    }

    fn is_letter_at(&self, at: usize) -> bool {
        self.char_at(at)
            .is_some_and(|c| is_letter(c) && !is_ideograph(c))
    }

    /// Returns the end of an acronym with dots, such as *U.S.*, that begins at a place.
    fn acronym_end(&self, start: usize) -> Option<usize> {
        let (mut at, mut letters, mut end) = (start, 0, start);
        let is_initial = |c: &char| c.is_alphabetic() && !is_ideograph(*c);
        while let Some(c) = self.char_at(at).filter(is_initial) {
            let after = at + c.len_utf8();
            if self.char_at(after) != Some('.') {
                // The dot after the last letter may be missing, but only if the word ends there.
                if letters > 0 && !self.is_letter_at(after) {
                    letters += 1;
                    end = after;
                }
                break;
            }
            letters += 1;
            end = after + 1;
            at = end;
        }
        (letters > 1).then_some(end)
    }
}

#[cfg(feature = "build")]
impl Words<'_> {
    /// A fast path of [`Words::next_into`] for the most common words: ASCII letters and digits that nothing
    /// joins with what follows. For any other word it does nothing and returns `false`. It halves the time
    /// that English text takes.
    fn plain_into(&mut self, folded: &mut String) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let is_gap = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        let start = rest.iter().take_while(is_gap).count();
        let word = &rest[start..];
        let is_letter = |byte: &&u8| byte.is_ascii_alphanumeric();
        let length = word.iter().take_while(is_letter).count();
        let is_alone = match word.get(length) {
            None => true,
            // An acronym, or a number.
            Some(b'.') => length > 1,
            Some(b',') => word[0].is_ascii_alphabetic(),
            Some(b'\'') => false,
            Some(byte) => byte.is_ascii(),
        };
        if length == 0 || !is_alone {
            return false;
        }
        let start = self.at + start;
        folded.clear();
        folded.push_str(&self.text[start..start + length.min(MAX_CHARS)]);
        folded.make_ascii_lowercase();
        self.at = start + length;
        true
    }
}

impl Words<'_> {
    /// Finds the next word: returns its place, and replaces `folded` by its folded form.
    fn next_into(&mut self, folded: &mut String) -> Option<Range<usize>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let (offset, first) = rest.char_indices().find(|(_, c)| is_letter(*c))?;
            let start = self.at + offset;
            let mut end = start + first.len_utf8();
            if !is_ideograph(first) {
                end = self.run_end(start);
                if let Some(acronym) = self.acronym_end(start) {
                    end = acronym;
                }
            }
            let mut kept = end;
            // Joins what an apostrophe or a comma separates.
            while let Some(joint) = self.char_at(end) {
                let after = end + joint.len_utf8();
                if !self.is_letter_at(after) || is_ideograph(first) {
                    break;
                }
                let next_end = self.run_end(after);
                let part = &self.text[after..next_end];
                if is_apostrophe(joint) {
                    if self.text[start..end].chars().count() <= 2 {
                        break;
                    }
                    if !matches!(part, "s" | "S") {
                        kept = next_end;
                    }
                } else if joint == ',' {
                    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
                    if part.len() != 3
                        || !is_number(part)
                        || !is_number(&self.text[start..start + 1])
                    {
                        break;
                    }
                    kept = next_end;
                } else {
                    break;
                }
                end = next_end;
            }
            self.at = end;
            folded.clear();
            folded.reserve(end - start);
            let letters = self.text[start..kept]
                .chars()
                .filter(|c| is_letter(*c) || is_mark(*c));
            for c in letters.take(MAX_CHARS) {
                push_folded(folded, c);
            }
            if !folded.is_empty() {
                return Some(start..kept);
            }
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Whether a character is written without spaces to the next word: Han, Hiragana and Katakana.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(
            folded("The harbor—again, in 2025!"),
            ["the", "harbor", "again", "in", "2025"]
        );
        assert_eq!(folded("  \u{200f}\u{202e}🙂 <b>"), ["b"]);
        assert_eq!(folded(""), Vec::<String>::new());
    }

    #[test]
    fn apostrophes_dots_and_commas_join() {
        assert_eq!(
            folded("the council's don't O'Brien’s"),
            ["the", "council", "dont", "o", "brien"]
        );
        assert_eq!(folded("de l'eau"), ["de", "l", "eau"]);
        assert_eq!(
            folded("U.S. and U.S, the U.N.'s e.g. a. b"),
            ["us", "and", "us", "the", "un", "eg", "a", "b"]
        );
        assert_eq!(
            folded("1,000 and 12,500,000 but 3,4"),
            ["1000", "and", "12500000", "but", "3", "4"]
        );
    }

    #[test]
    fn accents_are_folded_composed_or_not() {
        assert_eq!(folded("Niño nin\u{303}o NIÑO"), ["nino", "nino", "nino"]);
        assert_eq!(
            folded("Ærø Straße Łódź İstanbul Việt"),
            ["aero", "strasse", "lodz", "istanbul", "viet"]
        );
    }

    #[test]
    fn arabic_letters_are_folded() {
        assert_eq!(folded("أحمد إحمد آحمد احمد"), ["احمد"; 4]);
        assert_eq!(folded("مدرسة مدرسه"), ["مدرسه"; 2]);
        assert_eq!(folded("على علي"), ["علي"; 2]);
        assert_eq!(folded("كـــتاب كِتَابٌ كتاب"), ["كتاب"; 3]);
        assert_eq!(folded("١٢٣ ۱۲۳"), ["123"; 2]);
    }

    #[test]
    fn a_word_without_spaces_is_cut_into_characters() {
        assert_eq!(folded("東京 tower"), ["東", "京", "tower"]);
        assert_eq!(folded("A.𫠠:"), ["a", "𫠠"]);
    }

    #[test]
    fn a_long_word_is_cut_off() {
        assert_eq!(folded(&"x".repeat(10_000)), ["x".repeat(MAX_CHARS)]);
    }

    proptest! {
        #[test]
        fn places_are_in_order_and_on_characters(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.place.start >= last && word.place.end > word.place.start);
                prop_assert!(text.get(word.place.clone()).is_some());
                last = word.place.end;
            }
        }

        #[test]
        fn the_publisher_finds_the_same_words(text in "\\PC{0,60}|([a-zA-Z0-9]{1,50}|[ .,'’é-]){0,30}") {
            let mut found = Vec::new();
            for_each_folded(&text, |word| found.push(word.to_owned()));
            prop_assert_eq!(found, folded(&text));
        }

        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,60}") {
            for word in words(&text) {
                let again: Vec<String> = words(&word.folded).map(|word| word.folded).collect();
                prop_assert_eq!(again, vec![word.folded]);
            }
        }
    }
}
