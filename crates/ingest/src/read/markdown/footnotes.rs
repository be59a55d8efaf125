//! Turns footnotes into numbered marks in the text and a list of notes at its end.

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
                Event::InlineHtml(format!("<sup>{number}</sup>").into())
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
    text.push(Event::Rule);
    text.push(Event::Start(Tag::List(Some(1))));
    for note in notes {
        text.push(Event::Start(Tag::Item));
        text.extend(note.events);
        text.push(Event::End(TagEnd::Item));
    }
    text.push(Event::End(TagEnd::List(true)));
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
            "<p>a<sup>1</sup> b<sup>2</sup> c<sup>1</sup></p>\n<p>d</p>\n<hr />\n<ol>\n\
             <li>\n<p>of a<sup>2</sup></p>\n</li>\n<li>\n<p>of <em>b</em></p>\n</li>\n\
             <li>\n<p>of none</p>\n</li>\n</ol>\n"
        );
    }
}
