//! Builds the trees of layouts.

use crate::Interface;
use frontpage_model::{AttributeName, Direction, Element, ElementName, Inline, Text};

/// Creates an element with the class that its style goes by.
pub fn element(name: ElementName, class: &str, children: Text) -> Element {
    Element::new(name, children).with(AttributeName::CLASS, class.to_owned())
}

/// Returns a text without formatting.
pub fn words(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

/// Marks the language of an element with words of the interface.
pub fn marked(element: Element, interface: Interface) -> Element {
    let Interface { lang, dir } = interface;
    element
        .with(AttributeName::LANG, lang.map(str::to_owned))
        .with(
            AttributeName::DIR,
            dir.map(Direction::as_str).map(str::to_owned),
        )
}
