//! Lists of names as a language writes them, and the order of names in a language, both from CLDR.

use crate::cldr::Parts;
use frontpage_model::messages::language;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_list::parts::ELEMENT;
use icu_locale_core::{Locale, locale};
use std::cmp::Ordering;

/// Returns a list of names in the current language: `Ana, Luis e Ignacio`.
pub fn list(names: &[&str]) -> String {
    let before = before_each(names);
    let parts = before.iter().zip(names);
    parts.flat_map(|(before, name)| [&**before, name]).collect()
}

/// Returns what stands before each name in a list in the current language: nothing before the first,
/// then a comma or a word. The word can depend on the name: Spanish has *e* in the place of *y* before an *i*.
pub fn before_each(names: &[&str]) -> Vec<String> {
    let locale = match language() {
        // In English there is no comma before *and*, whatever the region.
        crate::ENGLISH => locale!("en-GB"),
        other => crate::parse(other).unwrap_or(Locale::UNKNOWN),
    };
    let lists = ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default());
    let parts = lists.map(|lists| Parts::of(&lists.format(names.iter())));
    let parts = parts.unwrap_or_default();
    let places: Vec<_> = parts.places_of(ELEMENT).collect();
    let ends = std::iter::once(0).chain(places.iter().map(|place| place.end));
    let between = ends
        .zip(&places)
        .map(|(end, place)| parts.text[end..place.start].to_owned());
    let mut between: Vec<String> = between.collect();
    // This has no effect in practice: CLDR has list patterns for every language, at least the common ones.
    between.resize(names.len(), ", ".to_owned());
    between
}

/// Returns whether a word can begin right after the text `before`. That is the case after anything but a
/// letter or a digit, and after the Arabic *and*, a single letter that is joined to the next word.
pub fn begins_word(before: &str) -> bool {
    let is_between = |text: &str| !text.chars().next_back().is_some_and(char::is_alphanumeric);
    is_between(before) || before.strip_suffix('و').is_some_and(is_between)
}

/// The order of names in a language, for lists that readers look through.
#[derive(Debug)]
pub struct Alphabet(Option<CollatorBorrowed<'static>>);

impl Alphabet {
    /// Returns the order in a language (BCP 47), or the common order if the language has no rules of its own.
    pub fn of(lang: &str) -> Self {
        let locale = crate::parse(lang).unwrap_or(Locale::UNKNOWN);
        Self(Collator::try_new((&locale).into(), CollatorOptions::default()).ok())
    }

    /// Compares two names.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(one, other),
            None => one.cmp(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::of_newspaper;

    fn listed(lang: &str, names: &[&str]) -> String {
        of_newspaper(lang).speak(|| list(names))
    }

    #[test]
    fn names_are_listed_as_in_the_language() {
        for (lang, names, expected) in [
            ("en-US", &["Ann", "Bo", "Cy"][..], "Ann, Bo and Cy"),
            ("en-US", &["Ann", "Bo"], "Ann and Bo"),
            ("es-MX", &["Ana", "Luis", "Pía"], "Ana, Luis y Pía"),
            ("es-MX", &["Ana", "Luis", "Ignacio"], "Ana, Luis e Ignacio"),
            ("es-ES", &["Ana", "Hilario"], "Ana e Hilario"),
            // A diphthong does not begin with an i.
            ("es-MX", &["agua", "hielo"], "agua y hielo"),
            ("ar-JO", &["سلمى", "زيد", "هند"], "سلمى وزيد وهند"),
            ("ar-JO", &["سلمى", "Ann"], "سلمى وAnn"),
            ("de", &["Ann"], "Ann"),
            ("es", &[], ""),
        ] {
            assert_eq!(listed(lang, names), expected, "{lang}");
        }
        let names = ["a", "b", "c"];
        let before = of_newspaper("es").speak(|| before_each(&names));
        assert_eq!(before, ["", ", ", " y "]);
    }

    #[test]
    fn a_name_begins_after_a_space_or_the_arabic_and() {
        for before in ["", "By ", "من سلمى و", "(", "و"] {
            assert!(begins_word(before), "{before}");
        }
        for before in ["J", "سلمى", "شو"] {
            assert!(!begins_word(before), "{before}");
        }
    }

    #[test]
    fn names_are_in_the_order_of_the_language() {
        let sorted = |lang: &str, names: &[&'static str]| {
            let alphabet = Alphabet::of(lang);
            let mut names = names.to_vec();
            names.sort_by(|one, other| alphabet.compare(one, other));
            names
        };
        let spanish = [
            "ópera", "ozono", "Ñu", "Nube", "árbol", "Zoo", "agua", "nido",
        ];
        assert_eq!(
            sorted("es-MX", &spanish),
            [
                "agua", "árbol", "nido", "Nube", "Ñu", "ópera", "ozono", "Zoo"
            ]
        );
        // By code points, آ (U+0622) and أ (U+0623) come before ء and ب, and ى after ي.
        let arabic = ["ياسمين", "بحر", "أدب", "إعلام", "آثار", "تعليم", "اقتصاد"];
        assert_eq!(
            sorted("ar-JO", &arabic),
            ["آثار", "أدب", "إعلام", "اقتصاد", "بحر", "تعليم", "ياسمين"]
        );
        let names = ["Zürich", "Ärzte", "Arzt", "world", "World", "U.S."];
        assert_eq!(
            sorted("en-US", &names),
            ["Arzt", "Ärzte", "U.S.", "world", "World", "Zürich"]
        );
        assert_eq!(sorted("\u{0}", &["b", "B", "a"]), ["a", "b", "B"]);
    }
}
