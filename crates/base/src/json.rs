//! How press writes JSON: the one place that decides what becomes of a value that cannot be JSON.
//!
//! All that press writes as JSON are its own types: structs, enums and lists of texts and numbers,
//! without maps whose keys are no texts. No content can make one of them fail. If one fails all the
//! same, it is a mistake in this program, and half a page or an empty file would hide it: so it
//! stops the run, with the type and the reason. Nothing is published then, since files go to their
//! places only when all are made.

use serde::Serialize;
use std::io;

/// A value as JSON.
///
/// # Panics
/// When the type's `Serialize` fails: see above.
pub fn text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| cannot::<T>(&error))
}

/// A value as the bytes of a file of JSON.
///
/// # Panics
/// When the type's `Serialize` fails: see above.
pub fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_else(|error| cannot::<T>(&error))
}

/// Writes a value as JSON to where nothing can fail, such as a hasher.
///
/// # Panics
/// When the type's `Serialize` fails, see above, or `to` does.
pub fn write<T: Serialize>(to: impl io::Write, value: &T) {
    serde_json::to_writer(to, value).unwrap_or_else(|error| cannot::<T>(&error));
}

fn cannot<T>(error: &serde_json::Error) -> ! {
    panic!(
        "press: {} cannot be written as JSON: {error}; this is a mistake in press, please report it",
        std::any::type_name::<T>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that cannot be JSON.
    struct Broken;

    impl Serialize for Broken {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom(
                "a map with keys that are no text",
            ))
        }
    }

    #[test]
    #[should_panic(expected = "Broken cannot be written as JSON: a map with keys that are no text")]
    fn a_value_that_cannot_be_json_is_no_empty_text() {
        assert_eq!(text(&Broken), "");
    }

    #[test]
    #[should_panic(expected = "Broken cannot be written as JSON: a map with keys that are no text")]
    fn a_value_that_cannot_be_json_is_no_empty_file() {
        assert_eq!(bytes(&Broken), b"");
    }

    /// Elsewhere in press nobody decides again what becomes of such a value.
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
            // The tests of a module come last, and may unwrap.
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let is_test = path.ends_with("tests.rs");
            if !is_test && code.contains("serde_json::to_") {
                found.push(path.display().to_string());
            }
        }
        assert_eq!(found, [""; 0], "these should call `crate::json`");
    }
}
