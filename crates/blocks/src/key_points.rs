//! The most important points of a story, in a box.

use crate::tree::{element, marked, words};
use frontpage_model::{AttributeName, Element, ElementName, Interface, KeyPoints, Text, messages};

pub fn view(key_points: &KeyPoints, interface: Interface) -> Text {
    let KeyPoints { heading, points } = key_points;
    // This is not a heading element, because the box is a summary, and not a section in the story's outline.
    let heading = if heading.is_empty() {
        let heading = vec![words(messages::KEY_POINTS.text())];
        marked(
            element(ElementName::P, "key-points__name", heading),
            interface,
        )
    } else {
        element(ElementName::P, "key-points__name", heading.clone())
    };
    let items = points
        .iter()
        .map(|point| Element::new(ElementName::LI, point.clone()).into());
    let list = Element::new(ElementName::UL, items.collect());
    // The box is a group and not a landmark, because a story has landmarks of its own.
    let name = frontpage_model::plain_text(&heading.children);
    let points = element(
        ElementName::DIV,
        "key-points",
        vec![heading.into(), list.into()],
    )
    .with(AttributeName::ROLE, "group".to_owned())
    .with(AttributeName::ARIA_LABEL, name);
    vec![points.into()]
}
