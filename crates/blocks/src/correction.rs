//! A correction of an earlier version.

use crate::tree::{element, marked, words};
use frontpage_model::{AttributeName, Correction, Element, ElementName, Interface, Text, messages};

pub fn view(correction: &Correction, interface: Interface) -> Text {
    let label = vec![words(messages::CORRECTION.text())];
    let label = element(ElementName::STRONG, "correction__name", label);
    let mut text = vec![marked(label, interface).into(), words(" ")];
    if let Some(day) = correction.day {
        let time = Element::new(ElementName::TIME, vec![words(day.text())])
            .with(AttributeName::DATETIME, day.to_string());
        text.push(marked(time, interface).into());
        text.push(words(messages::AFTER_CORRECTION_DATE.text()));
    }
    text.extend(correction.text.clone());
    let paragraph = Element::new(ElementName::P, text);
    let note = element(ElementName::DIV, "correction", vec![paragraph.into()])
        .with(AttributeName::ROLE, "note".to_owned());
    vec![note.into()]
}
