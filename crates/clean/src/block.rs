//! Walks the tree of a body, and makes the blocks that have no module of their own.

use super::inline::{self, TextBuilder};
use super::key_points::is_key_points;
use super::notes::{FoundNotes, find_notes};
use super::questions::is_questions;
use super::quotation_marks::QuotationMarks;
use super::tags::{self, ElementRole};
use super::timeline::is_timeline;
use super::{CleanContext, Cleaned, address, parse, plain, text};
use frontpage_base::config::is_language;
use frontpage_model::{
    Block, Direction, Heading, HeadingLevel, Inline, Paragraph, Quote, QuoteKind, Text,
};
use scraper::node::Element;
use std::collections::HashSet;

/// A node of the HTML tree.
pub type Node<'t> = ego_tree::NodeRef<'t, scraper::Node>;

/// The maximum depth of the walk. Below it, only the text is kept.
const MAX_DEPTH: usize = 200;

/// Cleans a body of HTML.
pub fn clean(html: &str, field: &str, desk: CleanContext<'_>) -> Cleaned {
    let parsed = parse::parse(html);
    let mut walker = Walker {
        desk,
        field,
        cleaned: Cleaned::default(),
        run: TextBuilder::new(false, false),
        lang: None,
        dir: None,
        depth: 0,
        list_depth: 0,
        skip: HashSet::new(),
        cite: None,
        notes: find_notes(parsed.html.tree.root()),
    };
    walker.report_cycles();
    for _ in 0..parsed.dropped_tags {
        walker.degrade("nested too deep");
    }
    walker.children(parsed.html.tree.root());
    walker.flush();
    walker.end_with_notes();
    walker.cleaned
}

/// Walks a tree and collects blocks.
pub struct Walker<'a> {
    pub desk: CleanContext<'a>,
    field: &'a str,
    cleaned: Cleaned,
    run: TextBuilder,
    /// The language and direction of the paragraph, if an element around it sets them.
    lang: Option<String>,
    dir: Option<Direction>,
    depth: usize,
    pub list_depth: usize,
    /// Nodes that have been handled already.
    pub skip: HashSet<ego_tree::NodeId>,
    /// The source of the open quotation; `None` outside a quotation.
    cite: Option<Text>,
    /// The footnotes of the story.
    pub notes: FoundNotes,
}

