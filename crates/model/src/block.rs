//! The blocks of a story's body, and what each holds: its pictures, texts and address.
//!
//! Each function that looks into a block names every kind, so a new kind does not compile until it
//! has been decided here what it holds. Code that only looks for parts uses these functions in place
//! of a `match` with a catch-all.

use crate::inline::has_rare_formatting;
use crate::{
    Direction, Element, ElementName, Href, Image, ImageSource, Inline, LaidOut, Route, Text,
};
use serde::{Deserialize, Serialize};

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
    /// A link to another story of this newspaper.
    #[serde(rename = "related")]
    Related(Related),
    /// A horizontal rule, for a change of topic.
    #[serde(rename = "hr")]
    Rule,
    /// Preformatted text, whose spaces and line breaks are kept.
    #[serde(rename = "pre")]
    Preformatted(Text),
    /// A block that the publisher laid out, of any of the kinds in [`StaticBlock`](crate::StaticBlock).
    #[serde(rename = "view")]
    LaidOut(LaidOut),
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

/// A link to another story of this newspaper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The address of the other story.
    pub href: Href,
    /// The headline of the other story.
    pub title: String,
}

impl Block {
    /// Returns the pictures in the block. For a picture that moves, this is its still.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn figures(&self) -> &[Figure] {
        match self {
            Self::Image(figure) => core::slice::from_ref(figure),
            Self::Gallery(figures) => figures,
            Self::LaidOut(laid_out) => match laid_out.moving_picture() {
                Some(picture) => core::slice::from_ref(&picture.still),
                None => &[],
            },
            Self::Paragraph(_)
            | Self::Heading(_)
            | Self::Quote(_)
            | Self::List(_)
            | Self::Related(_)
            | Self::Rule
            | Self::Preformatted(_) => &[],
        }
    }

    /// Returns the pictures if the block consists of pictures. For a picture that moves, this is its still.
    ///
    /// # Errors
    /// The block itself if it is of another kind.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn into_figures(self) -> Result<Vec<Figure>, Self> {
        match self {
            Self::Image(figure) => Ok(vec![figure]),
            Self::Gallery(figures) => Ok(figures),
            Self::LaidOut(ref laid_out) => match laid_out.moving_picture() {
                Some(picture) => Ok(vec![picture.still.clone()]),
                None => Err(self),
            },
            Self::Paragraph(_)
            | Self::Heading(_)
            | Self::Quote(_)
            | Self::List(_)
            | Self::Related(_)
            | Self::Rule
            | Self::Preformatted(_) => Err(self),
        }
    }

    /// Returns the address that the block as a whole links to.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn href(&self) -> Option<&Href> {
        match self {
            Self::LaidOut(laid_out) => laid_out.href(),
            Self::Related(related) => Some(&related.href),
            Self::Paragraph(_)
            | Self::Heading(_)
            | Self::Image(_)
            | Self::Gallery(_)
            | Self::Quote(_)
            | Self::List(_)
            | Self::Rule
            | Self::Preformatted(_) => None,
        }
    }

    /// Returns whether the block, or formatting in it, is of a kind that only few stories have. The style of
    /// these kinds is in a sheet that only these stories load (`style/blocks.css`).
    pub fn is_rare(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => has_rare_formatting(&paragraph.text),
            Self::Heading(heading) => has_rare_formatting(&heading.text),
            Self::Image(figure) => has_rare_formatting(&figure.caption),
            Self::List(list) => list.is_rare(),
            Self::Related(_) => false,
            Self::Gallery(_)
            | Self::Quote(_)
            | Self::Rule
            | Self::Preformatted(_)
            | Self::LaidOut(_) => true,
        }
    }

    /// Returns whether it is a laid-out block of a kind whose style is in a sheet of its own
    /// (`style/laid_out.css`). More stories have tables, link cards and corrections.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn has_own_style(&self) -> bool {
        matches!(self, Self::LaidOut(laid_out) if laid_out.block.as_deref().is_none_or(crate::StaticBlock::has_own_style))
    }

    /// Calls `visit` with each text in the block, in reading order.
    pub fn each_text_mut(&mut self, visit: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Paragraph(paragraph) => visit(&mut paragraph.text),
            Self::Heading(heading) => visit(&mut heading.text),
            Self::Image(figure) => visit(&mut figure.caption),
            Self::Gallery(figures) => {
                for figure in figures {
                    visit(&mut figure.caption);
                }
            }
            Self::Quote(quote) => {
                for paragraph in &mut quote.paragraphs {
                    visit(&mut paragraph.text);
                }
                visit(&mut quote.cite);
            }
            Self::List(list) => list.each_text_mut(visit),
            Self::LaidOut(laid_out) => visit(&mut laid_out.view),
            Self::Preformatted(text) => visit(text),
            Self::Related(_) | Self::Rule => {}
        }
    }

    /// Returns the paragraph; `None` if the block is of another kind.
    pub fn as_paragraph(&self) -> Option<&Paragraph> {
        if let Self::Paragraph(paragraph) = self {
            Some(paragraph)
        } else {
            None
        }
    }

    /// Returns the list; `None` if the block is of another kind.
    pub fn as_list(&self) -> Option<&List> {
        if let Self::List(list) = self {
            Some(list)
        } else {
            None
        }
    }

    /// Returns the quotation; `None` if the block is of another kind.
    pub fn as_quote_mut(&mut self) -> Option<&mut Quote> {
        if let Self::Quote(quote) = self {
            Some(quote)
        } else {
            None
        }
    }

    /// Returns what the block was laid out from; `None` if the app has a view for it, or if the block was
    /// read from page data.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn as_static(&self) -> Option<&crate::StaticBlock> {
        if let Self::LaidOut(laid_out) = self {
            laid_out.block.as_deref()
        } else {
            None
        }
    }
}

