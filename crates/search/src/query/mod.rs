//! Queries: what a reader typed, as words, phrases and filters.

pub mod highlight;

use crate::format::terms::PROPERTY;
use crate::text::day::Day;
use crate::text::words::words;

/// The most characters of a query that are read.
const MAX_CHARS: usize = 1000;
/// The most words and phrases of a query, because each costs requests.
const MAX_CLAUSES: usize = 12;
/// The most words of a phrase.
const MAX_PHRASE: usize = 12;

/// A word or phrase that a story has to contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A word in any of its forms.
    Word {
        /// The word, folded.
        text: String,
        /// Whether words that begin with it match as well, because the reader may still be typing it.
        is_beginning: bool,
    },
    /// Words beside each other, folded.
    Phrase(Vec<String>),
}

/// A property that a story has to have. Each holds a slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// `section:world`
    Section(String),
    /// `tag:mideast`
    Tag(String),
    /// `author:world-desk`
    Author(String),
}

impl Filter {
    /// Returns the term that the stories with this property have.
    pub(crate) fn term(&self) -> String {
        match self {
            Self::Section(slug) => format!("{PROPERTY}s{slug}"),
            Self::Tag(slug) => format!("{PROPERTY}t{slug}"),
            Self::Author(slug) => format!("{PROPERTY}a{slug}"),
        }
    }
}

/// A parsed query. A story is found if all of it is true.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases, in the order in which they were typed.
    pub clauses: Vec<Clause>,
    /// Properties.
    pub filters: Vec<Filter>,
    /// `after:2025-03`: the first day.
    pub after: Option<Day>,
    /// `before:2025`: the day after the last one.
    pub before: Option<Day>,
    /// Whether the end of the query was ignored because it is too long.
    pub is_shortened: bool,
}

impl Query {
    /// Parses what a reader typed. Any text is a valid query: everything that is not a filter is words to
    /// look for, and an empty query finds nothing.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let end = text.char_indices().nth(MAX_CHARS);
        let mut rest = &text[..end.map_or(text.len(), |(offset, _)| offset)];
        query.is_shortened = end.is_some();
        let mut is_last_complete = true;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
            if rest.is_empty() {
                break;
            }
            let token;
            if let Some(inside) = rest.strip_prefix(is_quote) {
                (token, rest) = inside.split_once(is_quote).unwrap_or((inside, ""));
                query.add_phrase(token);
                is_last_complete = true;
                continue;
            }
            if let Some((key, value, after)) = filter(rest) {
                rest = after;
                query.add_filter(key, value);
                is_last_complete = true;
                continue;
            }
            let end = rest.find(|c: char| c.is_whitespace() || is_quote(c));
            (token, rest) = rest.split_at(end.unwrap_or(rest.len()));
            for word in words(token) {
                query.add(Clause::Word {
                    text: word.folded,
                    is_beginning: false,
                });
            }
            // While the reader types, the last word may be incomplete.
            is_last_complete = !rest.is_empty();
        }
        if !is_last_complete
            && !query.is_shortened
            && let Some(Clause::Word { is_beginning, .. }) = query.clauses.last_mut()
        {
            *is_beginning = true;
        }
        query
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
            && self.filters.is_empty()
            && self.after.is_none()
            && self.before.is_none()
    }

    fn add(&mut self, clause: Clause) {
        if self.clauses.contains(&clause) {
            return;
        }
        if self.clauses.len() == MAX_CLAUSES {
            self.is_shortened = true;
            return;
        }
        self.clauses.push(clause);
    }

    fn add_phrase(&mut self, text: &str) {
        let mut phrase: Vec<String> = words(text).map(|word| word.folded).collect();
        if phrase.len() > MAX_PHRASE {
            phrase.truncate(MAX_PHRASE);
            self.is_shortened = true;
        }
        match phrase.len() {
            0 => {}
            1 => self.add(Clause::Word {
                text: phrase.swap_remove(0),
                is_beginning: false,
            }),
            _ => self.add(Clause::Phrase(phrase)),
        }
    }

    fn add_filter(&mut self, key: Key, value: &str) {
        let slug = || {
            let parts: Vec<String> = words(value).map(|word| word.folded).collect();
            Some(parts.join("-")).filter(|slug| !slug.is_empty())
        };
        let filter = match key {
            Key::Section => slug().map(Filter::Section),
            Key::Tag => slug().map(Filter::Tag),
            Key::Author => slug().map(Filter::Author),
            // A date that is not completely typed yet is ignored.
            Key::After => {
                self.after = Day::parse(value).or(self.after);
                None
            }
            Key::Before => {
                self.before = Day::parse(value).or(self.before);
                None
            }
        };
        if let Some(filter) = filter
            && !self.filters.contains(&filter)
            && self.filters.len() < MAX_CLAUSES
        {
            self.filters.push(filter);
        }
    }
}

