//! Walks over the parts of a story: its pictures, texts and links.
//!
//! Each function that looks into a block or inline names every kind, so a new kind does not compile
//! until it has been decided here what it holds. Code that only looks for parts uses these functions in place of
//! a `match` with a catch-all.

use crate::{Article, Block, Correction, Figure, Href, Inline, List, Paragraph, Quote, Text};

impl Article {
    /// Returns the pictures, the lead picture first.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let body = self.body.iter().flat_map(Block::figures);
        self.lead.iter().chain(body)
    }
}

impl Block {
    /// Returns the pictures in the block.
    pub fn figures(&self) -> &[Figure] {
        match self {
            Self::Image(figure) => core::slice::from_ref(figure),
            Self::Gallery(figures) => figures,
            Self::Paragraph(_)
            | Self::Heading(_)
            | Self::Quote(_)
            | Self::List(_)
            | Self::Table(_)
            | Self::Embed(_)
            | Self::Correction(_)
            | Self::Related(_)
            | Self::Rule
            | Self::Preformatted(_) => &[],
        }
    }

    /// Returns the pictures if the block consists of pictures.
    ///
    /// # Errors
    /// The block itself if it is of another kind.
    pub fn into_figures(self) -> Result<Vec<Figure>, Self> {
        match self {
            Self::Image(figure) => Ok(vec![figure]),
            Self::Gallery(figures) => Ok(figures),
            Self::Paragraph(_)
            | Self::Heading(_)
            | Self::Quote(_)
            | Self::List(_)
            | Self::Table(_)
            | Self::Embed(_)
            | Self::Correction(_)
            | Self::Related(_)
            | Self::Rule
            | Self::Preformatted(_) => Err(self),
        }
    }

    /// Returns the address that the block as a whole links to.
    pub fn href(&self) -> Option<&Href> {
        match self {
            Self::Embed(embed) => Some(&embed.href),
            Self::Related(related) => Some(&related.href),
            Self::Paragraph(_)
            | Self::Heading(_)
            | Self::Image(_)
            | Self::Gallery(_)
            | Self::Quote(_)
            | Self::List(_)
            | Self::Table(_)
            | Self::Correction(_)
            | Self::Rule
            | Self::Preformatted(_) => None,
        }
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
            Self::Table(table) => {
                visit(&mut table.caption);
                for cell in table.head.iter_mut().chain(&mut table.body).flatten() {
                    visit(&mut cell.text);
                }
            }
            Self::Embed(embed) => visit(&mut embed.note),
            Self::Correction(correction) => visit(&mut correction.text),
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

    /// Returns the quotation; `None` if the block is of another kind.
    pub fn as_quote_mut(&mut self) -> Option<&mut Quote> {
        if let Self::Quote(quote) = self {
            Some(quote)
        } else {
            None
        }
    }

    /// Returns the correction; `None` if the block is of another kind.
    pub fn as_correction(&self) -> Option<&Correction> {
        if let Self::Correction(correction) = self {
            Some(correction)
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
}

impl Inline {
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

/// Returns the characters of a text without formatting. Breaks become spaces.
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
            }
        }
    }
    let mut out = String::new();
    add(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, Embed, Image, Item, QuoteKind, Table};

    fn text(words: &str) -> Text {
        vec![Inline::Text(words.into())]
    }

    fn figure(caption: &str) -> Figure {
        Figure {
            image: Image {
                fingerprint: String::new(),
                width: 1,
                height: 1,
                alt: String::new(),
            },
            caption: text(caption),
            credit: None,
        }
    }

    fn cell(words: &str) -> Cell {
        Cell {
            text: text(words),
            header: false,
            cols: 1,
            rows: 1,
        }
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
            Block::Table(Table {
                caption: text("8"),
                head: vec![vec![cell("9")]],
                body: vec![vec![cell("10"), cell("11")]],
            }),
            Block::Embed(Embed {
                href: Href::parse("https://example.org/").unwrap(),
                title: "a title is no text".into(),
                note: text("12"),
            }),
        ];
        let mut seen = Vec::new();
        for block in &mut body {
            block.each_text_mut(&mut |text| seen.push(plain_text(text)));
        }
        let expected: Vec<String> = (1..=12).map(|n| n.to_string()).collect();
        assert_eq!(seen, expected);
        assert_eq!(body.iter().flat_map(Block::figures).count(), 2);
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
