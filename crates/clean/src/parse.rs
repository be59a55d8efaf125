//! Parses HTML with limits, so that a hostile body takes no longer than a long one.
//!
//! The parser repairs wrong nesting in the same way as browsers. Two of these repairs are expensive
//! for crafted input: every tag searches all open elements, and every new paragraph opens all open
//! formatting again. So tags beyond a limit are dropped, but the text between them is kept.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{LocalName, QualName, TokenizerResult, local_name, ns};
use scraper::{Html, HtmlTreeSink};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// The maximum number of open elements, not counting those whose end tag is optional.
const MAX_DEPTH: usize = 200;
/// The maximum number of open formatting elements, which the parser opens again in every paragraph.
const MAX_FORMATTING: usize = 12;
/// The maximum number of elements in a body, counting those that the parser opens again.
const MAX_ELEMENTS: usize = 300_000;

/// A parsed body.
pub struct Parsed {
    /// The tree.
    pub html: Html,
    /// How many tags were dropped at a limit.
    pub dropped_tags: usize,
}

/// Parses a text as the contents of a `<body>`.
pub fn parse(text: &str) -> Parsed {
    let sink = HtmlTreeSink::new(Html::new_fragment());
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let context = html5ever::interface::create_element(&sink, body, Vec::new());
    let builder = TreeBuilder::new_for_fragment(sink, context, None, Default::default());
    run(builder, text)
}

/// Parses a whole page with the same limits.
pub fn parse_page(text: &str) -> Html {
    let sink = HtmlTreeSink::new(Html::new_document());
    run(TreeBuilder::new(sink, Default::default()), text).html
}

fn run(builder: Builder, text: &str) -> Parsed {
    let tokenizer = Tokenizer::new(TagLimiter::new(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // The tokenizer pauses at a script. Go on without running it.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let limited = tokenizer.sink;
    Parsed {
        dropped_tags: limited.beyond.get(),
        html: limited.inner.sink.finish(),
    }
}

type Builder = TreeBuilder<<HtmlTreeSink as TreeSink>::Handle, HtmlTreeSink>;

/// A filter between the tokenizer and the tree that drops tags beyond the limits.
struct TagLimiter {
    inner: Builder,
    /// The names of the open elements, judging by start and end tags.
    open: RefCell<Vec<LocalName>>,
    /// How many dropped start tags of each name still wait for their end tag.
    held: RefCell<HashMap<LocalName, usize>>,
    elements: Cell<usize>,
    beyond: Cell<usize>,
}

impl TagLimiter {
    fn new(inner: Builder) -> Self {
        Self {
            inner,
            open: RefCell::default(),
            held: RefCell::default(),
            elements: Cell::default(),
            beyond: Cell::default(),
        }
    }

    /// Returns whether a start tag is passed on to the tree.
    fn start(&self, name: &LocalName, self_closing: bool) -> bool {
        // Never drop these tags: when the tree gets one, it changes how the tokenizer reads what follows.
        if changes_tokenizer(name) {
            return true;
        }
        let mut open = self.open.borrow_mut();
        if *name == local_name!("a") {
            // A link ends the link before it.
            open.retain(|other| other != name);
        }
        let deep = open.len() >= MAX_DEPTH;
        // The tag is dropped anyway if it is too deep, so skip the count.
        let formatting = match deep {
            true => 0,
            false => open.iter().filter(|other| is_formatting(other)).count(),
        };
        let elements = self.elements.get() + 1 + formatting;
        let full =
            deep || elements > MAX_ELEMENTS || is_formatting(name) && formatting >= MAX_FORMATTING;
        if full {
            self.beyond.set(self.beyond.get() + 1);
            if !is_void(name) && !self_closing {
                *self.held.borrow_mut().entry(name.clone()).or_default() += 1;
            }
            return false;
        }
        self.elements.set(elements);
        if !is_void(name) && !closes_itself(name) {
            open.push(name.clone());
        }
        true
    }

    /// Returns whether an end tag is passed on to the tree.
    fn end_tag(&self, name: &LocalName) -> bool {
        if let Some(held) = self.held.borrow_mut().get_mut(name)
            && *held > 0
        {
            *held -= 1;
            return false;
        }
        let mut open = self.open.borrow_mut();
        if let Some(at) = open.iter().rposition(|other| other == name) {
            if is_formatting(name) {
                open.remove(at);
            } else {
                // The elements inside end too, but the parser opens formatting again after it.
                let rest: Vec<LocalName> = open.drain(at..).skip(1).filter(is_formatting).collect();
                open.extend(rest);
            }
        }
        true
    }
}

impl TokenSink for TagLimiter {
    type Handle = <Builder as TokenSink>::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        let pass = match &token {
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => self.start(&tag.name, tag.self_closing),
                TagKind::EndTag => self.end_tag(&tag.name),
            },
            // Comments and doctypes are never used.
            Token::CommentToken(_) | Token::DoctypeToken(_) => false,
            _ => true,
        };
        if !pass {
            return TokenSinkResult::Continue;
        }
        self.inner.process_token(token, line)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn changes_tokenizer(name: &LocalName) -> bool {
    matches!(
        &**name,
        "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
    )
}

fn is_formatting(name: &LocalName) -> bool {
    matches!(
        &**name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Returns whether an element's end tag is optional, so that such elements do not pile up.
fn closes_itself(name: &LocalName) -> bool {
    matches!(
        &**name,
        "body"
            | "caption"
            | "colgroup"
            | "dd"
            | "dt"
            | "head"
            | "html"
            | "li"
            | "optgroup"
            | "option"
            | "p"
            | "rb"
            | "rp"
            | "rt"
            | "rtc"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn text(parsed: &Parsed) -> String {
        parsed
            .html
            .tree
            .nodes()
            .filter_map(|node| node.value().as_text().map(|t| t.to_string()))
            .collect()
    }

    #[test]
    fn ordinary_markup_is_untouched() {
        let rows = "<tr><td>x<td>y".repeat(2000);
        let html = format!(
            "<p>a<p>b<ul><li>c<li>d</ul><table>{rows}</table>{}",
            "<p><b>e</b>".repeat(3000)
        );
        let parsed = parse(&html);
        assert_eq!(parsed.dropped_tags, 0);
        let same = Html::parse_fragment(&html);
        assert_eq!(parsed.html.tree.nodes().count(), same.tree.nodes().count());
    }

    #[test]
    fn crafted_input_is_parsed_quickly() {
        let many = |open: &str, n: usize| open.repeat(n) + "end";
        for html in [
            many("<div>", 100_000),
            many("<b>", 100_000),
            many("<table>", 30_000),
            many("<table><tr><td>", 30_000),
            many("<ul><li>", 50_000),
            many("<svg>", 50_000),
            many("<svg><foreignObject>", 30_000),
            many("<select>", 30_000),
            many("<template>", 30_000),
            many("<a href=x><div>", 30_000),
            many("</b><p>", 100_000),
            (0..3000)
                .map(|i| format!("<font size={i}>"))
                .collect::<String>()
                + &many("<p>", 50_000),
            many("<b><p></b>", 30_000),
            many("<i><div><b></i>", 30_000),
        ] {
            let started = Instant::now();
            let parsed = parse(&html);
            assert!(
                started.elapsed() < Duration::from_secs(20),
                "{}",
                &html[..30]
            );
            assert!(
                text(&parsed).ends_with("end") || html.starts_with("<t"),
                "{}",
                &html[..30]
            );
        }
    }
}
