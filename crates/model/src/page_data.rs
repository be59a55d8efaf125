//! Page data: the JSON file beside each page, with a version.

use crate::{Article, DATA_VERSION, Front, Listing, Rail, Site};
use serde::{Deserialize, Serialize};

/// The content of a data file: `{"v":3,"page":{"article":{…}}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageData {
    /// The publisher's [`DATA_VERSION`].
    pub v: u32,
    /// The data.
    pub page: Page,
}

impl PageData {
    /// Creates data with the current version.
    pub fn new(page: Page) -> Self {
        Self {
            v: DATA_VERSION,
            page,
        }
    }
}

/// The data in a data file. It is one enum for all kinds, so that the app needs only one decoder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
// A page is decoded once and then shared as a pointer, so the size of the largest variant is fine.
#[allow(clippy::large_enum_variant)]
pub enum Page {
    /// The front page, the edition of a past day, or a calendar of editions.
    Front(Front),
    /// A page of a section, tag or author.
    Listing(Listing),
    /// A story.
    Article(Article),
    /// A rail.
    Rail(Rail),
    /// The newspaper's own data.
    Site(Site),
}

impl Page {
    /// Returns the language of the page (BCP 47), if it differs from the newspaper's.
    pub fn lang(&self) -> Option<&str> {
        match self {
            Self::Article(article) => article.lang.as_deref(),
            Self::Front(_) | Self::Listing(_) | Self::Rail(_) | Self::Site(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{FromJson, Json, decode};
    use crate::*;
    use core::fmt;

    fn time(text: &str) -> LocalTime {
        LocalTime::parse(text).unwrap()
    }

    #[test]
    fn page_data_survives_json() {
        let section = SectionRef {
            slug: Slug::parse("world").unwrap(),
            name: "World".into(),
        };
        let text = vec![
            Inline::Text("a".into()),
            Inline::Strong(vec![Inline::Emphasis(vec![Inline::Text("b".into())])]),
            Inline::Link(LinkText {
                href: Href::parse("https://example.org/").unwrap(),
                text: vec![Inline::Break],
            }),
            Inline::Span(Span {
                lang: Some("ar".into()),
                dir: Some(Direction::Rtl),
                text: vec![],
            }),
        ];
        let mut body = Block::samples("text");
        body.push(Block::Paragraph(Paragraph {
            text,
            ..Default::default()
        }));
        let page_data = PageData::new(Page::Article(Article {
            url: Route::parse("/2025/02/18/a").unwrap(),
            section,
            tags: vec![],
            headline: "Headline".into(),
            summary: String::new(),
            lead: None,
            published: time("2025-02-18T13:40:00-08:00"),
            updated: None,
            byline: vec![BylinePart {
                text: "By us".into(),
                author: None,
            }],
            dateline: None,
            origin: None,
            body,
            credit: None,
            lang: None,
            dir: None,
            words: None,
            rail: None,
        }));
        let json = serde_json::to_string(&page_data).unwrap();
        assert_eq!(serde_json::from_str::<PageData>(&json).unwrap(), page_data);
        assert_eq!(decode::<PageData>(&tree(&json)).unwrap(), page_data);
    }

    #[test]
    fn names_in_json_are_those_that_open_tabs_know() {
        fn check<T>(value: &T, json: &str)
        where
            T: FromJson + serde::Serialize + serde::de::DeserializeOwned + PartialEq + fmt::Debug,
        {
            assert_eq!(serde_json::to_string(value).unwrap(), json);
            assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value);
            assert_eq!(&decode::<T>(&tree(json)).unwrap(), value);
        }
        let heading = |level| Heading {
            level,
            text: vec![],
        };
        check(&heading(HeadingLevel::Second), r#"{"text":[]}"#);
        check(&heading(HeadingLevel::Third), r#"{"minor":true,"text":[]}"#);
        let quote = |kind| Quote {
            kind,
            paragraphs: vec![],
            cite: vec![],
            lang: None,
            dir: None,
        };
        check(&quote(QuoteKind::Block), r#"{"paragraphs":[]}"#);
        check(&quote(QuoteKind::Pull), r#"{"pull":true,"paragraphs":[]}"#);
        let image = Image {
            source: ImageSource::Renditions("ab".into()),
            width: 3,
            height: 2,
            alt: String::new(),
        };
        check(&image, r#"{"key":"ab","w":3,"h":2}"#);
        let listing = Listing {
            kind: ListingKind::Section,
            slug: Slug::parse("world").unwrap(),
            name: "World".into(),
            description: "Abroad".into(),
            page: None,
            cards: vec![],
            older: None,
            newer: None,
        };
        let front = Front::default();
        check(&front, r#"{"top":[],"strips":[]}"#);
        let calendar = Front {
            name: "Editions".into(),
            blocks: vec![Block::Rule],
            ..front
        };
        check(
            &calendar,
            r#"{"name":"Editions","blocks":["hr"],"top":[],"strips":[]}"#,
        );
        check(
            &listing,
            r#"{"kind":"section","slug":"world","name":"World","about":"Abroad","cards":[]}"#,
        );
    }

    /// Parses JSON as the browser's parser does.
    fn tree(json: &str) -> Json {
        fn grow(value: serde_json::Value) -> Json {
            use serde_json::Value;
            match value {
                Value::Null => Json::Null,
                Value::Bool(value) => Json::Bool(value),
                Value::Number(number) => Json::Number(number.as_u64().unwrap()),
                Value::String(text) => Json::Text(text),
                Value::Array(items) => Json::List(items.into_iter().map(grow).collect()),
                Value::Object(fields) => {
                    let fields = fields.into_iter().map(|(key, value)| (key, grow(value)));
                    Json::Object(fields.collect())
                }
            }
        }
        grow(serde_json::from_str(json).unwrap())
    }

    #[test]
    fn hostile_addresses_do_not_parse() {
        for json in [
            r#"{"href":"javascript:alert(1)","text":[]}"#,
            r#"{"href":"/../x","text":[]}"#,
        ] {
            assert!(serde_json::from_str::<LinkText>(json).is_err(), "{json}");
        }
        assert!(serde_json::from_str::<Route>(r#""https://evil.example""#).is_err());
    }
}
