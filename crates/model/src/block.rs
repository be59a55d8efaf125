//! The body of a story, as typed blocks of typed text.

use crate::{Day, Href, Image, Route};
use serde::{Deserialize, Serialize};

/// A text with inline formatting.
pub type Text = Vec<Inline>;

/// The direction of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// Returns the value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A piece of text inside a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    #[serde(rename = "t")]
    Text(String),
    /// Text of strong importance.
    #[serde(rename = "b")]
    Strong(Text),
    /// Stressed text.
    #[serde(rename = "i")]
    Emphasis(Text),
    /// A link.
    #[serde(rename = "a")]
    Link(LinkText),
    /// Code, or keyboard input.
    #[serde(rename = "code")]
    Code(Text),
    /// Subscript text.
    #[serde(rename = "sub")]
    Subscript(Text),
    /// Superscript text.
    #[serde(rename = "sup")]
    Superscript(Text),
    /// Text in another language or direction.
    #[serde(rename = "span")]
    Span(Span),
    /// A line break that belongs to the text, as in a poem or an address.
    #[serde(rename = "br")]
    Break,
}

/// A linked text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkText {
    /// The address that it links to.
    pub href: Href,
    /// The text.
    pub text: Text,
}

/// A text in another language or direction than the text around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The language (BCP 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// The text.
    pub text: Text,
}

/// A block of a story's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    #[serde(rename = "p")]
    Paragraph(Paragraph),
    /// A heading within the story.
    #[serde(rename = "h")]
    Heading(Heading),
    /// A picture.
    #[serde(rename = "img")]
    Image(Figure),
    /// Several pictures that belong together.
    #[serde(rename = "gallery")]
    Gallery(Vec<Figure>),
    /// A quotation, or a pull quote from the story itself.
    #[serde(rename = "quote")]
    Quote(Quote),
    /// A list.
    #[serde(rename = "list")]
    List(List),
    /// A table.
    #[serde(rename = "table")]
    Table(Table),
    /// A link card for content on another site. Nothing of that content loads by itself.
    #[serde(rename = "embed")]
    Embed(Embed),
    /// A correction of an earlier version.
    #[serde(rename = "correction")]
    Correction(Correction),
    /// A link to another story of this newspaper.
    #[serde(rename = "related")]
    Related(Related),
    /// A horizontal rule, for a change of topic.
    #[serde(rename = "hr")]
    Rule,
    /// Preformatted text, whose spaces and line breaks are kept.
    #[serde(rename = "pre")]
    Preformatted(Text),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The text.
    pub text: Text,
    /// The language (BCP 47), if it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The direction, if it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
}

/// A heading within the story. It is below the headline, which is the only first-level heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The level.
    #[serde(
        rename = "minor",
        default,
        skip_serializing_if = "HeadingLevel::is_default"
    )]
    pub level: HeadingLevel,
    /// The text.
    pub text: Text,
}

/// The level of a heading. JSON has a flag in its place, which is true for the third level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum HeadingLevel {
    /// The second level, a section of the story.
    #[default]
    Second,
    /// The third level, within such a section.
    Third,
}

impl HeadingLevel {
    // Serde passes the field by reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl From<bool> for HeadingLevel {
    fn from(flag: bool) -> Self {
        if flag { Self::Third } else { Self::Second }
    }
}

impl From<HeadingLevel> for bool {
    fn from(value: HeadingLevel) -> Self {
        value == HeadingLevel::Third
    }
}

/// A picture with its caption and credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// The caption. Empty if there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// The credit, which says who made the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The kind.
    #[serde(
        rename = "pull",
        default,
        skip_serializing_if = "QuoteKind::is_default"
    )]
    pub kind: QuoteKind,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The person or source that is quoted. Empty if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Text,
    /// The language (BCP 47), if it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The direction, if it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
}

/// The kind of a quotation. JSON has a flag in its place, which is true for a pull quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum QuoteKind {
    /// A quotation in the course of the story.
    #[default]
    Block,
    /// A pull quote, which repeats a passage of the story in large type.
    Pull,
}

impl QuoteKind {
    // Serde passes the field by reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl From<bool> for QuoteKind {
    fn from(flag: bool) -> Self {
        if flag { Self::Pull } else { Self::Block }
    }
}

impl From<QuoteKind> for bool {
    fn from(value: QuoteKind) -> Self {
        value == QuoteKind::Pull
    }
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Whether it is numbered; otherwise it has bullets.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub ordered: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The text.
    pub text: Text,
    /// The lists nested in the item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<List>,
}

/// A table of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The caption. Empty if there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// The rows of column headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// The rows of data.
    pub body: Vec<Row>,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The text.
    pub text: Text,
    /// Whether it is the heading of its row or column.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub header: bool,
    /// How many columns it spans: 1 to 100.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub cols: u16,
    /// How many rows it spans: 1 to 100.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rows: u16,
}

fn one() -> u16 {
    1
}

// Serde passes the field by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(number: &u16) -> bool {
    *number == 1
}

/// A link card for content on another site, such as a video, a post or a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// The address of the content.
    pub href: Href,
    /// The title of the content.
    pub title: String,
    /// A note about the content. Empty if there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Text,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The day of the correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What was wrong, and what is right.
    pub text: Text,
}

/// A link to another story of this newspaper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The address of the other story.
    pub href: Href,
    /// The headline of the other story.
    pub title: String,
}

impl Block {
    /// Returns a block of every kind, with `text` wherever a block holds text. Tests use them so that
    /// each of them learns of a new kind at once.
    pub fn samples(text: &str) -> Vec<Self> {
        let words = || vec![Inline::Text(text.into())];
        let paragraph = || Paragraph {
            text: words(),
            lang: None,
            dir: None,
        };
        let figure = || Figure {
            image: Image {
                fingerprint: "sample".into(),
                width: 960,
                height: 640,
                alt: text.into(),
            },
            caption: words(),
            credit: Some(text.into()),
        };
        let list = |lists| List {
            ordered: true,
            items: vec![Item {
                text: words(),
                lists,
            }],
        };
        let cell = |header| Cell {
            text: words(),
            header,
            cols: 2,
            rows: 1,
        };
        let href = || Href::Internal(Route::Front);
        vec![
            Self::Paragraph(paragraph()),
            Self::Heading(Heading {
                level: HeadingLevel::Third,
                text: words(),
            }),
            Self::Image(figure()),
            Self::Gallery(vec![figure(), figure()]),
            Self::Quote(Quote {
                kind: QuoteKind::Block,
                paragraphs: vec![paragraph()],
                cite: words(),
                lang: None,
                dir: None,
            }),
            Self::List(list(vec![list(vec![])])),
            Self::Table(Table {
                caption: words(),
                head: vec![vec![cell(true)]],
                body: vec![vec![cell(false)]],
            }),
            Self::Embed(Embed {
                href: href(),
                title: text.into(),
                note: words(),
            }),
            Self::Correction(Correction {
                day: None,
                text: words(),
            }),
            Self::Related(Related {
                href: href(),
                title: text.into(),
            }),
            Self::Rule,
            Self::Preformatted(words()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use std::collections::HashSet;
    use std::mem::discriminant;

    #[test]
    fn there_is_a_sample_of_every_kind() {
        let samples = Block::samples("text");
        let kinds: HashSet<_> = samples.iter().map(discriminant).collect();
        assert_eq!(kinds.len(), json::variants::<Block>().len());
        assert_eq!(kinds.len(), samples.len());
    }
}
