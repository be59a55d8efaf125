//! Writes the elements of laid-out blocks where there are neither styles nor scripts.

use super::Markup;
use frontpage_model::{AttributeName, Element, ElementName, Inline, plain_text};

/// Where a laid-out block is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewPlace {
    /// In a feed. Feed readers drop elements that they do not know, and cannot follow links within a story.
    Feed,
    /// In a chapter of an e-book.
    Book,
}

/// Writes an element of a laid-out block; `inner` writes a text. Drawings are left out, because the block
/// also has their content as text. Parts that are folded on a page are open here.
pub fn view_element(
    out: &mut Markup,
    element: &Element,
    place: ViewPlace,
    inner: &mut dyn FnMut(&mut Markup, &[Inline]),
) {
    let name = match element.name {
        // Feeds and books have their own players, links or pictures instead of these.
        ElementName::SVG
        | ElementName::VIDEO
        | ElementName::AUDIO
        | ElementName::PICTURE
        | ElementName::IMG => return,
        // Nothing else is in it.
        ElementName::DETAILS | ElementName::FIGURE if plain_text(&element.children).is_empty() => {
            return;
        }
        ElementName::A if place == ViewPlace::Feed => {
            inner(out, &element.children);
            return;
        }
        ElementName::ASIDE | ElementName::SECTION | ElementName::DETAILS => ElementName::DIV,
        ElementName::SUMMARY => ElementName::P,
        name => name,
    };
    let is_kept = |name: &AttributeName| {
        let is_about_text = matches!(
            *name,
            AttributeName::DATETIME
                | AttributeName::LANG
                | AttributeName::DIR
                | AttributeName::COLSPAN
                | AttributeName::ROWSPAN
                | AttributeName::SCOPE
        );
        // For the style of the book, and for its notes.
        let is_of_book = matches!(
            *name,
            AttributeName::CLASS | AttributeName::ID | AttributeName::HREF | AttributeName::ROLE
        );
        is_about_text || is_of_book && place == ViewPlace::Book
    };
    let mut attributes = Vec::new();
    for (name, value) in &element.attributes.0 {
        if is_kept(name) {
            attributes.push((name.as_str(), Some(&**value)));
            // XHTML has both (EPUB 3.3 §3.3).
            if *name == AttributeName::LANG && place == ViewPlace::Book {
                attributes.push(("xml:lang", Some(value)));
            }
        }
    }
    out.element(name.as_str(), &attributes, |out| {
        inner(out, &element.children)
    });
}
