//! JSON output: the one place that decides what happens when a value cannot be serialized.
//!
//! Press serializes only its own types: structs, enums and lists of strings and numbers, and no
//! maps with keys that are not strings. No content can make one of them fail. If one fails anyway,
//! that is a bug in press, and an empty file or half a page would hide it. So it panics, naming the
//! type and the reason. Nothing is published then, because files are put in place only after all of
//! them are made.

use serde::Serialize;
use std::io;

/// Returns a value as JSON text.
///
/// # Panics
/// If the type's `Serialize` fails; see the module's documentation.
pub fn to_string<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| cannot::<T>(&error))
}

/// Returns a value as the bytes of a JSON file.
///
/// # Panics
/// If the type's `Serialize` fails; see the module's documentation.
pub fn to_vec<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| cannot::<T>(&error))
}

/// Writes a value as JSON to a writer that cannot fail, such as a hasher.
///
/// # Panics
/// If `to` fails or the type's `Serialize` does; see the module's documentation.
pub fn to_writer<T: Serialize>(to: impl io::Write, value: &T) {
    serde_json::to_writer(to, value).unwrap_or_else(|error| cannot::<T>(&error));
}

fn cannot<T>(error: &serde_json::Error) -> ! {
    panic!(
        "press: {} cannot be written as JSON: {error}; this is a bug in press, please report it",
        std::any::type_name::<T>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A value that cannot be serialized.
    struct Broken;

    impl Serialize for Broken {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom(
                "a map with keys that are not strings",
            ))
        }
    }

    #[test]
    #[should_panic(
        expected = "Broken cannot be written as JSON: a map with keys that are not strings"
    )]
    fn a_value_that_cannot_be_serialized_never_becomes_an_empty_text() {
        assert_eq!(to_string(&Broken), "");
    }

    #[test]
    #[should_panic(
        expected = "Broken cannot be written as JSON: a map with keys that are not strings"
    )]
    fn a_value_that_cannot_be_serialized_never_becomes_an_empty_file() {
        assert_eq!(to_vec(&Broken), b"");
    }

    /// The rest of press must use this module, so that such a value is handled the same everywhere.
    #[test]
    fn json_is_written_here_and_nowhere_else() {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut found = Vec::new();
        for entry in walkdir::WalkDir::new(source) {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(source).unwrap();
            if path == std::path::Path::new("json.rs") || !entry.file_type().is_file() {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            // The tests of a module come last, and they may unwrap.
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let is_test = path.ends_with("tests.rs");
            if !is_test && code.contains("serde_json::to_") {
                found.push(path.display().to_string());
            }
        }
        assert_eq!(found, [""; 0], "these should call `crate::json`");
    }
}
