//! The words of a language, and the current language.

use super::lines::line;
use super::{APP_LINES, DIRECTION, ENGLISH, LANGUAGE, STORY_LINES};
use crate::Direction;
use crate::json::{Decoder, FromJson, Json};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::Cell;

thread_local! {
    /// The lines of the current language.
    static CURRENT: Cell<&'static str> = const { Cell::new(ENGLISH) };
}

/// A message: the number of its line in each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(pub(super) u16);

impl Message {
    /// Returns the number of the message in [`NAMES`](super::NAMES).
    pub fn number(self) -> usize {
        self.0.into()
    }

    /// Returns the message in the current language. A control character stands for each value in it,
    /// U+0001 for the first.
    #[inline(never)]
    pub fn text(self) -> &'static str {
        line(CURRENT.get(), self.0.into())
    }

    /// Returns what stands before and after the first value of the message.
    pub fn around_value(self) -> [&'static str; 2] {
        let text = self.text();
        [piece(text, '\u{1}', 0), piece(text, '\u{1}', 1)]
    }

    /// Returns the message in the current language, with its values.
    pub fn fill(self, values: &[&str]) -> String {
        fill(self.text(), values)
    }

    /// Returns the form of the message for a category of plurals (*one*, *few*), like [`Message::fill`].
    pub fn fill_form(self, category: &str, values: &[&str]) -> String {
        fill(self.form(category), values)
    }

    /// Returns the form for a category of plurals, or else the form for all others.
    fn form(self, category: &str) -> &'static str {
        let forms = self.forms();
        let wanted = forms.iter().find(|(own, _)| *own == category);
        wanted
            .or(forms.last())
            .map_or_else(|| self.text(), |(_, text)| text)
    }

    /// Returns the forms of the message, each with its category of plurals: the last is *other*. Empty if it
    /// is the same for all numbers.
    pub fn forms(self) -> Vec<(&'static str, &'static str)> {
        let forms = self.text().split('\u{1f}').skip(1);
        forms.filter_map(|form| form.split_once('\u{1e}')).collect()
    }
}

/// Returns a piece of a text between separators, by its index; empty if there are not that many pieces.
#[inline(never)]
pub fn piece(text: &str, separator: char, place: usize) -> &str {
    text.split(separator).nth(place).unwrap_or_default()
}

/// Replaces the marks in a message by its values.
#[inline(never)]
fn fill(text: &str, values: &[&str]) -> String {
    let mut filled = String::new();
    for character in text.chars() {
        match values.get((character as usize).wrapping_sub(1)) {
            Some(value) => filled.push_str(value),
            None => filled.push(character),
        }
    }
    filled
}

/// The words of a language: a line for each message.
///
/// They stay in memory until the program ends. A publisher has few languages, and a reader too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(&'static str);

impl Words {
    /// English.
    pub const ENGLISH: Self = Self(ENGLISH);

    /// Takes lines that stay in memory. The first are those of English, in the same order.
    pub const fn new(lines: &'static str) -> Self {
        Self(lines)
    }

    /// Returns the current language.
    pub fn current() -> Self {
        Self(CURRENT.get())
    }

    /// Makes this the current language, until the program ends or it is changed again.
    pub fn begin(self) {
        CURRENT.set(self.0);
    }

    /// Runs `say` with this as the current language.
    pub fn speak<T>(self, say: impl FnOnce() -> T) -> T {
        let before = Restored(Self::current());
        self.begin();
        let said = say();
        drop(before);
        said
    }

    /// Returns all lines.
    pub fn all(self) -> &'static str {
        self.0
    }

    /// Returns the part of the lines that the app has.
    pub fn of_app(self) -> &'static str {
        self.first(APP_LINES)
    }

    /// Returns the first `count` lines.
    fn first(self, count: usize) -> &'static str {
        match self.0.match_indices('\n').nth(count - 1) {
            Some((end, _)) => &self.0[..end],
            None => self.0,
        }
    }
}

/// Restores the current language when it goes out of scope.
struct Restored(Words);

impl Drop for Restored {
    fn drop(&mut self) {
        self.0.begin();
    }
}

/// Returns the current language (BCP 47), in its shortest form: `en`.
pub fn language() -> &'static str {
    LANGUAGE.text()
}

impl From<String> for Words {
    fn from(lines: String) -> Self {
        Self(lines.leak())
    }
}

impl Serialize for Words {
    /// Writes the lines that a story in another language has.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.first(STORY_LINES))
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl FromJson for Words {
    fn from_json<'a>(json: &'a Json, decoder: &mut Decoder<'a>) -> Self {
        String::from_json(json, decoder).into()
    }
}

/// Returns the direction of the current language.
pub fn direction() -> Direction {
    match DIRECTION.text() {
        "rtl" => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::*;

    /// English with other words in some lines.
    fn other(changes: &[(Message, &str)]) -> Words {
        let mut lines: Vec<&str> = ENGLISH.split('\n').collect();
        for (message, text) in changes {
            lines[usize::from(message.0)] = text;
        }
        lines.join("\n").into()
    }

    #[test]
    fn every_message_has_a_line() {
        assert_eq!(ENGLISH.split('\n').count(), NAMES.len());
        assert_eq!(LANGUAGE.text(), "en");
        assert_eq!(SKIP_TO_NEWS.text(), "Skip to the news");
        let (last, message) = FOLLOWING_WORDS[FOLLOWING_WORDS.len() - 1];
        assert_eq!(last, "noFeeds");
        assert!(message.text().starts_with("Authors have no feeds"));
    }

    #[test]
    fn values_take_the_places_of_marks() {
        assert_eq!(
            NUMBERED_PAGE.fill(&["World \u{2}", "2"]),
            "World \u{2}, page 2"
        );
        assert_eq!(SHARE_THIS.fill(&[]), "Share This");
        let words = other(&[(WINDOW_TITLE, "\u{2} | \u{1} \u{7}")]);
        let title = words.speak(|| WINDOW_TITLE.fill(&["a", "b"]));
        assert_eq!(title, "b | a \u{7}");
        assert_eq!(TODAY.around_value(), ["Today: ", ""]);
    }

    #[test]
    fn a_language_is_spoken_for_a_while() {
        let german = other(&[(LANGUAGE, "de"), (SHARE_THIS, "Teilen")]);
        let said = german.speak(|| {
            let inner = Words::ENGLISH.speak(|| SHARE_THIS.text());
            [SHARE_THIS.text(), inner, language()]
        });
        assert_eq!(said, ["Teilen", "Share This", "de"]);
        assert_eq!(SHARE_THIS.text(), "Share This");
        let unwound = std::panic::catch_unwind(|| german.speak(|| panic!("on purpose")));
        assert!(unwound.is_err());
        assert_eq!(language(), "en");
    }

    #[test]
    fn a_story_takes_its_own_lines_along() {
        let json = serde_json::to_string(&Words::ENGLISH).unwrap();
        assert!(json.contains("\\nSave\\nLink copied.\\n"), "{json}");
        let story: Words = serde_json::from_str(&json).unwrap();
        assert_eq!(story.speak(|| SAVE.text()), "Save");
        assert_eq!(story.speak(|| POPULAR.text()), "");
        assert!(Words::ENGLISH.of_app().ends_with("\nThe front page"));
    }
}
