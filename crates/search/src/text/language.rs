//! Languages, and the stems of their words.

use super::fold::push_folded;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// The language of a text, which decides how its words are stemmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Any other language. Its words are not stemmed, so they are found as they are written.
    Other,
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// Arabic.
    Arabic,
    /// French.
    French,
    /// German.
    German,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
}

impl Language {
    const ALL: [Self; 8] = [
        Self::Other,
        Self::English,
        Self::Spanish,
        Self::Arabic,
        Self::French,
        Self::German,
        Self::Italian,
        Self::Portuguese,
    ];

    /// Returns the language of a BCP 47 tag such as `es-MX`.
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "es" => Self::Spanish,
            "ar" => Self::Arabic,
            "fr" => Self::French,
            "de" => Self::German,
            "it" => Self::Italian,
            "pt" => Self::Portuguese,
            _ => Self::Other,
        }
    }

    fn stemmer(self) -> Option<Stemmer> {
        Some(match self {
            Self::Other => return None,
            Self::English => Stemmer::create(Algorithm::English),
            Self::Spanish => Stemmer::create(Algorithm::Spanish),
            Self::Arabic => Stemmer::create(Algorithm::Arabic),
            Self::French => Stemmer::create(Algorithm::French),
            Self::German => Stemmer::create(Algorithm::German),
            Self::Italian => Stemmer::create(Algorithm::Italian),
            Self::Portuguese => Stemmer::create(Algorithm::Portuguese),
        })
    }

    /// Returns the stem of a folded word. Stems are made after folding, so that they are the same with
    /// and without accents. A word in letters that the language does not use, or with digits, stays.
    pub fn stem(self, folded: &str) -> String {
        let is_of_its_letters = match self {
            Self::Other => false,
            Self::Arabic => folded.chars().all(|c| matches!(c, 'ء'..='ي')),
            Self::English
            | Self::Spanish
            | Self::French
            | Self::German
            | Self::Italian
            | Self::Portuguese => folded.bytes().all(|byte| byte.is_ascii_lowercase()),
        };
        let stemmer = self.stemmer().filter(|_| is_of_its_letters);
        let Some(stemmer) = stemmer else {
            return folded.to_owned();
        };
        let folded = match self {
            Self::Arabic => without_conjunction(folded),
            Self::Other
            | Self::English
            | Self::Spanish
            | Self::French
            | Self::German
            | Self::Italian
            | Self::Portuguese => folded,
        };
        // The Arabic stemmer removes teh marbuta, also from words with an article; folded, it is a heh.
        let unfolded = match (self, folded.strip_suffix('ه')) {
            (Self::Arabic, Some(start)) => Some(format!("{start}ة")),
            _ => None,
        };
        let stem = stemmer.stem(unfolded.as_deref().unwrap_or(folded));
        let mut plain = String::with_capacity(stem.len());
        for c in stem.chars() {
            push_folded(&mut plain, c);
        }
        if plain.is_empty() {
            folded.to_owned()
        } else {
            plain
        }
    }
}

/// Removes the conjunctions و and ف from an Arabic word with an article, which are written as a part of it:
/// *and the sea*. The stemmer leaves them before an alif. A shorter word may begin with these letters itself.
fn without_conjunction(folded: &str) -> &str {
    const SHORTEST: usize = 6;
    match folded.strip_prefix(['و', 'ف']) {
        Some(rest) if rest.starts_with("ال") && folded.chars().count() >= SHORTEST => rest,
        _ => folded,
    }
}

/// The languages of an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Languages(u8);

impl Languages {
    /// Adds a language.
    pub fn add(&mut self, language: Language) {
        self.0 |= 1 << language as u8;
    }

    /// Adds the languages of another archive.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    #[cfg(feature = "build")]
    pub(crate) fn bits(self) -> u8 {
        self.0
    }

    pub(crate) fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// Returns each language.
    pub fn iter(self) -> impl Iterator<Item = Language> {
        Language::ALL
            .into_iter()
            .filter(move |language| self.0 & (1 << *language as u8) != 0)
    }

    /// Returns the stems that a folded word has in these languages, each once.
    pub fn stems(self, folded: &str) -> Vec<String> {
        let mut stems = Vec::new();
        for language in self.iter() {
            let stem = language.stem(folded);
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        stems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::fold;
    use proptest::prelude::*;

    fn stem(language: Language, word: &str) -> String {
        language.stem(&fold(word))
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, forms) in [
            (Language::English, ["election", "elections", "Elected"]),
            (Language::Spanish, ["canción", "cancion", "canciones"]),
            (
                Language::Spanish,
                ["inundación", "inundaciones", "inundacion"],
            ),
            (Language::Arabic, ["مدرسة", "المدرسة", "مدرسه"]),
            (Language::Arabic, ["بحر", "والبحر", "فالبحر"]),
            (Language::French, ["élection", "elections", "ÉLECTION"]),
            (Language::German, ["Wahlen", "wahl", "Wahlen"]),
        ] {
            let stems = forms.map(|form| stem(language, form));
            assert_eq!(stems[0], stems[1], "{forms:?}");
            assert_eq!(stems[1], stems[2], "{forms:?}");
        }
    }

    #[test]
    fn words_of_another_script_stay() {
        assert_eq!(stem(Language::Arabic, "elections"), "elections");
        assert_eq!(stem(Language::English, "2025s"), "2025s");
        assert_eq!(stem(Language::Other, "elections"), "elections");
    }

    #[test]
    fn an_archive_in_two_languages_has_two_stems() {
        let mut languages = Languages::default();
        languages.add(Language::of_tag("en-US"));
        languages.add(Language::of_tag("ar"));
        assert_eq!(languages.stems("elections"), ["elect", "elections"]);
        assert_eq!(Languages::from_bits(languages.bits()), languages);
    }

    proptest! {
        #[test]
        fn no_word_is_too_strange_for_a_stemmer(latin in "[a-z]{1,40}", arabic in "[ء-ي]{1,40}") {
            for language in Language::ALL {
                prop_assert!(!language.stem(&latin).is_empty());
                prop_assert!(!language.stem(&arabic).is_empty());
            }
        }
    }
}
