//! Turns the line breaks of the classic editor into markup, as WordPress does when it shows a post
//! (`wpautop`): an empty line ends a paragraph, a single line break stays one.

use super::embeds;

/// Elements whose text keeps its line breaks.
const VERBATIM: [&str; 6] = ["pre", "script", "style", "textarea", "svg", "code"];

/// The maximum length of a tag, in bytes. A longer one is text, so that hostile markup is not searched
/// again and again.
const MAX_TAG: usize = 16 << 10;

/// Marks the line breaks of a text. A line that is nothing but an address that WordPress embeds becomes
/// a card.
pub fn mark(html: &str) -> String {
    let html = html.replace("\r\n", "\n").replace('\r', "\n");
    let mut made = String::with_capacity(html.len() + html.len() / 16);
    let mut verbatim: Option<&str> = None;
    let mut after_block = true;
    let mut rest = html.as_str();
    while !rest.is_empty() {
        if let Some(tag) = tag(rest) {
            let (name, is_end) = name(tag);
            match verbatim {
                Some(open) if is_end && open.eq_ignore_ascii_case(name) => verbatim = None,
                Some(_) => {}
                None if is_end => {}
                None => {
                    let known = VERBATIM.iter().copied();
                    verbatim = known
                        .into_iter()
                        .find(|known| known.eq_ignore_ascii_case(name));
                }
            }
            after_block = is_block(name);
            made += tag;
            rest = &rest[tag.len()..];
            continue;
        }
        let length = next_tag(rest);
        let (text, after) = rest.split_at(length);
        rest = after;
        match verbatim {
            Some(_) => made += text,
            None => {
                let before_block = tag_name(rest).is_none_or(is_block);
                mark_text(text, after_block, before_block, &mut made);
            }
        }
        after_block = false;
    }
    made
}

/// Marks the line breaks of a text between two tags.
fn mark_text(text: &str, after_block: bool, before_block: bool, made: &mut String) {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut pending = 0;
    let mut has_text = !after_block;
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            pending += 1;
        }
        if line.trim().is_empty() {
            if index == 0 || index == lines.len() - 1 {
                *made += line;
            }
            continue;
        }
        // Line breaks next to a block only make the HTML easier to read for those who write it.
        match pending {
            0 => {}
            _ if !has_text => made.push('\n'),
            1 => *made += "<br>\n",
            _ => *made += "<br><br>\n",
        }
        let is_alone = (index > 0 || after_block) && (index < lines.len() - 1 || before_block);
        match is_alone && embeds::is_embedded(line) {
            true => *made += &embeds::card(line),
            false => *made += line,
        }
        has_text = true;
        pending = 0;
    }
    match pending {
        0 => {}
        _ if !has_text || before_block => made.push('\n'),
        1 => *made += "<br>\n",
        _ => *made += "<br><br>\n",
    }
}

/// Returns the tag or comment that a text starts with.
fn tag(text: &str) -> Option<&str> {
    if text.starts_with("<!--") {
        let end = text.find("-->").map_or(text.len(), |at| at + "-->".len());
        return Some(&text[..end]);
    }
    let after = text.strip_prefix('<')?;
    let first = after.strip_prefix('/').unwrap_or(after).chars().next()?;
    if !first.is_ascii_alphabetic() {
        return None;
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        if at > MAX_TAG {
            return None;
        }
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return Some(&text[..at + 1]),
            // Another tag begins, so this was not a tag. Stopping here also keeps hostile text from
            // being searched again and again.
            (None, '<') if at > 0 => return None,
            _ => {}
        }
    }
    None
}

/// Returns where the next tag starts, after at least one character.
fn next_tag(text: &str) -> usize {
    let mut from = text.chars().next().map_or(0, char::len_utf8);
    while let Some(at) = text[from..].find('<') {
        if tag(&text[from + at..]).is_some() {
            return from + at;
        }
        from += at + 1;
    }
    text.len()
}

/// Returns the name of a tag, and whether it is an end tag.
fn name(tag: &str) -> (&str, bool) {
    let inner = tag.strip_prefix('<').unwrap_or(tag);
    let (inner, is_end) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inner.len());
    (&inner[..end], is_end)
}

fn tag_name(text: &str) -> Option<&str> {
    tag(text).map(|tag| name(tag).0)
}

/// Returns whether an element or a comment is on lines of its own.
fn is_block(name: &str) -> bool {
    name.is_empty() || frontpage_clean::is_block(&name.to_ascii_lowercase()) || {
        matches!(
            name,
            "br" | "hr" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "li"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_end_paragraphs() {
        for (text, expected) in [
            ("a\nb\n\nc", "a<br>\nb<br><br>\nc"),
            ("a\r\n\r\n\r\nb", "a<br><br>\nb"),
            ("a <b>c</b>\n\nd", "a <b>c</b><br><br>\nd"),
            ("a\n<b>c</b>", "a<br>\n<b>c</b>"),
            (
                "<h2>a</h2>\n\nb\n\n<ul>\n<li>c</li>\n</ul>",
                "<h2>a</h2>\nb\n<ul>\n<li>c</li>\n</ul>",
            ),
            ("<pre>a\n\nb</pre>\nc", "<pre>a\n\nb</pre>\nc"),
            ("1 < 2\n\nb", "1 < 2<br><br>\nb"),
            ("", ""),
        ] {
            assert_eq!(mark(text), expected, "{text:?}");
        }
    }

    #[test]
    fn many_open_tags_take_linear_time() {
        let started = std::time::Instant::now();
        for text in ["<a", "<a '", "<a \"b' <", "<!-- ", "< "] {
            mark(&text.repeat(300_000));
        }
        assert!(started.elapsed() < std::time::Duration::from_secs(10));
    }

    #[test]
    fn an_address_on_its_own_line_is_a_card() {
        let made = mark("a\n\nhttps://youtu.be/1\n\nb");
        assert!(
            made.contains("<figure class=\"embed\"><a href=\"https://youtu.be/1\">"),
            "{made}"
        );
        assert!(!mark("see https://youtu.be/1").contains("figure"));
        assert!(!mark("<b>x</b>https://youtu.be/1").contains("figure"));
    }
}
