//! Collects the text of a block, and keeps track of the formatting that is open around it.

use frontpage_model::{Direction, Inline, LinkText, Span, Text};

/// The maximum nesting of language changes. Other formatting does not nest in itself at all, so
/// the JSON stays far below the depth limits of JSON parsers.
const MAX_SPANS: usize = 3;

/// Text that is being collected.
#[derive(Debug)]
pub struct TextBuilder {
    /// The open formatting, each with its text up to now. The first level has no formatting.
    levels: Vec<(Option<Inline>, Text)>,
    /// Whether blocks become lines of the text, as in a table cell or a heading.
    pub flat: bool,
    /// Whether white space is kept.
    pub pre: bool,
    /// How many `<q>` elements are open.
    pub quotes: usize,
}

impl TextBuilder {
    /// Creates an empty text.
    pub fn new(flat: bool, pre: bool) -> Self {
        Self {
            levels: vec![(None, Vec::new())],
            flat,
            pre,
            quotes: 0,
        }
    }

    /// Adds a part to the text.
    pub fn push(&mut self, inline: Inline) {
        if let Some((_, text)) = self.levels.last_mut() {
            text.push(inline);
        }
    }

    /// Ends a line.
    pub fn line_break(&mut self) {
        self.push(if self.pre {
            Inline::Text("\n".into())
        } else {
            Inline::Break
        });
    }

    /// Opens formatting, unless it is already open or, for language changes, nested too deeply.
    /// Returns whether it was opened.
    pub fn open(&mut self, mark: Inline) -> bool {
        let same =
            |other: &&Inline| std::mem::discriminant(*other) == std::mem::discriminant(&mark);
        let open = self.levels.iter().filter_map(|(mark, _)| mark.as_ref());
        let limit = if matches!(mark, Inline::Span(_)) {
            MAX_SPANS
        } else {
            1
        };
        if open.filter(same).count() >= limit {
            return false;
        }
        self.levels.push((Some(mark), Vec::new()));
        true
    }

    /// Closes the formatting that was opened last.
    pub fn close(&mut self) {
        if self.levels.len() > 1
            && let Some((Some(mark), text)) = self.levels.pop()
            && !text.is_empty()
        {
            self.push(mark.with_inside(|_| text));
        }
    }

    /// Returns whether a link is open.
    pub fn in_link(&self) -> bool {
        self.levels
            .iter()
            .any(|(mark, _)| matches!(mark, Some(Inline::Link(_))))
    }

    /// Takes the text collected up to now. The open formatting continues around the text that
    /// follows.
    pub fn take(&mut self) -> Text {
        for at in (1..self.levels.len()).rev() {
            let (mark, text) = &mut self.levels[at];
            let text = std::mem::take(text);
            if let (Some(mark), false) = (mark.clone(), text.is_empty()) {
                self.levels[at - 1].1.push(mark.with_inside(|_| text));
            }
        }
        std::mem::take(&mut self.levels[0].1)
    }
}

/// Returns the formatting that an element stands for, without any text.
pub fn formatting(name: &str) -> Option<Inline> {
    Some(match name {
        "strong" | "b" => Inline::Strong(Vec::new()),
        "em" | "i" | "cite" | "dfn" | "var" => Inline::Emphasis(Vec::new()),
        "code" | "kbd" | "samp" | "tt" => Inline::Code(Vec::new()),
        "sub" => Inline::Subscript(Vec::new()),
        "sup" => Inline::Superscript(Vec::new()),
        _ => return None,
    })
}

/// Returns a link without any text.
pub fn link(href: frontpage_model::Href) -> Inline {
    Inline::Link(LinkText {
        href,
        text: Vec::new(),
    })
}

/// Returns a change of language or direction without any text.
pub fn span(lang: Option<String>, dir: Option<Direction>) -> Inline {
    Inline::Span(Span {
        lang,
        dir,
        text: Vec::new(),
    })
}
