//! Text on its way into a block, and the markings that are open around it.

use super::text::with_inside;
use frontpage_model::{Direction, Inline, LinkText, Span, Text};

/// How many changes of language may lie in one another. The other markings do not nest in
/// themselves, so that the JSON stays far below the depth that readers of JSON allow.
const MAX_SPANS: usize = 3;

/// Text that is being collected.
#[derive(Debug)]
pub struct Run {
    /// Open markings, each with the text in it so far. The first has none.
    levels: Vec<(Option<Inline>, Text)>,
    /// Whether blocks become lines of the text, as in a cell or a heading.
    pub flat: bool,
    /// Whether spaces and lines matter.
    pub pre: bool,
    /// How many quotations are open.
    pub quotes: usize,
}

impl Run {
    /// An empty text.
    pub fn new(flat: bool, pre: bool) -> Self {
        Self {
            levels: vec![(None, Vec::new())],
            flat,
            pre,
            quotes: 0,
        }
    }

    /// Adds a piece.
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

    /// Opens a marking, unless it would say what an open one says already.
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

    /// Closes the marking that was opened last.
    pub fn close(&mut self) {
        if self.levels.len() > 1
            && let Some((Some(mark), text)) = self.levels.pop()
            && !text.is_empty()
        {
            self.push(with_inside(mark, |_| text));
        }
    }

    /// Whether a link is open.
    pub fn in_link(&self) -> bool {
        self.levels
            .iter()
            .any(|(mark, _)| matches!(mark, Some(Inline::Link(_))))
    }

    /// Takes the text so far. The open markings go on around what comes.
    pub fn take(&mut self) -> Text {
        for at in (1..self.levels.len()).rev() {
            let (mark, text) = &mut self.levels[at];
            let text = std::mem::take(text);
            if let (Some(mark), false) = (mark.clone(), text.is_empty()) {
                self.levels[at - 1].1.push(with_inside(mark, |_| text));
            }
        }
        std::mem::take(&mut self.levels[0].1)
    }
}

/// The marking that an element stands for, without its text.
pub fn mark(name: &str) -> Option<Inline> {
    Some(match name {
        "strong" | "b" => Inline::Strong(Vec::new()),
        "em" | "i" | "cite" | "dfn" | "var" => Inline::Emphasis(Vec::new()),
        "code" | "kbd" | "samp" | "tt" => Inline::Code(Vec::new()),
        "sub" => Inline::Subscript(Vec::new()),
        "sup" => Inline::Superscript(Vec::new()),
        _ => return None,
    })
}

/// A link without its text.
pub fn link(href: frontpage_model::Href) -> Inline {
    Inline::Link(LinkText {
        href,
        text: Vec::new(),
    })
}

/// A change of language or direction without its text.
pub fn span(lang: Option<String>, dir: Option<Direction>) -> Inline {
    Inline::Span(Span {
        lang,
        dir,
        text: Vec::new(),
    })
}
