//! Turns footnotes into marks in the text and a list of notes at its end, as the cleaner of bodies knows
//! them.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::HashMap;

/// A footnote's text.
struct Note<'a> {
    name: CowStr<'a>,
    events: Vec<Event<'a>>,
}

/// Numbers the footnotes in the order in which the text refers to them, and moves them to the end,
/// wherever they are written. Notes that nothing refers to come last.
pub fn at_end(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut numbers: HashMap<CowStr<'_>, usize> = HashMap::new();
    let (mut text, mut notes) = (Vec::with_capacity(events.len()), Vec::<Note>::new());
    let mut open = Vec::new();
    for event in events {
        let event = match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                open.push(notes.len());
                let events = Vec::new();
                notes.push(Note { name, events });
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                open.pop();
                continue;
            }
            Event::FootnoteReference(name) => {
                let next = numbers.len() + 1;
                let number = numbers.entry(name).or_insert(next);
                let mark = format!("<sup><a href=\"#fn-{number}\">{number}</a></sup>");
                Event::InlineHtml(mark.into())
            }
            event => event,
        };
        match open.last() {
            Some(&note) => notes[note].events.push(event),
            None => text.push(event),
        }
    }
    if notes.is_empty() {
        return text;
    }
    notes.sort_by_key(|note| numbers.get(&note.name).copied().unwrap_or(usize::MAX));
    text.push(Event::Html("<section class=\"footnotes\">\n<ol>\n".into()));
    for note in notes {
        let next = numbers.len() + 1;
        let number = numbers.entry(note.name).or_insert(next);
        text.push(Event::Html(format!("<li id=\"fn-{number}\">\n").into()));
        text.extend(note.events);
        text.push(Event::Html("</li>\n".into()));
    }
    text.push(Event::Html("</ol>\n</section>\n".into()));
    text
}

#[cfg(test)]
mod tests {
    use super::super::body::html;

    #[test]
    fn footnotes_are_numbered_as_the_text_refers_to_them() {
        let made = html(
            "a[^z] b[^a] c[^z]\n\n[^a]: of *b*\n\n[^unused]: of none\n\n[^z]: of a[^a]\n\nd\n",
        );
        assert_eq!(
            made.html,
            "<p>a<sup><a href=\"#fn-1\">1</a></sup> b<sup><a href=\"#fn-2\">2</a></sup> \
             c<sup><a href=\"#fn-1\">1</a></sup></p>\n<p>d</p>\n<section class=\"footnotes\">\n<ol>\n\
             <li id=\"fn-1\">\n<p>of a<sup><a href=\"#fn-2\">2</a></sup></p>\n</li>\n\
             <li id=\"fn-2\">\n<p>of <em>b</em></p>\n</li>\n\
             <li id=\"fn-3\">\n<p>of none</p>\n</li>\n</ol>\n</section>\n"
        );
    }
}
