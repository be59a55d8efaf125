//! The text inside blocks, with its formatting and links.

use crate::{Element, Href, Route};
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
    /// An element of a block that the publisher laid out, or the mark of a footnote.
    #[serde(rename = "el")]
    Element(Element),
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

impl Inline {
    /// Returns the page that a link leads to; `None` for a link to elsewhere, and for anything else.
    pub fn as_page_link(&self) -> Option<&Route> {
        match self {
            Self::Link(LinkText {
                href: Href::Internal(route),
                ..
            }) => Some(route),
            Self::Link(_)
            | Self::Text(_)
            | Self::Strong(_)
            | Self::Emphasis(_)
            | Self::Code(_)
            | Self::Subscript(_)
            | Self::Superscript(_)
            | Self::Span(_)
            | Self::Break
            | Self::Element(_) => None,
        }
    }

    /// Returns the element; `None` for anything else.
    pub fn as_element(&self) -> Option<&Element> {
        if let Self::Element(element) = self {
            Some(element)
        } else {
            None
        }
    }

    /// Returns the text inside formatting. Empty for plain text and a break.
    pub fn inside(&self) -> &[Self] {
        match self {
            Self::Strong(text)
            | Self::Emphasis(text)
            | Self::Code(text)
            | Self::Subscript(text)
            | Self::Superscript(text) => text,
            Self::Link(link) => &link.text,
            Self::Span(span) => &span.text,
            Self::Element(element) => &element.children,
            Self::Text(_) | Self::Break => &[],
        }
    }

    /// Returns the text inside formatting; `None` for plain text and a break.
    pub fn inside_mut(&mut self) -> Option<&mut Text> {
        match self {
            Self::Strong(text)
            | Self::Emphasis(text)
            | Self::Code(text)
            | Self::Subscript(text)
            | Self::Superscript(text) => Some(text),
            Self::Link(link) => Some(&mut link.text),
            Self::Span(span) => Some(&mut span.text),
            Self::Element(element) => Some(&mut element.children),
            Self::Text(_) | Self::Break => None,
        }
    }

    /// Returns the same formatting with another text inside, made by `change`. Plain text and a
    /// break stay as they are.
    pub fn with_inside(mut self, change: impl FnOnce(Text) -> Text) -> Self {
        if let Some(inside) = self.inside_mut() {
            *inside = change(core::mem::take(inside));
        }
        self
    }
}

/// Returns the characters of a text without formatting. Breaks become spaces, and so does what divides
/// the parts of a laid-out block. Drawings and the marks of footnotes have no characters.
pub fn plain_text(text: &[Inline]) -> String {
    fn add(text: &[Inline], out: &mut String) {
        for inline in text {
            match inline {
                Inline::Text(words) => out.push_str(words),
                Inline::Break => out.push(' '),
                Inline::Strong(_)
                | Inline::Emphasis(_)
                | Inline::Code(_)
                | Inline::Subscript(_)
                | Inline::Superscript(_)
                | Inline::Link(_)
                | Inline::Span(_) => add(inline.inside(), out),
                Inline::Element(element) if element.has_no_characters() => {}
                Inline::Element(element) => {
                    if !out.is_empty() && !out.ends_with(' ') {
                        out.push(' ');
                    }
                    add(&element.children, out);
                }
            }
        }
    }
    let mut out = String::new();
    add(text, &mut out);
    out
}

/// Returns whether a text has formatting that only few stories have, whose style is in
/// `style/blocks.css`.
pub fn has_rare_formatting(text: &[Inline]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Code(_) | Inline::Subscript(_) | Inline::Superscript(_) | Inline::Element(_) => {
            true
        }
        Inline::Text(_)
        | Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Link(_)
        | Inline::Span(_)
        | Inline::Break => has_rare_formatting(inline.inside()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Text {
        vec![Inline::Text(words.into())]
    }

    #[test]
    fn plain_text_has_no_formatting() {
        let nested = Inline::Strong(vec![
            Inline::Text("a".into()),
            Inline::Break,
            Inline::Emphasis(text("b")),
        ]);
        assert_eq!(
            plain_text(&[nested.clone(), Inline::Text("c".into())]),
            "a bc"
        );
        let changed = nested.with_inside(|_| text("d"));
        assert_eq!(changed, Inline::Strong(text("d")));
        assert_eq!(Inline::Break.with_inside(|_| text("d")), Inline::Break);
    }
}
