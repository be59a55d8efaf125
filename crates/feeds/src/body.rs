//! The body and the summary of an entry.

use feed_rs::model::{Entry, Text};
use frontpage_clean::plain;
use html_escape::{encode_double_quoted_attribute, encode_text};
use url::Url;

/// How many paragraphs make a description the full text. A summary has one or two.
const PARAGRAPHS: usize = 4;

/// A body and a summary.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// The body as HTML.
    pub html: String,
    /// The summary as plain text, or empty.
    pub summary: String,
    /// Whether the feed has no full text, so that the body links to the original.
    pub is_excerpt: bool,
}

/// Returns the body of an entry: its content, a description that is the full text, or else the
/// description with a link to `link`.
pub fn body(entry: &Entry, link: Option<&Url>) -> Body {
    let summary = entry.summary.as_ref().map(html_of).unwrap_or_default();
    let content = entry.content.as_ref();
    let content = content.and_then(|content| {
        let body = content.body.as_deref()?;
        Some(html(body, &content.content_type.essence().to_string()))
    });
    let content = content.filter(|html| !is_empty(html));
    if let Some(html) = content {
        let summary = plain(&summary);
        // Some feeds repeat the whole text as the summary.
        let is_repeated = plain(&html).len() <= summary.len();
        return Body {
            html,
            summary: if is_repeated { String::new() } else { summary },
            is_excerpt: false,
        };
    }
    if is_full_text(&summary) {
        return Body {
            html: summary,
            summary: String::new(),
            is_excerpt: false,
        };
    }
    let text = plain(&summary);
    let mut html = match text.is_empty() {
        true => String::new(),
        false => summary,
    };
    if let Some(link) = link {
        html += &format!(
            "<p><a href=\"{}\">{}</a></p>",
            encode_double_quoted_attribute(link.as_str()),
            encode_text(link.host_str().unwrap_or(link.as_str())),
        );
    }
    Body {
        html,
        summary: text,
        is_excerpt: true,
    }
}

fn html_of(text: &Text) -> String {
    html(&text.content, &text.content_type.essence().to_string())
}

/// Returns a text as HTML. In plain text, empty lines end paragraphs.
fn html(text: &str, media_type: &str) -> String {
    // RSS descriptions are labeled as plain text, but contain HTML.
    let is_markup = media_type != "text/plain" || has_tags(text);
    if is_markup {
        return text.to_owned();
    }
    let paragraphs = text.replace("\r\n", "\n");
    let paragraphs = paragraphs.split("\n\n").map(str::trim);
    let paragraphs = paragraphs.filter(|paragraph| !paragraph.is_empty());
    paragraphs
        .map(|paragraph| format!("<p>{}</p>", encode_text(paragraph)))
        .collect()
}

fn has_tags(text: &str) -> bool {
    let after = text.split('<').skip(1);
    let mut after = after.filter(|rest| rest.contains('>'));
    after.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
}

fn is_empty(html: &str) -> bool {
    plain(html).is_empty() && !html.contains("<img")
}

/// Returns whether a description is the whole story.
fn is_full_text(html: &str) -> bool {
    html.matches("<p").count() >= PARAGRAPHS
}

#[cfg(test)]
mod tests {
    use super::*;
    use feed_rs::parser;

    fn entry(item: &str) -> Entry {
        let feed = format!(
            "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
             <title>t</title><item>{item}</item></channel></rss>"
        );
        parser::parse(feed.as_bytes()).unwrap().entries.remove(0)
    }

    fn link() -> Url {
        "https://old.example/a?b=1&c=\"".parse().unwrap()
    }

    #[test]
    fn content_is_the_body_and_the_description_the_summary() {
        let body = body(
            &entry(
                "<description>Short &amp;amp; sweet.</description>\
                 <content:encoded>&lt;p&gt;The &lt;em&gt;whole&lt;/em&gt; story.&lt;/p&gt;</content:encoded>",
            ),
            Some(&link()),
        );
        assert_eq!(body.html, "<p>The <em>whole</em> story.</p>");
        assert_eq!(body.summary, "Short & sweet.");
        assert!(!body.is_excerpt);
    }

    #[test]
    fn a_description_alone_links_to_the_original() {
        let found = body(
            &entry("<description>&lt;p&gt;Short.&lt;/p&gt;</description>"),
            Some(&link()),
        );
        assert_eq!(
            found.html,
            "<p>Short.</p><p><a href=\"https://old.example/a?b=1&amp;c=%22\">old.example</a></p>"
        );
        assert_eq!(found.summary, "Short.");
        assert!(found.is_excerpt);
        let nothing = body(&entry("<title>a</title>"), None);
        assert_eq!((nothing.html.as_str(), nothing.is_excerpt), ("", true));
    }

    #[test]
    fn a_long_description_is_the_full_text() {
        let text = "&lt;p&gt;A paragraph.&lt;/p&gt;".repeat(PARAGRAPHS);
        let body = body(&entry(&format!("<description>{text}</description>")), None);
        assert_eq!(body.html.matches("<p>").count(), PARAGRAPHS);
        assert_eq!((body.summary.as_str(), body.is_excerpt), ("", false));
    }

    #[test]
    fn plain_text_is_escaped_and_split_into_paragraphs() {
        assert_eq!(
            html("1 < 2 & 3\r\n\r\nb", "text/plain"),
            "<p>1 &lt; 2 &amp; 3</p><p>b</p>"
        );
        assert_eq!(html("a <b>b</b>", "text/plain"), "a <b>b</b>");
        assert_eq!(html("<p>a</p>", "text/html"), "<p>a</p>");
    }
}
