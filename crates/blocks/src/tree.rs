//! Builds the trees of layouts.

use frontpage_model::{
    AttributeName, Block, Direction, Element, ElementName, Inline, Interface, List, Paragraph, Text,
};

/// Creates an element with the class that its style goes by.
pub fn element(name: ElementName, class: &str, children: Text) -> Element {
    Element::new(name, children).with(AttributeName::CLASS, class.to_owned())
}

/// Returns a text without formatting.
pub fn words(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

/// Returns the content of a `<figcaption>`: the caption, something after it, and the credit.
pub fn caption(caption: &Text, after: Option<Element>, credit: Option<&str>) -> Text {
    let caption = (!caption.is_empty())
        .then(|| element(ElementName::SPAN, "figure__caption", caption.clone()));
    let credit =
        credit.map(|credit| element(ElementName::SPAN, "figure__credit", vec![words(credit)]));
    let parts = [caption, after, credit].into_iter().flatten();
    let mut content = Text::new();
    for part in parts {
        if !content.is_empty() {
            content.push(words(" "));
        }
        content.push(part.into());
    }
    content
}

/// Marks the language of an element with words of the interface.
pub fn marked(element: Element, interface: Interface) -> Element {
    let Interface { lang, dir } = interface;
    element
        .with(AttributeName::LANG, lang.map(str::to_owned))
        .with(AttributeName::DIR, dir.map(str::to_owned))
}

/// Returns the elements of blocks that are inside another one: paragraphs and lists. The cleaner lets no
/// others in.
pub fn flow(blocks: &[Block]) -> Text {
    blocks.iter().filter_map(flow_element).collect()
}

fn flow_element(block: &Block) -> Option<Inline> {
    match block {
        Block::Paragraph(Paragraph { text, lang, dir }) => {
            let paragraph = Element::new(ElementName::P, text.clone())
                .with(AttributeName::LANG, lang.clone())
                .with(
                    AttributeName::DIR,
                    dir.map(Direction::as_str).map(str::to_owned),
                );
            Some(paragraph.into())
        }
        Block::List(entries) => Some(list(entries)),
        Block::Heading(_)
        | Block::Image(_)
        | Block::Gallery(_)
        | Block::Quote(_)
        | Block::Related(_)
        | Block::Rule
        | Block::Preformatted(_)
        | Block::LaidOut(_) => None,
    }
}

fn list(entries: &List) -> Inline {
    let items = entries.items.iter().map(|item| {
        let mut inside = item.text.clone();
        inside.extend(item.lists.iter().map(list));
        Element::new(ElementName::LI, inside).into()
    });
    let name = if entries.ordered {
        ElementName::OL
    } else {
        ElementName::UL
    };
    Element::new(name, items.collect()).into()
}
