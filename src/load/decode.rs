//! From JSON to page data, with the field named where it does not fit.

use super::LoadError;
use frontpage_model::{DATA_VERSION, Page, Twin, Version};
use serde::Deserialize;

/// Reads the JSON of `file`.
///
/// The version is read first: data of a later one may have any shape behind it.
///
/// # Errors
/// [`LoadError::Newer`] or [`LoadError::Unreadable`].
pub fn decode(file: &str, json: &str) -> Result<Page, LoadError> {
    let Version { v } = parse(file, json)?;
    if v > DATA_VERSION {
        return Err(LoadError::Newer(v));
    }
    parse::<Twin>(file, json).map(|twin| twin.page)
}

/// Reads the seed that a prerendered page carries: pairs of a file's path and its data.
///
/// # Errors
/// As [`decode`].
pub fn decode_seed(json: &str) -> Result<Vec<(String, Twin)>, LoadError> {
    parse("seed", json)
}

fn parse<'de, T: Deserialize<'de>>(file: &str, json: &'de str) -> Result<T, LoadError> {
    serde_json::from_str(json).map_err(|error| LoadError::Unreadable {
        file: file.into(),
        field: field_at(json, error.line(), error.column()),
        reason: error.to_string(),
    })
}

/// The path of keys and indexes that leads to a place in a JSON text.
///
/// serde_json tells only line and column. `serde_path_to_error` would tell the field, but wraps
/// every reader of every type: measured, 9.4 KB more of brotli-compressed WebAssembly (41 KB raw),
/// where this walk over the text takes 1 KB raw.
fn field_at(json: &str, line: usize, column: usize) -> String {
    let before: usize = json
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let end = (before + column).min(json.len());
    // each open object holds its last key, each open array the index of its present item
    let mut path: Vec<Step> = Vec::new();
    let mut string_start = None;
    let mut last_string = 0..0;
    let mut escaped = false;
    for (at, byte) in json.bytes().enumerate().take(end) {
        if let Some(start) = string_start {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    last_string = start..at;
                    string_start = None;
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => string_start = Some(at + 1),
            b'{' => path.push(Step::Key(0..0)),
            b'[' => path.push(Step::Index(0)),
            // the place told is just behind a value: what was closed last is not left yet
            b'}' | b']' if at + 1 < end => {
                path.pop();
            }
            b':' => {
                if let Some(Step::Key(key)) = path.last_mut() {
                    *key = last_string.clone();
                }
            }
            b',' => {
                if let Some(Step::Index(index)) = path.last_mut() {
                    *index += 1;
                }
            }
            _ => {}
        }
    }
    let mut field = String::new();
    for step in path {
        match step {
            Step::Key(key) if key.is_empty() => {}
            Step::Key(key) => {
                if !field.is_empty() {
                    field.push('.');
                }
                field.push_str(json.get(key).unwrap_or_default());
            }
            Step::Index(index) => field.push_str(&format!("[{index}]")),
        }
    }
    if field.is_empty() {
        "the whole file".into()
    } else {
        field
    }
}

enum Step {
    Key(core::ops::Range<usize>),
    Index(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(json: &str) -> (String, String) {
        match decode("/x.json", json) {
            Err(LoadError::Unreadable {
                file,
                field,
                reason,
            }) => {
                assert_eq!(file, "/x.json");
                (field, reason)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn reads_what_the_publisher_writes() {
        let page = decode(
            "/index.json",
            r#"{"v":1,"page":{"front":{"top":[],"strips":[]}}}"#,
        );
        assert!(matches!(page, Ok(Page::Front(_))));
    }

    #[test]
    fn a_later_version_is_told_apart_whatever_its_shape() {
        assert_eq!(
            decode("/x.json", r#"{"v":2,"leaf":7}"#),
            Err(LoadError::Newer(2))
        );
    }

    #[test]
    fn names_the_field() {
        let (field, reason) = wrong(
            r#"{"v":1,"page":{"front":{"top":[],"strips":[{"section":{"slug":"U S","name":"x"},"cards":[]}]}}}"#,
        );
        assert_eq!(field, "page.front.strips[0].section.slug");
        assert!(reason.contains("a slug may hold"), "{reason}");

        let (field, _) = wrong(r#"{"v":1,"page":{"front":{"top":7,"strips":[]}}}"#);
        assert_eq!(field, "page.front.top");

        let (field, reason) = wrong("{\"v\":1,\n\"page\":{\"front\":{\"top\":[]\n}}}");
        assert_eq!(field, "page.front.top");
        assert!(reason.contains("missing field `strips`"), "{reason}");

        let (field, _) = wrong(r#"{"v":1,"page":{"front":{"top":[{"url":"/","head\"line":"x"#);
        assert_eq!(field, "page.front.top[0].head\\\"line");

        let (field, reason) = wrong(r#"{"v":"1"}"#);
        assert_eq!(field, "v");
        assert!(reason.contains("expected u32"), "{reason}");
    }

    #[test]
    fn nothing_in_a_text_makes_it_panic() {
        for json in [
            "",
            "{",
            "[[[[",
            "\"",
            "nul",
            "{\"v\":1}",
            "}{",
            "é",
            "{\"é",
            "]]]]",
            "\u{0}",
        ] {
            wrong(json);
        }
    }
}
