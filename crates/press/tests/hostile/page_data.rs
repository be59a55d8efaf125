//! Tests that compare the app's parser of page data with serde's. The app can read all that the
//! publisher can write, and everything else gives an error.

use super::any_json::{any_json, changed, changes};
use super::any_text::any_text;
use super::corpus;
use super::proptest_config::Target;
use frontpage::data::{LoadError, decode};
use frontpage_model::{DATA_VERSION, Page, PageData};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Reads page data as a file of the kind that it contains, because the app accepts a rail or the
/// site's data only in a file of that kind.
fn read(text: &str) -> Result<Page, LoadError> {
    let json: Value = serde_json::from_str(text).unwrap_or_default();
    let is = |kind: &str| !json["page"][kind].is_null();
    let file = match () {
        () if is("rail") => "/rail/x.json",
        () if is("site") => "/site.json",
        () => "/x.json",
    };
    decode(file, text)
}

/// Checks that the app and serde read the same page, or that any difference is a permitted one.
fn check(text: &str) {
    let ours = read(text);
    let theirs = serde_json::from_str::<PageData>(text);
    match (ours, theirs) {
        (Ok(page), Ok(page_data)) => {
            assert_eq!(page, page_data.page, "{text}");
            check_round_trip(page);
        }
        (Ok(page), Err(error)) => {
            let json: Result<Value, _> = serde_json::from_str(text);
            let json = json.unwrap_or_else(|error| panic!("not JSON: {error}: {text}"));
            assert!(
                has_tolerated_difference(&json) || is_duplicate_field(&error),
                "{error}: {text}"
            );
            check_round_trip(page);
        }
        (Err(LoadError::Newer(version)), _) => assert!(version > DATA_VERSION, "{text}"),
        // Serde accepts a list in place of an object, field by field.
        (Err(LoadError::Unreadable { reason, .. }), Ok(_)) => {
            assert_eq!(reason, "is a list, not an object", "{text}");
        }
        (
            Err(LoadError::Unreadable {
                file,
                field,
                reason,
            }),
            Err(_),
        ) => {
            assert!(file.ends_with("x.json") || file == "/site.json", "{file}");
            assert!(!field.is_empty() && !reason.is_empty(), "{text}");
        }
        (Err(error), _) => panic!("{error:?}: {text}"),
    }
}

/// Checks that a page can be written and read again.
fn check_round_trip(page: Page) {
    let text = serde_json::to_string(&PageData::new(page.clone())).unwrap();
    assert_eq!(read(&text), Ok(page), "{text}");
}

/// Returns whether the JSON has something that the app accepts and serde does not: a number that is
/// not an unsigned 32-bit integer in an optional field, such as `1.0`, or a value after a word that
/// should have none.
fn has_tolerated_difference(json: &Value) -> bool {
    match json {
        Value::Number(number) => number.as_u64().is_none_or(|n| u32::try_from(n).is_err()),
        Value::Object(map) => {
            let alone = ["br", "hr", "ltr", "rtl", "section", "tag", "author"];
            let word = map.len() == 1
                && map
                    .iter()
                    .any(|(key, value)| alone.contains(&key.as_str()) && !value.is_null());
            word || map.values().any(has_tolerated_difference)
        }
        Value::Array(list) => list.iter().any(has_tolerated_difference),
        _ => false,
    }
}

/// Returns whether the error is a duplicate field, of which a browser takes the last.
fn is_duplicate_field(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("duplicate field")
}

fn valid() -> Vec<String> {
    let files = corpus::files(Target::PageData, "json").into_iter();
    files
        .filter(|(name, _)| name.starts_with("page-"))
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn corpus_files_are_read_as_their_names_say() {
    let mut kinds = std::collections::BTreeSet::new();
    for (name, text) in corpus::files(Target::PageData, "json") {
        check(&text);
        let read = read(&text);
        let expected = name.split('-').next().unwrap_or_default();
        match expected {
            "page" => {
                let page = read.unwrap_or_else(|error| panic!("{name}: {error:?}"));
                kinds.insert(name.clone());
                // Nothing in the page is dropped or read as something else.
                let written = serde_json::to_value(page).unwrap();
                let stored: Value = serde_json::from_str(&text).unwrap();
                assert_eq!(written, stored["page"], "{name}");
            }
            "newer" => assert!(matches!(read, Err(LoadError::Newer(_))), "{name}: {read:?}"),
            "broken" => {
                assert!(
                    matches!(read, Err(LoadError::Unreadable { .. })),
                    "{name}: {read:?}"
                );
            }
            _ => panic!("the name of {name} must start with page-, newer- or broken-"),
        }
    }
    assert!(kinds.len() >= 5, "not every kind of page: {kinds:?}");
}

proptest! {
    #![proptest_config(Target::PageData.config())]

    #[test]
    fn any_text_is_a_page_or_an_error(text in any_text(200)) {
        check(&text);
    }

    #[test]
    fn any_json_is_a_page_or_an_error(page in any_json()) {
        check(&json!({ "v": DATA_VERSION, "page": page }).to_string());
    }

    #[test]
    fn a_changed_page_is_a_page_or_an_error(
        page in prop::sample::select(valid()),
        changes in changes(),
    ) {
        let page: Value = serde_json::from_str(&page).unwrap();
        check(&changed(page, changes).to_string());
    }

    #[test]
    fn a_page_with_text_inserted_is_a_page_or_an_error(
        page in prop::sample::select(valid()),
        at in any::<prop::sample::Index>(),
        odd in any_text(2),
    ) {
        let ends: Vec<usize> = (0..=page.len()).filter(|n| page.is_char_boundary(*n)).collect();
        let (before, after) = page.split_at(*at.get(&ends));
        check(&format!("{before}{odd}{after}"));
    }

    #[test]
    fn a_truncated_page_is_an_error(
        page in prop::sample::select(valid()),
        at in any::<prop::sample::Index>(),
    ) {
        let page = page.trim_end();
        let ends: Vec<usize> = (0..page.len()).filter(|n| page.is_char_boundary(*n)).collect();
        let cut = &page[..*at.get(&ends)];
        prop_assert!(decode("/x.json", cut).is_err(), "{}", cut);
    }
}
