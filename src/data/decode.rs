//! Decodes JSON into page data, and names the field that is invalid.

use super::LoadError;
use crate::browser;
use frontpage_model::{
    DATA_VERSION, Page, PageData, is_rail_path,
    json::{self, DecodeError, Json},
    site_path,
};

/// Decodes the JSON of `file`.
///
/// The version is checked first, because data of a later version can have any shape.
///
/// # Errors
/// [`LoadError::Newer`] if the data has a later version than this app can read, and
/// [`LoadError::Unreadable`] if it is invalid or of another kind than the file's path names.
pub fn decode(file: &str, text: &str) -> Result<Page, LoadError> {
    let json = parse(file, text)?;
    let version: u32 = json::decode_field(&json, "v").map_err(|misfit| unreadable(file, misfit))?;
    if version > DATA_VERSION {
        return Err(LoadError::Newer(version));
    }
    let page_data: PageData = json::decode(&json).map_err(|misfit| unreadable(file, misfit))?;
    let page = page_data.page;
    // Never let a response of the wrong kind replace a valid cached page.
    if kind(&page) == kind_of_file(file) {
        Ok(page)
    } else {
        Err(LoadError::wrong_kind(file.into()))
    }
}

/// What a data file holds.
#[derive(PartialEq)]
enum Kind {
    Page,
    Rail,
    Site,
}

fn kind(page: &Page) -> Kind {
    match page {
        Page::Rail(_) => Kind::Rail,
        Page::Site(_) => Kind::Site,
        Page::Front(_) | Page::Listing(_) | Page::Article(_) => Kind::Page,
    }
}

fn kind_of_file(file: &str) -> Kind {
    if file == site_path() {
        Kind::Site
    } else if is_rail_path(file) {
        Kind::Rail
    } else {
        Kind::Page
    }
}

fn parse(file: &str, text: &str) -> Result<Json, LoadError> {
    browser::json::parse(text).map_err(|reason| unreadable(file, DecodeError::new(reason)))
}

fn unreadable(file: &str, misfit: DecodeError) -> LoadError {
    let field = match misfit.field {
        field if field.is_empty() => "the whole file".into(),
        field => field,
    };
    LoadError::Unreadable {
        file: file.into(),
        field,
        reason: misfit.reason,
    }
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
    fn a_later_version_is_recognized_whatever_its_shape() {
        assert_eq!(
            decode("/x.json", r#"{"v":4294967295,"leaf":7}"#),
            Err(LoadError::Newer(u32::MAX))
        );
    }

    #[test]
    fn data_of_another_kind_than_its_file_is_rejected() {
        let rail = r#"{"v":1,"page":{"rail":{"name":"Popular","cards":[]}}}"#;
        let front = r#"{"v":1,"page":{"front":{"top":[],"strips":[]}}}"#;
        assert!(decode("/popular.json", rail).is_ok());
        assert!(decode("/rail/mideast.json", rail).is_ok());
        for (file, json) in [
            ("/popular.json", front),
            ("/rail/mideast.json", front),
            ("/site.json", front),
            ("/site.json", rail),
            ("/world.json", rail),
        ] {
            match decode(file, json) {
                Err(LoadError::Unreadable {
                    file: named, field, ..
                }) => assert_eq!((&*named, &*field), (file, "page")),
                other => panic!("{file}: {other:?}"),
            }
        }
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
        assert_eq!(field, "page.front");
        assert!(reason.contains("missing field `strips`"), "{reason}");

        let (field, _) = wrong(r#"{"v":1,"page":{"front":{"top":[{"url":"/","head\"line":"x"#);
        assert_eq!(field, "the whole file");

        let (field, reason) = wrong(r#"{"v":"1"}"#);
        assert_eq!(field, "v");
        assert!(reason.contains("not a number"), "{reason}");
    }

    #[test]
    fn invalid_json_is_an_error_and_never_a_panic() {
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
