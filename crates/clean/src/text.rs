//! Handles white space as HTML does, and tidies formatted text.

use frontpage_model::{Inline, Text};

/// Returns whether a character is white space in HTML. A no-break space is not.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Returns whether a character must not be in a text: C0 and C1 controls except tab and newline.
pub fn is_control(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// Returns whether a text has no visible characters.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
            )
    })
}

/// Collapses white space, removes empty parts, joins adjacent texts and trims both ends.
pub fn tidy(text: Text) -> Text {
    let mut at_space = true;
    let mut text = collapse(text, &mut at_space);
    trim_end(&mut text);
    let text = prune(text);
    if shows_nothing(&text) {
        Vec::new()
    } else {
        text
    }
}

/// Like [`tidy`], but keeps white space.
pub fn tidy_preformatted(text: Text) -> Text {
    let text = prune(text);
    if shows_nothing(&text) {
        Vec::new()
    } else {
        text
    }
}

/// Reduces white space to single spaces, and removes it at the start and after breaks.
fn collapse(text: Text, at_space: &mut bool) -> Text {
    map(text, &mut |inline| match inline {
        Inline::Text(raw) => {
            let mut collapsed = String::with_capacity(raw.len());
            for c in raw.chars() {
                if !is_space(c) {
                    collapsed.push(c);
                    *at_space = false;
                } else if !*at_space {
                    collapsed.push(' ');
                    *at_space = true;
                }
            }
            Inline::Text(collapsed)
        }
        Inline::Break => {
            *at_space = true;
            Inline::Break
        }
        other => other,
    })
}

/// Applies `change` to every text and break, in reading order.
fn map(text: Text, change: &mut dyn FnMut(Inline) -> Inline) -> Text {
    text.into_iter()
        .map(|inline| match inline {
            Inline::Text(_) | Inline::Break => change(inline),
            marked => marked.with_inside(|inside| map(inside, change)),
        })
        .collect()
}

/// Removes spaces and breaks from the end, spaces before every break, and breaks from the start.
fn trim_end(text: &mut Text) {
    fn walk(text: &mut Text, at_end: &mut bool, last: &mut bool) {
        let mut i = text.len();
        while i > 0 {
            i -= 1;
            match &mut text[i] {
                Inline::Text(raw) => {
                    if *at_end {
                        raw.truncate(raw.trim_end_matches(is_space).len());
                    }
                    if !raw.is_empty() {
                        *at_end = false;
                        *last = false;
                    }
                }
                Inline::Break => {
                    if *last {
                        text.remove(i);
                    }
                    *at_end = true;
                }
                marked => {
                    if let Some(inside) = marked.inside_mut() {
                        walk(inside, at_end, last);
                    }
                }
            }
        }
    }
    walk(text, &mut true, &mut true);
    // Remove breaks from the start.
    fn leading(text: &mut Text) -> bool {
        while let Some(first) = text.first_mut() {
            match first {
                Inline::Break => {}
                Inline::Text(raw) if raw.is_empty() => {}
                Inline::Text(_) => return false,
                marked => {
                    if marked.inside_mut().is_some_and(|inside| !leading(inside)) {
                        return false;
                    }
                }
            }
            text.remove(0);
        }
        true
    }
    leading(text);
}

/// Removes empty parts and joins adjacent texts.
fn prune(text: Text) -> Text {
    let mut pruned: Text = Vec::with_capacity(text.len());
    for inline in text {
        match inline.with_inside(prune) {
            Inline::Text(raw) => {
                if raw.is_empty() {
                    continue;
                }
                if let Some(Inline::Text(before)) = pruned.last_mut() {
                    before.push_str(&raw);
                } else {
                    pruned.push(Inline::Text(raw));
                }
            }
            Inline::Break => pruned.push(Inline::Break),
            marked => {
                if !marked.inside().is_empty() {
                    pruned.push(marked);
                }
            }
        }
    }
    pruned
}

/// Reduces consecutive breaks to one. When blocks become lines, each block adds its own breaks.
pub fn single_breaks(text: Text) -> Text {
    fn walk(text: Text, after_break: &mut bool) -> Text {
        let mut kept = Vec::with_capacity(text.len());
        for inline in text {
            match inline {
                Inline::Break => {
                    if !*after_break {
                        kept.push(Inline::Break);
                    }
                    *after_break = true;
                }
                Inline::Text(raw) => {
                    if !is_blank(&raw) {
                        *after_break = false;
                    }
                    kept.push(Inline::Text(raw));
                }
                marked => kept.push(marked.with_inside(|inside| walk(inside, after_break))),
            }
        }
        kept
    }
    walk(text, &mut true)
}

