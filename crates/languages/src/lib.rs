//! The words of the interface in each language that has a catalog in `languages/`, with dates, numbers and lists
//! as the region of a newspaper writes them.
//!
//! 1. **A language is a file** in Fluent, which a translator fills. A test names each message, value and
//!    plural form that is missing.
//! 2. **Dates, digits and weeks come from CLDR**, when the site is published. The app only gets patterns, and
//!    has no such data of its own.
//! 3. **Words are made once per language and region, and kept.** Their number is limited, because only
//!    languages with a catalog count, whatever language the content names.
#![forbid(unsafe_code)]

mod catalogs;
mod cldr;
mod lists;
mod script;

pub use catalogs::{Problem, languages, problems};
pub use lists::{Alphabet, before_each, begins_word, list};
pub use script::{json_of_words, literals, module};

use frontpage_model::messages::Words;
use icu_locale_core::Locale;
use icu_locale_core::subtags::{Language, Region};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The words by language and region.
static MADE: Mutex<BTreeMap<(&'static str, Option<Region>), Words>> = Mutex::new(BTreeMap::new());

/// Returns the words for a newspaper or a story in a language (BCP 47): `es-MX`. `None` if the language has
/// no catalog.
pub fn words(lang: &str) -> Option<Words> {
    let locale = parse(lang)?;
    let language = catalogs::name(locale.id.language.as_str())?;
    if language == ENGLISH {
        return Some(Words::ENGLISH);
    }
    let key = (language, locale.id.region);
    let mut made = MADE.lock().unwrap_or_else(|error| error.into_inner());
    let words = made.entry(key).or_insert_with(|| {
        let lines = catalogs::lines(language, &locale).join("\n");
        Words::new(lines.leak())
    });
    Some(*words)
}

/// Returns the words for a newspaper in a language, or English if the language has no catalog.
pub fn of_newspaper(lang: &str) -> Words {
    words(lang).unwrap_or(Words::ENGLISH)
}

/// Returns the words for a story in a language, or those of its newspaper if the language has no catalog.
pub fn of_story(lang: Option<&str>, newspaper: &str) -> Words {
    lang.and_then(words)
        .unwrap_or_else(|| of_newspaper(newspaper))
}

/// Returns the words for a story that is in another language than its newspaper. Returns `None` if the
/// languages are the same, or if the language of the story has no catalog. The newspaper's words are used
/// then.
pub fn of_other_story(lang: &str, newspaper: &str) -> Option<Words> {
    let language = |lang: &str| parse(lang).map(|locale| locale.id.language);
    let own = words(lang)?;
    (language(lang) != language(newspaper)).then_some(own)
}

/// Returns the category of plurals of a number in a language: `few`.
pub fn plural(lang: &str, number: u64) -> &'static str {
    cldr::plural(&parse(lang).unwrap_or(Locale::UNKNOWN), number)
}

/// The language that is compiled into the app.
const ENGLISH: &str = "en";

/// Reads a language tag, and keeps its language, script and region only.
fn parse(lang: &str) -> Option<Locale> {
    let mut locale = Locale::try_from_str(lang).ok()?;
    locale.id.variants.clear();
    locale.extensions = Default::default();
    (locale.id.language != Language::UNKNOWN).then_some(locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::messages::*;

    /// Returns what a language says.
    fn said<T>(lang: &str, say: impl FnOnce() -> T) -> T {
        words(lang).expect("a catalog").speak(say)
    }

    #[test]
    fn dates_are_written_as_in_the_region() {
        for (lang, day, time) in [
            ("en-US", "March 9, 2025", "1:05 p.m."),
            ("en-GB", "March 9, 2025", "1:05 p.m."),
            ("es-MX", "9 de marzo de 2025", "1:05 p.m."),
            ("es-ES", "9 de marzo de 2025", "13:05"),
            ("es-AR", "9 de marzo de 2025", "13:05"),
            ("ar-EG", "٩ مارس ٢٠٢٥", "١:٠٥ م"),
            ("ar-JO", "٩ آذار ٢٠٢٥", "١:٠٥ م"),
            ("ar-MA", "9 مارس 2025", "13:05"),
            ("ar-AE", "9 مارس 2025", "1:05 م"),
        ] {
            let text = said(lang, || [date(2025, 3, 9), time_of_day(13, 5)]);
            let text = text.map(|text| text.replace(['\u{a0}', '\u{202f}'], " "));
            assert_eq!(text, [day, time], "{lang}");
        }
    }

    #[test]
    fn weeks_begin_as_in_the_region() {
        for (lang, first) in [
            ("es-MX", "0"),
            ("es-ES", "1"),
            ("ar-EG", "6"),
            ("ar-LB", "1"),
        ] {
            assert_eq!(said(lang, || FIRST_WEEKDAY.text()), first, "{lang}");
        }
        assert!(said("es", || WEEKDAYS.text()).starts_with("dom,lun,mar"));
        assert!(said("ar-JO", || WEEKDAYS.text()).ends_with("خميس,جمعة,سبت"));
    }

    #[test]
    fn lists_in_stories_have_the_digits_of_the_region() {
        let sheets = ["style/digits.css", "crates/epub/src/style.css"].map(|path| {
            let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).unwrap()
        });
        // The regions for which CLDR has Arabic.
        for region in
            "001 AE BH DJ DZ EG EH ER IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE"
                .split(' ')
        {
            let lang = format!("ar-{region}");
            let is_latin = said(&lang, || DIGITS.text()).starts_with('0');
            for sheet in &sheets {
                let is_left_out = sheet.contains(&format!(":lang({lang})"));
                assert_eq!(is_left_out, is_latin, "{lang}");
            }
        }
        // Nor has Arabic without a region.
        assert!(said("ar", || DIGITS.text()).starts_with('0'));
        assert!(sheets.iter().all(|sheet| sheet.contains("[lang=\"ar\"] *")));
    }

    #[test]
    fn a_language_without_a_catalog_has_english_in_newspapers_only() {
        assert_eq!(words("de-AT"), None);
        for lang in ["", "x", "de", "eng", "ar--", "\u{0}"] {
            assert_eq!(of_newspaper(lang), Words::ENGLISH, "{lang}");
        }
        assert_eq!(of_other_story("de", "es-MX"), None);
        assert_eq!(of_other_story("es-ES", "es-MX"), None);
        assert_eq!(of_other_story("en", "es-MX"), Some(Words::ENGLISH));
        let arabic = of_other_story("ar-JO", "en-US").unwrap();
        assert_eq!(arabic, words("ar-jo").unwrap());
        assert_eq!(of_story(Some("de"), "ar-JO"), arabic);
        assert_eq!(arabic.speak(|| SHARE_THIS.text()), "شارك");
    }

    #[test]
    fn nothing_a_story_says_takes_more_memory() {
        let before = words("ar-JO").unwrap();
        for lang in ["ar-JO-x-a", "ar-JO-u-nu-latn", "AR-jo", "ar-Arab-JO"] {
            assert_eq!(words(lang), Some(before), "{lang}");
        }
    }

    #[test]
    fn plural_forms_are_those_of_the_language() {
        let arabic = [0, 1, 2, 5, 11, 100].map(|number| plural("ar", number));
        assert_eq!(arabic, ["zero", "one", "two", "few", "many", "other"]);
        let files = said("ar-AE", || {
            BYTES_IN_FILES.fill_form(plural("ar", 2), &["2", "9 kB"])
        });
        assert!(files.contains("ملفين") && !files.contains('2'), "{files}");
    }
}
