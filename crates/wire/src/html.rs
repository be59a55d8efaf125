//! Writes the HTML of bodies. The publisher cleans it; here it only has to be well-formed.

use frontpage_clean::{line, plain};
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// Appends text, escaped.
pub fn text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
}

/// Appends an attribute.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    text(out, value);
    out.push('"');
}

/// Returns plain text as paragraphs. Empty lines end a paragraph; in a text without empty lines, each line is
/// one.
pub fn paragraphs(plain: &str) -> String {
    let plain = plain.replace("\r\n", "\n").replace('\r', "\n");
    let has_empty_lines = plain.trim().lines().any(|line| line.trim().is_empty());
    let mut paragraphs = vec![String::new()];
    for part in plain.lines() {
        if !has_empty_lines || part.trim().is_empty() {
            paragraphs.push(String::new());
        }
        if let Some(last) = paragraphs.last_mut() {
            last.push(' ');
            last.push_str(part);
        }
    }
    let mut out = String::new();
    for paragraph in paragraphs {
        let paragraph = line(&paragraph);
        if !paragraph.is_empty() {
            out.push_str("<p>");
            text(&mut out, &paragraph);
            out.push_str("</p>\n");
        }
    }
    out
}

/// Returns whether a text without a type is HTML rather than plain text.
pub fn is_html(text: &str) -> bool {
    text.contains("</") || text.contains("<br") || text.contains("<p>")
}

/// Removes the elements that CSS selectors name, such as a headline that is repeated in the body.
pub fn without(html: &str, selectors: &[String]) -> String {
    if selectors.is_empty() {
        return html.to_owned();
    }
    let mut handlers = Vec::new();
    for selector in selectors {
        // The selectors of a profile are checked when it is read.
        if selector.parse::<lol_html::Selector>().is_ok() {
            handlers.push(element!(selector.as_str(), |element| {
                element.remove();
                Ok(())
            }));
        }
    }
    let settings = RewriteStrSettings {
        element_content_handlers: handlers,
        ..RewriteStrSettings::new()
    };
    // This fails only if it exceeds its memory limit; then nothing is removed.
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
}

/// Returns what is in the `<body>` of a document. In XHTML the head may hold an empty `<title/>`, which an
/// HTML parser takes for the start of a title that never ends.
pub fn inner(html: &str) -> &str {
    let lower = html.to_ascii_lowercase();
    let Some(start) = lower
        .find("<body")
        .filter(|at| lower[at + 5..].starts_with(['>', ' ', '\n', '\t']))
    else {
        return html;
    };
    let Some(open) = html[start..].find('>') else {
        return html;
    };
    let end = lower.rfind("</body").filter(|end| *end > start + open);
    html[start + open + 1..end.unwrap_or(html.len())].trim()
}

/// Returns a body without its first element if that only repeats the headline.
pub fn without_start<'a>(html: &'a str, headline: &str) -> &'a str {
    for (open, close) in [("<h1", "</h1>"), ("<h2", "</h2>"), ("<p", "</p>")] {
        let trimmed = html.trim_start();
        let is_first = trimmed
            .strip_prefix(open)
            .is_some_and(|rest| rest.starts_with(['>', ' ']));
        if is_first
            && let Some((first, rest)) = trimmed.split_once(close)
            && first.len() <= headline.len() * 6 + 200
            && plain(&[first, close].concat()) == headline
            && !rest.trim().is_empty()
        {
            return rest;
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_reduced_to_its_body() {
        let document = "<html><head><title/></head><BODY class=\"a\"><p>x</p></BODY></html>";
        assert_eq!(inner(document), "<p>x</p>");
        for html in ["<p>x</p>", "<body", "<bodyguard>x</bodyguard>", ""] {
            assert_eq!(inner(html), html);
        }
        assert_eq!(inner("</body><body>x"), "x");
    }

    #[test]
    fn a_headline_is_not_repeated() {
        for (html, expected) in [
            ("<h1>A &amp; <i>b</i></h1><p>x</p>", "<p>x</p>"),
            (" <p class=\"t\">A &amp; b</p><p>x</p>", "<p>x</p>"),
            ("<h1>Other</h1><p>x</p>", "<h1>Other</h1><p>x</p>"),
            ("<p>A &amp; b</p>", "<p>A &amp; b</p>"),
            (
                "<pre>A &amp; b</pre><p>x</p>",
                "<pre>A &amp; b</pre><p>x</p>",
            ),
        ] {
            assert_eq!(without_start(html, "A & b"), expected);
        }
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        assert_eq!(paragraphs("a < b\nc"), "<p>a &lt; b</p>\n<p>c</p>\n");
        assert_eq!(
            paragraphs("a\r\nb\r\n\r\nc & d"),
            "<p>a b</p>\n<p>c &amp; d</p>\n"
        );
        assert_eq!(paragraphs(" \n "), "");
    }

    #[test]
    fn elements_are_removed_by_selectors() {
        let html = "<h1>Title</h1><div class=\"dat\">x<b>y</b></div><p>text</p>";
        let selectors = ["h1".to_owned(), "div.dat".to_owned()];
        assert_eq!(without(html, &selectors), "<p>text</p>");
        assert_eq!(without(html, &[]), html);
    }
}
