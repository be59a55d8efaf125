//! The catalogs: the files in `languages/`, and what is wrong with them.

use crate::cldr;
use frontpage_fluent::{Catalog, CatalogError, Line, Message, Text};
use frontpage_model::messages::NAMES;
use icu_locale_core::Locale;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The files by language.
const FILES: [(&str, &str); 3] = [
    ("ar", include_str!("../../../languages/ar.ftl")),
    ("en", include_str!("../../../languages/en.ftl")),
    ("es", include_str!("../../../languages/es.ftl")),
];

/// The messages that come from CLDR for each region. If a catalog has one of them, the catalog is used.
const FROM_CLDR: [&str; 8] = [
    "months",
    "digits",
    "date",
    "time-am",
    "time-pm",
    "weekdays",
    "first-weekday",
    "month-and-year",
];

/// The catalogs that can be read.
static CATALOGS: LazyLock<BTreeMap<&str, Catalog>> = LazyLock::new(|| {
    let read = |(language, text): (&'static str, &str)| {
        // A test reads all of them.
        (language, Catalog::read(text).unwrap_or_default())
    };
    FILES.into_iter().map(read).collect()
});

/// Returns the languages that have a catalog.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.into_iter().map(|(language, _)| language)
}

/// Returns the name of a language that has a catalog.
pub(crate) fn name(language: &str) -> Option<&'static str> {
    languages().find(|known| *known == language)
}

/// Returns the lines of a language in a region, in the order of the English ones.
///
/// A message that the catalog does not have is in English.
pub(crate) fn lines(language: &str, locale: &Locale) -> Vec<String> {
    let (own, english) = (CATALOGS.get(language), &CATALOGS["en"]);
    let mut from_cldr = cldr::lines(locale);
    let line = |(id, values): (&str, &[&str])| {
        let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
        let line = |catalog: &Catalog| Line::new(catalog.get(id)?, &values).ok();
        let line = own.and_then(line).or_else(|| {
            let text = from_cldr.remove(id);
            text.map(Line).or_else(|| line(english))
        });
        line.map_or_else(String::new, |line| line.0)
    };
    NAMES.into_iter().map(line).collect()
}

/// Something that is wrong with a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be read.
    Unreadable(CatalogError),
    /// A message is missing.
    Missing {
        /// The message.
        id: String,
        /// What it says in English.
        english: String,
    },
    /// There is no such message in English.
    Unknown {
        /// The message.
        id: String,
    },
    /// There is no such value in English.
    UnknownValue {
        /// The message.
        id: String,
        /// The value.
        value: String,
    },
    /// A value is missing.
    MissingValue {
        /// The message.
        id: String,
        /// The value.
        value: String,
    },
    /// A plural form is missing.
    MissingForm {
        /// The message.
        id: String,
        /// The category of plurals.
        form: &'static str,
    },
    /// The language has no such plural form.
    UnknownForm {
        /// The message.
        id: String,
        /// The category of plurals.
        form: &'static str,
    },
}

/// Returns everything that is wrong with a catalog in a language.
pub fn problems(language: &str, text: &str) -> Vec<Problem> {
    let own = match Catalog::read(text) {
        Ok(own) => own,
        Err(errors) => return errors.into_iter().map(Problem::Unreadable).collect(),
    };
    let english = &CATALOGS["en"];
    let mut problems = Vec::new();
    for message in &english.messages {
        let is_optional = FROM_CLDR.contains(&&*message.id);
        match own.get(&message.id) {
            Some(translated) => compare(message, translated, language, &mut problems),
            None if is_optional => {}
            None => problems.push(Problem::Missing {
                id: message.id.clone(),
                english: format!("{:?}", message.text),
            }),
        }
    }
    let unknown = own.messages.iter();
    let unknown = unknown.filter(|message| english.get(&message.id).is_none());
    problems.extend(unknown.map(|message| Problem::Unknown {
        id: message.id.clone(),
    }));
    problems
}