fn shows_nothing(text: &[Inline]) -> bool {
    text.iter().all(|inline| match inline {
        Inline::Text(raw) => is_blank(raw),
        other => shows_nothing(other.inside()),
    })
}

/// Splits a text at two breaks in a row, which some systems write instead of paragraphs. Formatting
/// around the breaks continues on both sides.
pub fn split_at_double_breaks(text: Text) -> Vec<Text> {
    fn cut(text: Text) -> Vec<Text> {
        let mut parts = vec![Vec::new()];
        let mut breaks = 0;
        for inline in text {
            let blank = matches!(&inline, Inline::Text(raw) if is_blank(raw));
            // White space between breaks does not separate them.
            if blank && breaks > 0 {
                continue;
            }
            match inline {
                Inline::Break => breaks += 1,
                inline => {
                    let current = parts.last_mut();
                    match (breaks, current) {
                        (0, _) | (_, None) => {}
                        (1, Some(current)) => current.push(Inline::Break),
                        _ => parts.push(Vec::new()),
                    }
                    breaks = 0;
                    let pieces = match inline {
                        Inline::Text(_) | Inline::Break => vec![inline],
                        marked => {
                            let mut pieces = Vec::new();
                            for piece in cut(marked.inside().to_vec()) {
                                pieces.push(marked.clone().with_inside(|_| piece));
                            }
                            pieces
                        }
                    };
                    for (i, piece) in pieces.into_iter().enumerate() {
                        if i > 0 {
                            parts.push(Vec::new());
                        }
                        if let Some(current) = parts.last_mut() {
                            current.push(piece);
                        }
                    }
                }
            }
        }
        if breaks > 0
            && let Some(current) = parts.last_mut()
        {
            current.push(Inline::Break);
        }
        if breaks > 1 {
            parts.push(Vec::new());
        }
        parts
    }
    if !has_two_breaks(&text) {
        return vec![text];
    }
    cut(text)
}

/// Returns whether a text has at least two breaks. This cheap check spares most texts the split.
fn has_two_breaks(text: &[Inline]) -> bool {
    fn count(text: &[Inline]) -> usize {
        text.iter()
            .map(|inline| match inline {
                Inline::Break => 1,
                other => count(other.inside()),
            })
            .sum()
    }
    count(text) >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn t(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    #[test]
    fn white_space_collapses_across_markings() {
        let text = vec![
            t(" \n a "),
            Inline::Strong(vec![t(" b "), Inline::Emphasis(vec![t(" ")])]),
            t(" c"),
            t("\u{a0}d  "),
            Inline::Break,
            t("  e "),
            Inline::Code(vec![]),
            Inline::Break,
        ];
        assert_eq!(
            tidy(text),
            vec![
                t("a "),
                Inline::Strong(vec![t("b ")]),
                t("c\u{a0}d"),
                Inline::Break,
                t("e"),
            ]
        );
    }

    #[test]
    fn a_text_without_visible_characters_becomes_empty() {
        assert_eq!(tidy(vec![t("\u{a0} \u{200b}"), Inline::Break]), vec![]);
        assert_eq!(tidy(vec![Inline::Strong(vec![t("  ")])]), vec![]);
        assert_eq!(tidy(vec![Inline::Break, Inline::Break]), vec![]);
    }

    #[test]
    fn two_breaks_make_a_paragraph() {
        let text = vec![
            t("a"),
            Inline::Break,
            t(" "),
            Inline::Break,
            t("b"),
            Inline::Break,
            t("c"),
        ];
        assert_eq!(
            split_at_double_breaks(text),
            vec![vec![t("a")], vec![t("b"), Inline::Break, t("c")]]
        );
        let strong = Inline::Strong(vec![t("a"), Inline::Break, Inline::Break, t("b")]);
        assert_eq!(
            split_at_double_breaks(vec![strong, t("c")]),
            vec![
                vec![Inline::Strong(vec![t("a")])],
                vec![Inline::Strong(vec![t("b")]), t("c")]
            ]
        );
    }
}