impl Walker<'_> {
    /// Counts a simplification.
    pub fn degrade(&mut self, kind: impl Into<String>) {
        self.cleaned.degraded.add(kind);
    }

    /// Counts an element that is reduced to its text.
    pub fn degrade_element(&mut self, name: &str) {
        // The name is content too, so keep it short and harmless.
        let name: String = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == ':')
            .take(30)
            .collect();
        self.degrade(format!("<{name}>"));
    }

    /// Adds a warning about something that was left out.
    pub fn warn(&mut self, reason: impl Into<String>, remedy: &str) {
        let finding = frontpage_base::diagnostic::FieldDiagnostic::new(self.field, reason, remedy);
        self.cleaned.warnings.push(finding);
    }

    /// Ends the open paragraph, then adds a block.
    pub fn push(&mut self, block: Block) {
        self.flush();
        self.cleaned.blocks.push(block);
    }

    /// Returns whether the walk is inside a text that cannot contain blocks, such as a heading.
    pub fn is_flat(&self) -> bool {
        self.run.flat
    }

    /// Returns whether a link is open.
    pub fn in_link(&self) -> bool {
        self.run.in_link()
    }

    /// Adds plain text.
    pub fn characters(&mut self, characters: impl Into<String>) {
        self.run.push(Inline::Text(characters.into()));
    }

    /// Adds formatted text.
    pub fn inline(&mut self, inline: Inline) {
        self.run.push(inline);
    }

    /// Ends the paragraph, or only the line inside a text that cannot contain blocks.
    pub fn flush(&mut self) {
        if self.run.flat {
            self.run.line_break();
            return;
        }
        let text = self.run.take();
        for part in text::split_at_double_breaks(text) {
            let text = text::tidy(part);
            if !text.is_empty() {
                self.cleaned.blocks.push(Block::Paragraph(Paragraph {
                    text,
                    lang: self.lang.clone(),
                    dir: self.dir,
                }));
            }
        }
    }

    /// Walks the children of a node.
    pub fn children(&mut self, node: Node<'_>) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.degrade("nested too deep");
            let mut content = String::new();
            plain::collect(node, &mut content);
            self.characters(content);
        } else {
            for child in node.children() {
                self.node(child);
            }
        }
        self.depth -= 1;
    }

    /// Walks a node.
    pub fn node(&mut self, node: Node<'_>) {
        if self.skip.contains(&node.id()) {
            return;
        }
        match node.value() {
            scraper::Node::Text(raw) => {
                let raw = raw.chars().filter(|c| !text::is_control(*c)).collect();
                self.run.push(Inline::Text(raw));
            }
            scraper::Node::Element(element) => self.element(node, element),
            _ => {}
        }
    }

    fn element(&mut self, node: Node<'_>, element: &Element) {
        if self.note_reference(node, element) || !self.is_flat() && self.take_notes(node) {
            return;
        }
        match element.name() {
            "p" => self.grouped(node, element),
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") if !self.is_flat() => {
                let level = match name {
                    "h1" | "h2" => HeadingLevel::Second,
                    _ => HeadingLevel::Third,
                };
                self.heading(node, element, level);
            }
            "blockquote" if !self.is_flat() => self.quote(node, element),
            "ul" | "ol" if !self.is_flat() && is_timeline(node, element) => {
                self.timeline(node, element);
            }
            "ul" | "ol" | "menu" | "dir" if !self.is_flat() => self.list(node, element),
            "table" if !self.is_flat() => self.table(node),
            "pre" | "listing" | "xmp" | "plaintext" if !self.is_flat() => self.preformatted(node),
            "aside" | "div" | "section" if !self.is_flat() && is_key_points(element) => {
                self.key_points(node);
            }
            "aside" | "div" | "section" | "dl" if !self.is_flat() && is_questions(element) => {
                self.questions(node);
            }
            "figure" if !self.is_flat() && element.attr("data-chart").is_some() => {
                self.chart(node, element);
            }
            "figure" if !self.is_flat() => self.figure(node, element),
            "aside" if !self.is_flat() => self.aside(node, element),
            "div" | "section" if !self.is_flat() && has_class(element, &["gallery"]) => {
                self.gallery(node);
            }
            "hr" => {
                self.flush();
                if !self.is_flat() {
                    self.push(Block::Rule);
                }
            }
            "img" | "image" => self.image(element),
            "video" | "audio" if self.recording(node, element) => {}
            name @ ("iframe" | "video" | "audio" | "object" | "embed" | "applet") => {
                self.embedded(node, element, name);
            }
            "svg" | "math" => {
                self.degrade_element(element.name());
                let mut content = String::new();
                plain::collect(node, &mut content);
                self.characters(content);
            }
            "br" => self.run.line_break(),
            "cite" if self.is_source(node) => self.source(node),
            "footer" | "figcaption" if self.is_source(node) => self.source(node),
            "q" => self.quotation_marks(node, element),
            "a" => self.link(node, element),
            name if tags::is_block(name) => {
                if tags::meaning(name) == ElementRole::UnwrapWithLoss
                    && !matches!(name, "aside" | "figure")
                {
                    self.degrade_structure(name);
                }
                self.grouped(node, element);
            }
            name => match tags::meaning(name) {
                ElementRole::Drop => {
                    // These never contain text, so nothing is lost.
                    if !matches!(name, "source" | "track" | "param" | "col") {
                        self.degrade_element(name);
                    }
                }
                ElementRole::UnwrapWithLoss => {
                    self.degrade_element(name);
                    self.marked(node, element);
                }
                ElementRole::Unwrap | ElementRole::Format => self.marked(node, element),
            },
        }
    }

    /// Counts a block element that loses its meaning, unless it is only a part of a list, a table
    /// or a form.
    fn degrade_structure(&mut self, name: &str) {
        let is_part = matches!(
            name,
            "dd" | "dt"
                | "thead"
                | "tfoot"
                | "td"
                | "th"
                | "caption"
                | "li"
                | "legend"
                | "summary"
                | "option"
                | "optgroup"
        );
        if !is_part {
            self.degrade_element(name);
        }
    }

    /// Walks an element that only puts its content on separate lines.
    fn grouped(&mut self, node: Node<'_>, element: &Element) {
        self.flush();
        let outer = (self.lang.clone(), self.dir);
        if self.is_flat() {
            self.marked(node, element);
        } else {
            let (lang, dir) = language(element);
            self.lang = lang.or(outer.0.clone());
            self.dir = dir.or(outer.1);
            self.children(node);
        }
        self.flush();
        (self.lang, self.dir) = outer;
    }

    /// Walks an element inside a text.
    fn marked(&mut self, node: Node<'_>, element: &Element) {
        let mut opened = 0;
        let (lang, dir) = language(element);
        if lang.is_some() || dir.is_some() {
            opened += usize::from(self.run.open(inline::span(lang, dir)));
        }
        if let Some(mark) = inline::formatting(element.name()) {
            opened += usize::from(self.run.open(mark));
        }
        self.children(node);
        for _ in 0..opened {
            self.run.close();
        }
    }

    fn link(&mut self, node: Node<'_>, element: &Element) {
        let mut opened = false;
        // A link without an address is only the target of other links.
        if let Some(raw) = element.attr("href") {
            match address::href(raw, self.desk.site_url) {
                Ok(href) => opened = self.run.open(inline::link(href)),
                Err(_) => self.degrade("link not allowed"),
            }
        }
        self.marked(node, element);
        if opened {
            self.run.close();
        }
    }

    fn quotation_marks(&mut self, node: Node<'_>, element: &Element) {
        // The marks belong to the text around the quotation, whatever its own language is (HTML, 15.3.8).
        let around = node.ancestors().find_map(|ancestor| {
            let lang = ancestor.value().as_element()?.attr("lang")?;
            is_language(lang).then_some(lang)
        });
        let marks = QuotationMarks::of(around.unwrap_or(self.desk.lang));
        let (open, close) = marks.at(self.run.quotes);
        self.run.quotes += 1;
        self.characters(open);
        self.marked(node, element);
        self.characters(close);
        self.run.quotes -= 1;
    }

    /// Returns the text inside a node, with line breaks between blocks.
    pub fn flat(&mut self, node: Node<'_>) -> Text {
        let text = self.collect(node, false);
        text::tidy(text::single_breaks(text))
    }

    /// Like [`flat`](Self::flat), but includes the node itself.
    pub fn flat_node(&mut self, node: Node<'_>) -> Text {
        let outer = std::mem::replace(&mut self.run, TextBuilder::new(true, false));
        self.node(node);
        let text = std::mem::replace(&mut self.run, outer).take();
        text::tidy(text::single_breaks(text))
    }

    fn collect(&mut self, node: Node<'_>, pre: bool) -> Text {
        let outer = std::mem::replace(&mut self.run, TextBuilder::new(true, pre));
        self.children(node);
        std::mem::replace(&mut self.run, outer).take()
    }

    /// Like [`flat`](Self::flat), but keeps the language and direction that the element sets.
    pub fn flat_marked(&mut self, node: Node<'_>, element: &Element) -> Text {
        let text = self.flat(node);
        let (lang, dir) = language(element);
        if text.is_empty() || lang.is_none() && dir.is_none() {
            return text;
        }
        vec![inline::span(lang, dir).with_inside(|_| text)]
    }

    /// Returns the blocks inside a node, separate from those collected before.
    pub fn inner_blocks(&mut self, node: Node<'_>) -> Vec<Block> {
        self.flush();
        let outer = std::mem::take(&mut self.cleaned.blocks);
        self.children(node);
        self.flush();
        std::mem::replace(&mut self.cleaned.blocks, outer)
    }

    /// Like [`inner_blocks`](Self::inner_blocks), but includes the node itself.
    pub fn node_blocks(&mut self, node: Node<'_>) -> Vec<Block> {
        self.flush();
        let outer = std::mem::take(&mut self.cleaned.blocks);
        self.node(node);
        self.flush();
        std::mem::replace(&mut self.cleaned.blocks, outer)
    }

    fn heading(&mut self, node: Node<'_>, element: &Element, level: HeadingLevel) {
        let text = self.flat_marked(node, element);
        self.flush();
        if !text.is_empty() {
            self.push(Block::Heading(Heading { level, text }));
        }
    }

    fn preformatted(&mut self, node: Node<'_>) {
        let text = self.collect(node, true);
        let mut text = text::tidy_preformatted(text);
        // In `<pre><code>`, the inner element adds nothing.
        if let [Inline::Code(inside)] = &mut text[..] {
            text = std::mem::take(inside);
        }
        if let Some(Inline::Text(last)) = text.last_mut() {
            last.truncate(last.trim_end_matches('\n').len());
        }
        self.flush();
        if !text.is_empty() {
            self.push(Block::Preformatted(text));
        }
    }

    fn quote(&mut self, node: Node<'_>, element: &Element) {
        if self.social(node, element) {
            return;
        }
        let (lang, dir) = language(element);
        self.flush();
        // The paragraphs inherit the language and direction of the quotation.
        let outer = (self.lang.take(), self.dir.take());
        let outer_cite = self.cite.replace(Vec::new());
        let blocks = self.inner_blocks(node);
        let cite = std::mem::replace(&mut self.cite, outer_cite).unwrap_or_default();
        (self.lang, self.dir) = outer;

        let mut quote = Quote {
            kind: QuoteKind::from(is_pull_quote(element)),
            paragraphs: Vec::new(),
            cite: Vec::new(),
            lang: lang.or_else(|| self.lang.clone()),
            dir: dir.or(self.dir),
        };
        let mut ordered = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => quote.paragraphs.push(paragraph),
                Block::Heading(heading) => quote.paragraphs.push(Paragraph {
                    text: vec![Inline::Strong(heading.text)],
                    ..Paragraph::default()
                }),
                // Any other block, such as a list or a picture, splits the quotation.
                other => {
                    if !quote.paragraphs.is_empty() {
                        ordered.push(Block::Quote(Quote {
                            paragraphs: std::mem::take(&mut quote.paragraphs),
                            ..quote.clone()
                        }));
                    }
                    self.degrade("block within a quotation");
                    ordered.push(other);
                }
            }
        }
        if !quote.paragraphs.is_empty() {
            ordered.push(Block::Quote(quote));
        }
        let last = ordered.iter_mut().rev().find_map(Block::as_quote_mut);
        match last {
            Some(quote) => quote.cite = cite,
            None if !cite.is_empty() => ordered.push(Block::Paragraph(Paragraph {
                text: cite,
                ..Paragraph::default()
            })),
            None => {}
        }
        for block in ordered {
            self.push(block);
        }
    }

    /// Returns whether an element names the source of the open quotation.
    fn is_source(&self, node: Node<'_>) -> bool {
        let parent = node
            .parent()
            .and_then(|parent| Some(parent.value().as_element()?.name().to_owned()));
        self.cite.is_some() && !self.is_flat() && parent.as_deref() == Some("blockquote")
    }

    fn source(&mut self, node: Node<'_>) {
        let text = self.flat(node);
        self.flush();
        if let Some(cite) = &mut self.cite {
            if !cite.is_empty() && !text.is_empty() {
                cite.push(Inline::Break);
            }
            cite.extend(text);
        }
    }
}

