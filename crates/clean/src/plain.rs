//! Makes plain text for headlines, captions and bodies without markup.

use super::{parse, tags, text};
use frontpage_model::{Block, Inline, Paragraph};
use scraper::Node;

/// Returns one line of plain text from a field that can contain HTML.
pub fn plain(value: &str) -> String {
    if !looks_like_html(value) {
        return line(value);
    }
    let parsed = parse::parse(value);
    let mut out = String::new();
    collect(parsed.html.tree.root(), &mut out);
    line(&out)
}

/// Returns one line of plain text. Collapses white space, and removes control characters, which
/// could steer a terminal, and direction controls (U+202A to U+202E and U+2066 to U+2069), which
/// could make a headline look different from what is written.
pub fn line(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut at_space = true;
    for c in value.chars() {
        if text::is_space(c) || c == '\u{2028}' || c == '\u{2029}' {
            if !at_space {
                out.push(' ');
            }
            at_space = true;
        } else if !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            out.push(c);
            at_space = false;
        }
    }
    out.truncate(out.trim_end().len());
    if text::is_blank(&out) {
        out.clear();
    }
    out
}

/// Returns whether a text contains a tag, a comment or a character reference. `a < b & c` does not.
fn looks_like_html(value: &str) -> bool {
    let starts = |rest: &str, also: &str| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || also.contains(c))
    };
    value
        .match_indices('<')
        .any(|(at, _)| starts(&value[at + 1..], "/!?"))
        || value
            .match_indices('&')
            .any(|(at, _)| starts(&value[at + 1..], "#"))
}

/// Appends the visible text below a node to `out`. Not recursive, because the tree can be deep.
pub fn collect(node: ego_tree::NodeRef<'_, Node>, out: &mut String) {
    use ego_tree::iter::Edge;
    let mut unseen = 0_usize;
    for edge in node.traverse() {
        let (opens, node) = match edge {
            Edge::Open(node) => (true, node),
            Edge::Close(node) => (false, node),
        };
        match node.value() {
            Node::Text(raw) if opens && unseen == 0 => {
                out.extend(raw.chars().filter(|c| !text::is_control(*c)));
            }
            Node::Element(element) => {
                let name = element.name();
                if tags::is_hidden(name) {
                    if opens {
                        unseen += 1;
                    } else {
                        unseen -= 1;
                    }
                } else if opens && name == "br" || tags::is_boundary(name) {
                    out.push('\n');
                }
            }
            _ => {}
        }
    }
}

/// Splits a plain text body into paragraphs at empty lines. If it has none, every line becomes a
/// paragraph.
pub fn paragraphs(value: &str) -> Vec<Block> {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new()];
    for raw in value.lines() {
        let line: String = raw
            .chars()
            .filter(|c| !c.is_control() || *c == '\t')
            .collect();
        let line = line.trim_matches(text::is_space);
        if text::is_blank(line) {
            paragraphs.push(Vec::new());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push(
                line.split(text::is_space)
                    .filter(|w| !w.is_empty())
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    let texts: Vec<String> = if paragraphs.len() > 1 {
        // The line breaks within a paragraph are only wrapping.
        paragraphs
            .into_iter()
            .map(|lines| lines.join(" "))
            .collect()
    } else {
        paragraphs.into_iter().flatten().collect()
    };
    texts
        .into_iter()
        .map(|text| {
            Block::Paragraph(Paragraph {
                text: vec![Inline::Text(text)],
                ..Paragraph::default()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_loses_its_markup() {
        for (value, text) in [
            ("A &amp; B", "A & B"),
            ("<b>A</b>\n<br>B", "A B"),
            ("<script>alert(1)</script>A", "A"),
            ("5 < 6 & 7 > 2", "5 < 6 & 7 > 2"),
            ("AT&T", "AT&T"),
            ("a\u{202e}b\u{2066}c\u{0}\u{1b}[1m", "abc[1m"),
            ("<img src=x onerror=alert(1)>", ""),
            (" \u{a0} ", ""),
            ("<p>One</p><p>Two</p>", "One Two"),
        ] {
            assert_eq!(plain(value), text, "{value:?}");
        }
    }

    #[test]
    fn a_plain_text_body_is_split_into_paragraphs() {
        let count = |value: &str| paragraphs(value).len();
        assert_eq!(count("a\nb\nc"), 3);
        assert_eq!(count("a\nb\n\nc\r\n \r\nd"), 3);
        assert_eq!(count(" \n\n"), 0);
        // Markup in plain text is kept as text.
        let Block::Paragraph(p) = &paragraphs("<b>x</b>")[0] else {
            panic!()
        };
        assert_eq!(p.text, [Inline::Text("<b>x</b>".into())]);
    }
}
