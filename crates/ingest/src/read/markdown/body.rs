//! Turns the Markdown of a body into HTML, which goes through the same cleaner as every other body.

use super::{footnotes, template_comments};
use frontpage_base::diagnostic::FieldDiagnostic;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};

/// A body as HTML, which is not cleaned yet.
#[derive(Debug, Default)]
pub struct Html {
    /// The text of a first-level heading at the start, which is the headline and not part of `html`.
    pub headline: Option<String>,
    /// The HTML.
    pub html: String,
    /// Diagnostics about what was left out.
    pub warnings: Vec<FieldDiagnostic>,
}

/// How generators mark the shortcodes in a text: Hugo's and Zola's, and Liquid's tags.
const SHORTCODES: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// Converts CommonMark with tables, footnotes and strikethrough.
pub fn html(markdown: &str) -> Html {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let markdown = template_comments::prepare(markdown);
    let mut events: Vec<Event> =
        TextMergeStream::new(Parser::new_ext(&markdown, options)).collect();
    let mut body = Html {
        headline: take_headline(&mut events),
        ..Html::default()
    };
    remove_shortcodes(&mut events, &mut body.warnings);
    let events = footnotes::at_end(figures(events));
    pulldown_cmark::html::push_html(&mut body.html, events.into_iter());
    body
}

/// Takes a first-level heading off the start and returns its text.
fn take_headline(events: &mut Vec<Event>) -> Option<String> {
    let is_headline = |event: &Event| {
        matches!(
            event,
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            })
        )
    };
    events.first().filter(|event| is_headline(event))?;
    let end = events
        .iter()
        .position(|event| matches!(event, Event::End(TagEnd::Heading(_))))?;
    let text: String = events
        .drain(..=end)
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.into_string()),
            Event::SoftBreak | Event::HardBreak => Some(" ".into()),
            _ => None,
        })
        .collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Removes shortcodes, which only the generator that they were written for can expand. The text between an
/// opening and a closing shortcode stays.
fn remove_shortcodes(events: &mut [Event], warnings: &mut Vec<FieldDiagnostic>) {
    let mut is_code = false;
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(text) if !is_code => {
                while let Some((range, name)) = shortcode(text) {
                    warnings.push(FieldDiagnostic::new(
                        super::story::BODY,
                        format!("the shortcode {name} is left out"),
                        "write what it stands for in Markdown",
                    ));
                    let rest = [&text[..range.start], &text[range.end..]].concat();
                    *text = CowStr::from(rest);
                }
            }
            _ => {}
        }
    }
}

/// Returns where the first shortcode of a text is, and its name in its brackets.
fn shortcode(text: &str) -> Option<(std::ops::Range<usize>, String)> {
    let found = SHORTCODES.iter().filter_map(|(open, close)| {
        let start = text.find(open)?;
        let inner = &text[start + open.len()..];
        let length = inner.find(close)?;
        let name = inner[..length]
            .split_whitespace()
            .next()
            .unwrap_or_default();
        let end = start + open.len() + length + close.len();
        Some((start..end, format!("{open} {name} {close}")))
    });
    found.min_by_key(|(range, _)| range.start)
}

/// Makes a figure of each paragraph that is one picture, with the picture's title as its caption.
fn figures(events: Vec<Event>) -> Vec<Event> {
    let mut made = Vec::with_capacity(events.len());
    let mut rest = events.as_slice();
    while let [event, after @ ..] = rest {
        if let Event::Start(Tag::Paragraph) = event
            && let [Event::Start(Tag::Image { title, .. }), ..] = after
            && let Some(end) = after
                .iter()
                .position(|event| *event == Event::End(TagEnd::Image))
            && after.get(end + 1) == Some(&Event::End(TagEnd::Paragraph))
        {
            made.push(Event::Html("<figure>".into()));
            made.extend_from_slice(&after[..=end]);
            made.push(Event::Html("<figcaption>".into()));
            made.push(Event::Text(title.clone()));
            made.push(Event::Html("</figcaption></figure>\n".into()));
            rest = &after[end + 2..];
        } else {
            made.push(event.clone());
            rest = after;
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(markdown: &str) -> String {
        html(markdown).html
    }

    #[test]
    fn a_heading_at_the_start_is_the_headline() {
        let start = html("# A *b* `c`\n\nText\n");
        assert_eq!(start.headline.as_deref(), Some("A b c"));
        assert_eq!(start.html, "<p>Text</p>\n");
        assert_eq!(html("Text\n\n# A\n").headline, None);
        assert_eq!(html("#\n\nText").headline, None);
    }

    #[test]
    fn a_picture_alone_is_a_figure() {
        assert_eq!(
            body("![An *old* door](door.jpg \"The <door>\")\n"),
            "<figure><img src=\"door.jpg\" alt=\"An old door\" title=\"The &lt;door&gt;\" />\
             <figcaption>The &lt;door&gt;</figcaption></figure>\n"
        );
        assert_eq!(
            body("See ![a](/media/b.png).\n"),
            "<p>See <img src=\"/media/b.png\" alt=\"a\" />.</p>\n"
        );
    }

    #[test]
    fn shortcodes_are_left_out_and_reported() {
        let made = html("a {{< youtube w7Ft >}} b\n\n{% raw %}c{% endraw %}\n");
        assert_eq!(made.html, "<p>a  b</p>\n<p>c</p>\n");
        let reasons: Vec<&str> = made.warnings.iter().map(|w| w.reason.as_str()).collect();
        assert_eq!(
            reasons,
            [
                "the shortcode {{< youtube >}} is left out",
                "the shortcode {% raw %} is left out",
                "the shortcode {% endraw %} is left out",
            ]
        );
        let code = html("    {% raw %}\n\n`{{< x >}}`\n");
        assert!(code.warnings.is_empty(), "{code:?}");
    }

    #[test]
    fn tables_and_strikethrough_are_markup() {
        let made = body("| a | b |\n|---|---|\n| 1 | ~~2~~ |\n");
        assert!(
            made.contains("<th>a</th>") && made.contains("<del>2</del>"),
            "{made}"
        );
    }
}