/// Compares a message with the one in English, which has one form for all numbers.
fn compare(english: &Message, own: &Message, language: &str, problems: &mut Vec<Problem>) {
    if language == crate::ENGLISH {
        return;
    }
    let id = &own.id;
    let known = english.values();
    let used = own.values();
    for value in used.iter().filter(|value| !known.contains(value)) {
        problems.push(Problem::UnknownValue {
            id: id.clone(),
            value: value.clone(),
        });
    }
    let needed = Message {
        comment: String::new(),
        ..english.clone()
    };
    for value in needed.values() {
        if !used.contains(&value) && !FROM_CLDR.contains(&&**id) {
            let id = id.clone();
            problems.push(Problem::MissingValue { id, value });
        }
    }
    let Text::Plural { forms, .. } = &own.text else {
        // A message with a number does not always need plural forms, as in *Page 2*. It needs them if the
        // English message has plural forms.
        if matches!(english.text, Text::Plural { .. }) {
            for form in cldr::plurals(language) {
                let id = id.clone();
                problems.push(Problem::MissingForm { id, form });
            }
        }
        return;
    };
    let wanted = cldr::plurals(language);
    for form in &wanted {
        if forms.iter().all(|(own, _)| own != form) {
            let id = id.clone();
            problems.push(Problem::MissingForm { id, form });
        }
    }
    for (form, _) in forms.iter().filter(|(form, _)| !wanted.contains(form)) {
        let id = id.clone();
        problems.push(Problem::UnknownForm { id, form });
    }
    if forms.last().is_none_or(|(form, _)| *form != "other") {
        let (id, form) = (id.clone(), "other");
        problems.push(Problem::MissingForm { id, form });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_complete() {
        for (language, text) in FILES {
            let problems = problems(language, text);
            let names: Vec<String> = problems
                .iter()
                .map(|problem| format!("{problem:?}"))
                .collect();
            assert!(
                problems.is_empty(),
                "languages/{language}.ftl:\n{}",
                names.join("\n")
            );
            let own = &CATALOGS[language].get("language").unwrap().text;
            assert_eq!(format!("{own:?}"), format!("Plain([Words({language:?})])"));
        }
    }

    #[test]
    fn every_file_is_a_language() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../languages");
        let files = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let known: Vec<String> = languages()
            .map(|language| format!("{language}.ftl"))
            .collect();
        assert_eq!(names, known);
    }

    #[test]
    fn what_a_translation_lacks_is_named() {
        let (_, arabic) = FILES[0];
        let wrong = |from: &str, to: &str| {
            assert!(arabic.contains(from), "{from}");
            problems("ar", &arabic.replacen(from, to, 1))
        };
        let id = |id: &str| id.to_owned();
        assert!(matches!(
            &wrong("\nshare-this =", "\nshare-that =")[..],
            [Problem::Missing { id: missing, .. }, Problem::Unknown { id: unknown }]
                if missing == "share-this" && unknown == "share-that"
        ));
        assert_eq!(
            wrong("{ $address }", "{ $adress }"),
            [
                Problem::UnknownValue {
                    id: id("link-not-copied"),
                    value: id("adress")
                },
                Problem::MissingValue {
                    id: id("link-not-copied"),
                    value: id("address")
                }
            ]
        );
        assert_eq!(
            wrong("    [few]", "    [one]").len(),
            1,
            "a plural form that is missing"
        );
        let spanish = problems(
            "es",
            "bytes-in-files = { $number ->\n    [few] a\n   *[other] { $bytes } { $number }\n }\n",
        );
        assert!(spanish.contains(&Problem::UnknownForm {
            id: id("bytes-in-files"),
            form: "few"
        }));
        assert!(spanish.contains(&Problem::MissingForm {
            id: id("bytes-in-files"),
            form: "many"
        }));
    }
}
