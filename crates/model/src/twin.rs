//! The JSON beside a page: what kind of data it is, and of which version.

use crate::{Article, Front, Listing, Rail, Site};
use serde::{Deserialize, Serialize};

/// The version of the data in this crate. It rises when an older app could not read the data.
pub const DATA_VERSION: u32 = 1;

/// A file of data, as it travels: `{"v":1,"page":{"article":{…}}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// [`DATA_VERSION`] of the publisher.
    pub v: u32,
    /// The data.
    pub page: Page,
}

impl Twin {
    /// Data in this crate's version.
    pub fn new(page: Page) -> Self {
        Self {
            v: DATA_VERSION,
            page,
        }
    }
}

/// What a file of data holds. One enum for all, so that the browser carries one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
// a page is read once and then moved as a box: no need to shrink the largest
#[allow(clippy::large_enum_variant)]
pub enum Page {
    /// The front page.
    Front(Front),
    /// A section, tag or author.
    Listing(Listing),
    /// A story.
    Article(Article),
    /// A rail.
    Rail(Rail),
    /// The newspaper.
    Site(Site),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{FromJson, Json};
    use crate::*;

    fn time(text: &str) -> LocalTime {
        LocalTime::parse(text).unwrap()
    }

    #[test]
    fn json_holds_everything() {
        let section = SectionRef {
            slug: Slug::parse("world").unwrap(),
            name: "World".into(),
        };
        let href = Href::parse("https://example.org/").unwrap();
        let text = vec![
            Inline::Text("a".into()),
            Inline::Strong(vec![Inline::Emphasis(vec![Inline::Text("b".into())])]),
            Inline::Link(LinkText {
                href: href.clone(),
                text: vec![Inline::Break],
            }),
            Inline::Span(Span {
                lang: Some("ar".into()),
                dir: Some(Direction::Rtl),
                text: vec![],
            }),
        ];
        let cell = Cell {
            text: text.clone(),
            header: true,
            cols: 2,
            rows: 1,
        };
        let body = vec![
            Block::Paragraph(Paragraph {
                text: text.clone(),
                ..Default::default()
            }),
            Block::Heading(Heading {
                minor: true,
                text: text.clone(),
            }),
            Block::Table(Table {
                caption: vec![],
                head: vec![vec![cell]],
                body: vec![],
            }),
            Block::Rule,
            Block::Embed(Embed {
                href,
                title: "x".into(),
                note: text,
            }),
        ];
        let twin = Twin::new(Page::Article(Article {
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
            body,
            credit: None,
            lang: None,
            dir: None,
            rail: None,
        }));
        let json = serde_json::to_string(&twin).unwrap();
        assert_eq!(serde_json::from_str::<Twin>(&json).unwrap(), twin);
        assert_eq!(Twin::from_json(&tree(&json)).unwrap(), twin);
    }

    /// As the browser's parser would give it.
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