impl List {
    /// Calls `visit` with each text in the list and in the lists nested in it, in reading order.
    fn each_text_mut(&mut self, visit: &mut dyn FnMut(&mut Text)) {
        for item in &mut self.items {
            visit(&mut item.text);
            for list in &mut item.lists {
                list.each_text_mut(visit);
            }
        }
    }
    fn is_rare(&self) -> bool {
        self.items
            .iter()
            .any(|item| has_rare_formatting(&item.text) || item.lists.iter().any(Self::is_rare))
    }
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
                source: ImageSource::Renditions("sample".into()),
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
            Self::Related(Related {
                href: href(),
                title: text.into(),
            }),
            Self::Rule,
            Self::Preformatted(words()),
            Self::LaidOut(vec![Element::new(ElementName::ASIDE, words()).into()].into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{json, plain_text};
    use std::collections::HashSet;
    use std::mem::discriminant;

    fn text(words: &str) -> Text {
        vec![Inline::Text(words.into())]
    }

    fn figure(caption: &str) -> Figure {
        Figure {
            image: Image {
                source: ImageSource::Renditions(String::new()),
                width: 1,
                height: 1,
                alt: String::new(),
            },
            caption: text(caption),
            credit: None,
        }
    }

    #[test]
    fn there_is_a_sample_of_every_kind() {
        let samples = Block::samples("text");
        let kinds: HashSet<_> = samples.iter().map(discriminant).collect();
        assert_eq!(kinds.len(), json::variants::<Block>().len());
        assert_eq!(kinds.len(), samples.len());
    }
    #[test]
    fn texts_are_visited_in_reading_order() {
        let item = |words: &str, lists| Item {
            text: text(words),
            lists,
        };
        let list = |items| List {
            ordered: false,
            items,
        };
        let mut body = [
            Block::Gallery(vec![figure("1"), figure("2")]),
            Block::Quote(Quote {
                kind: QuoteKind::Block,
                paragraphs: vec![Paragraph {
                    text: text("3"),
                    ..Paragraph::default()
                }],
                cite: text("4"),
                lang: None,
                dir: None,
            }),
            Block::List(list(vec![
                item("5", vec![list(vec![item("6", vec![])])]),
                item("7", vec![]),
            ])),
            Block::Rule,
            Block::LaidOut(text("8").into()),
        ];
        let mut seen = Vec::new();
        for block in &mut body {
            block.each_text_mut(&mut |text| seen.push(plain_text(text)));
        }
        let expected: Vec<String> = (1..=8).map(|n| n.to_string()).collect();
        assert_eq!(seen, expected);
        assert_eq!(body.iter().flat_map(Block::figures).count(), 2);
    }
}
