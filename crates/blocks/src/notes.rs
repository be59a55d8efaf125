//! The footnotes of a story, with links back to the text.

use crate::tree::{element, flow, marked, words};
use frontpage_model::{
    AttributeName, Element, ElementName, Inline, Interface, Note, Notes, Text, messages,
};

/// The arrow of a link back, followed by a character that keeps it from being an emoji (UTS #51).
const BACK: &str = "↩\u{fe0e}";

pub fn view(notes: &Notes, interface: Interface) -> Text {
    let items = notes.notes.iter().enumerate().map(|(at, note)| {
        let number = at + 1;
        let mut inside = flow(&note.text);
        let links = back_links(number, note, interface);
        // The links are put at the end of the last paragraph, or after a list that comes last.
        match inside.last_mut() {
            Some(Inline::Element(last)) if last.name == ElementName::P => {
                last.children.extend(links);
            }
            _ => inside.extend(links),
        }
        Element::new(ElementName::LI, inside)
            .with(AttributeName::ID, Notes::id(number))
            .into()
    });
    let list = Element::new(ElementName::OL, items.collect());
    // The name of the landmark (DPUB-ARIA 1.1, doc-endnotes).
    let notes = element(ElementName::SECTION, "notes", vec![list.into()])
        .with(AttributeName::ROLE, "doc-endnotes".to_owned())
        .with(AttributeName::ARIA_LABEL, messages::NOTES.text().to_owned());
    vec![notes.into()]
}

fn back_links(number: usize, note: &Note, interface: Interface) -> Text {
    let mut links = Text::new();
    for place in 1..=note.references {
        let [note_number, place_number] =
            [number, place].map(|number| messages::number(number.try_into().unwrap_or(u32::MAX)));
        let name = if note.references > 1 {
            messages::BACK_TO_PLACE.fill(&[&note_number, &place_number])
        } else {
            messages::BACK_TO_TEXT.fill(&[&note_number])
        };
        let link = element(ElementName::A, "notes__back", vec![words(BACK)])
            .with(
                AttributeName::HREF,
                format!("#{}", Notes::reference_id(number, place)),
            )
            .with(AttributeName::REL, "external".to_owned())
            .with(AttributeName::ROLE, "doc-backlink".to_owned())
            .with(AttributeName::ARIA_LABEL, name);
        links.push(words(" "));
        links.push(marked(link, interface).into());
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{Block, Paragraph};

    #[test]
    fn a_note_links_to_each_place_that_refers_to_it() {
        let paragraph = Paragraph {
            text: vec![words("a")],
            ..Paragraph::default()
        };
        let note = |references| Note {
            text: vec![Block::Paragraph(paragraph.clone())],
            references,
        };
        let notes = Notes {
            notes: vec![note(2), note(0)],
        };
        let json = serde_json::to_string(&view(&notes, Interface::default())).unwrap();
        for place in 1..=2 {
            // What the mark in the text has as its own id.
            let mark = serde_json::to_string(&Notes::reference(1, place)).unwrap();
            let id = Notes::reference_id(1, place);
            assert!(mark.contains(&format!("\"id\":\"{id}\"")), "{mark}");
            assert!(json.contains(&format!("\"href\":\"#{id}\"")), "{json}");
        }
        assert_eq!(json.matches("doc-backlink").count(), 2);
        assert!(json.contains("\"id\":\"note-2\""));
    }
}
