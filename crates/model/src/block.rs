//! The body of a story: typed blocks of typed text.

use crate::{Day, Href, Image};
use serde::{Deserialize, Serialize};

/// A run of text with its markings.
pub type Text = Vec<Inline>;

/// Which way a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
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
    /// Plain characters.
    #[serde(rename = "t")]
    Text(String),
    /// Of strong importance.
    #[serde(rename = "b")]
    Strong(Text),
    /// Stressed.
    #[serde(rename = "i")]
    Emphasis(Text),
    /// A link.
    #[serde(rename = "a")]
    Link(LinkText),
    /// Code, or something typed.
    #[serde(rename = "code")]
    Code(Text),
    /// Lowered.
    #[serde(rename = "sub")]
    Subscript(Text),
    /// Raised.
    #[serde(rename = "sup")]
    Superscript(Text),
    /// In another language, or running the other way.
    #[serde(rename = "span")]
    Span(Span),
    /// A line break that belongs to the text, as in a poem or an address.
    #[serde(rename = "br")]
    Break,
}

/// A linked text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkText {
    /// Where it leads.
    pub href: Href,
    /// What it says.
    pub text: Text,
}

/// A text in another language or direction than what is around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The language, as in BCP 47.
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
    /// Someone's words, or the story's own pulled out.
    #[serde(rename = "quote")]
    Quote(Quote),
    /// A list.
    #[serde(rename = "list")]
    List(List),
    /// A table.
    #[serde(rename = "table")]
    Table(Table),
    /// Something that lives elsewhere, as a link card: nothing of it loads by itself.
    #[serde(rename = "embed")]
    Embed(Embed),
    /// What an earlier version had wrong.
    #[serde(rename = "correction")]
    Correction(Correction),
    /// Another story of this newspaper.
    #[serde(rename = "related")]
    Related(Related),
    /// A change of scene.
    #[serde(rename = "hr")]
    Rule,
    /// Text whose spaces and lines matter.
    #[serde(rename = "pre")]
    Preformatted(Text),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its text.
    pub text: Text,
    /// Its language where it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Its direction where it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
}

/// A heading within the story: below the headline, which is the only first-level one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// `false`: second level; `true`: third.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub minor: bool,
    /// Its text.
    pub text: Text,
}

/// A picture with what is said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// The caption; empty where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Pulled out of the story itself, to be set large; it repeats what the text says.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub pull: bool,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Whose words, or from where; empty where it is not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Text,
    /// Its language where it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Its direction where it differs from the story's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Numbered, or with bullets.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub ordered: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it says.
    pub text: Text,
    /// Lists inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<List>,
}

/// A table of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What the table shows; empty where it is not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Text,
    /// Rows of column headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Row>,
    /// Rows of data.
    pub body: Vec<Row>,
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// A heading of its row or column.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub header: bool,
    /// How many columns it covers: 1 to 100.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub cols: u16,
    /// How many rows it covers: 1 to 100.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rows: u16,
}

fn one() -> u16 {
    1
}

// serde hands the field by reference
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(number: &u16) -> bool {
    *number == 1
}

/// A link card for something that lives elsewhere: a video, a post, a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// Where it lives.
    pub href: Href,
    /// What it is called.
    pub title: String,
    /// What is said about it; empty where nothing is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Text,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What was wrong and what is right.
    pub text: Text,
}

/// A link to another story of this newspaper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where it leads.
    pub href: Href,
    /// The other story's headline.
    pub title: String,
}