#[derive(Clone, Copy)]
enum Key {
    Section,
    Tag,
    Author,
    After,
    Before,
}

/// Splits a filter off, with its value and what comes after it. A value may be in quotes.
fn filter(text: &str) -> Option<(Key, &str, &str)> {
    let (key, value) = text.split_once(':')?;
    let key = match key {
        "section" => Key::Section,
        "tag" => Key::Tag,
        "author" => Key::Author,
        "after" => Key::After,
        "before" => Key::Before,
        _ => return None,
    };
    if let Some(inside) = value.strip_prefix(is_quote) {
        let (value, rest) = inside.split_once(is_quote).unwrap_or((inside, ""));
        return Some((key, value, rest));
    }
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    let (value, rest) = value.split_at(end);
    Some((key, value, rest))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether a character only steers the direction or the joining of text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(text: &str, is_beginning: bool) -> Clause {
        Clause::Word {
            text: text.to_owned(),
            is_beginning,
        }
    }

    #[test]
    fn the_last_word_may_be_half_typed() {
        assert_eq!(
            Query::parse("Harbor wa").clauses,
            [word("harbor", false), word("wa", true)]
        );
        assert_eq!(
            Query::parse("Harbor wa ").clauses,
            [word("harbor", false), word("wa", false)]
        );
        assert_eq!(Query::parse("wa section:us").clauses, [word("wa", false)]);
    }

    #[test]
    fn quotes_make_phrases() {
        let query = Query::parse("“Harbor Wall” tax \"one\" \"open en");
        let phrase = |words: [&str; 2]| Clause::Phrase(words.map(str::to_owned).to_vec());
        assert_eq!(
            query.clauses,
            [
                phrase(["harbor", "wall"]),
                word("tax", false),
                word("one", false),
                phrase(["open", "en"])
            ]
        );
    }

    #[test]
    fn filters_are_slugs_and_days() {
        let query = Query::parse(
            "tag:MidEast section:us author:\"World Desk\" after:2025-03 before:2026 fire",
        );
        assert_eq!(
            query.filters,
            [
                Filter::Tag("mideast".to_owned()),
                Filter::Section("us".to_owned()),
                Filter::Author("world-desk".to_owned())
            ]
        );
        assert_eq!(query.after, Day::parse("2025-03-01"));
        assert_eq!(query.before, Day::parse("2026"));
        assert_eq!(query.clauses, [word("fire", true)]);
        let half = Query::parse("tag: after:20 color:red");
        assert!(half.filters.is_empty() && half.after.is_none());
        assert_eq!(half.clauses, [word("color", false), word("red", true)]);
    }

    #[test]
    fn hostile_queries_are_only_words() {
        assert!(Query::parse("").is_empty());
        assert!(Query::parse("\u{200f}\u{202e}\u{2066}").is_empty());
        assert!(Query::parse("🙂🙂🙂 !!! \"\" «»").is_empty());
        assert_eq!(Query::parse("a").clauses, [word("a", true)]);
        let html = Query::parse("<script>alert('x')</script>").clauses;
        assert_eq!(html[..2], [word("script", false), word("alert", false)]);
        let long = Query::parse(&"word ".repeat(2_000));
        assert_eq!((long.clauses.len(), long.is_shortened), (1, true));
        let many: String = (0..2_000).map(|n| format!("w{n} ")).collect();
        let many = Query::parse(&many);
        assert_eq!((many.clauses.len(), many.is_shortened), (MAX_CLAUSES, true));
        assert_eq!(Query::parse(&"x".repeat(10_000)).clauses.len(), 1);
    }

    proptest! {
        #[test]
        fn everything_is_a_query(text in "([a-z\":“ ]|section:|after:|\\PC){0,40}") {
            let query = Query::parse(&text);
            prop_assert!(query.clauses.len() <= MAX_CLAUSES);
        }
    }
}