/// Returns whether the element has one of the classes in `names`.
pub fn has_class(element: &Element, names: &[&str]) -> bool {
    element.classes().any(|class| names.contains(&class))
}

fn is_pull_quote(element: &Element) -> bool {
    has_class(element, &["pull", "pullquote", "pull-quote"])
}

/// Returns the language and direction that an element sets for its text.
pub fn language(element: &Element) -> (Option<String>, Option<Direction>) {
    let lang = element
        .attr("lang")
        .or_else(|| element.attr("xml:lang"))
        .map(str::trim)
        .filter(|lang| is_language(lang))
        .map(str::to_owned);
    let dir = match element.attr("dir").map(str::trim) {
        Some(dir) if dir.eq_ignore_ascii_case("rtl") => Some(Direction::Rtl),
        Some(dir) if dir.eq_ignore_ascii_case("ltr") => Some(Direction::Ltr),
        _ => None,
    };
    (lang, dir)
}

/// Returns the elements named in `wanted`, from the node itself down, in document order.
pub fn find<'t>(node: Node<'t>, wanted: &[&str]) -> Vec<(Node<'t>, &'t Element)> {
    node.descendants()
        .filter_map(|node| Some((node, node.value().as_element()?)))
        .filter(|(_, element)| wanted.contains(&element.name()))
        .collect()
}
