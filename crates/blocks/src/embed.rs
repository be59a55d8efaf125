//! A link card for content on another site.

use crate::tree::{element, words};
use frontpage_model::{Element, ElementName, Embed, Inline, LINK_CARD, LinkText, Text};

pub fn view(embed: &Embed) -> Text {
    let Embed { href, title, note } = embed;
    let mut parts = Text::new();
    // Without a host, it is a page of this newspaper.
    if let Some(host) = href.host() {
        parts.push(element(ElementName::P, "embed-card__host", vec![words(host)]).into());
    }
    let link = Inline::Link(LinkText {
        href: href.clone(),
        text: vec![words(title)],
    });
    parts.push(element(ElementName::P, "embed-card__title", vec![link]).into());
    if !note.is_empty() {
        parts.push(element(ElementName::P, "embed-card__note", note.clone()).into());
    }
    let card: Element = element(ElementName::DIV, LINK_CARD, parts);
    vec![card.into()]
}
