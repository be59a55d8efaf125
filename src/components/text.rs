//! Text with inline formatting.

use crate::{
    route,
    view::{StaticView, ViewBuilder, static_view},
};
use frontpage_model::{Element, Href, Inline, LinkText, Span, Text};

/// Renders a text. Elements are made of its typed pieces, never of HTML strings.
pub fn text(text: &Text) -> StaticView {
    text.iter().map(inline).collect::<StaticView>()
}

fn inline(piece: &Inline) -> StaticView {
    match piece {
        Inline::Text(words) => words.clone().into(),
        Inline::Strong(inner) => static_view! { <strong>{text(inner)}</strong> },
        Inline::Emphasis(inner) => static_view! { <em>{text(inner)}</em> },
        Inline::Link(link) => anchor(link),
        Inline::Code(inner) => static_view! { <code>{text(inner)}</code> },
        Inline::Subscript(inner) => static_view! { <sub>{text(inner)}</sub> },
        Inline::Superscript(inner) => static_view! { <sup>{text(inner)}</sup> },
        Inline::Span(Span {
            lang,
            dir,
            text: inner,
        }) => {
            let dir = dir.map(|dir| dir.as_str());
            static_view! { <span lang=lang.clone() dir=dir>{text(inner)}</span> }
        }
        Inline::Break => static_view! { <br/> },
        Inline::Element(element) => self::element(element),
    }
}

/// Renders an element that the publisher laid out.
fn element(element: &Element) -> StaticView {
    let mut view = ViewBuilder::default();
    view.open(element.name.as_str());
    for (name, value) in &element.attributes.0 {
        // A file of the site is below its base path.
        let value = if value.starts_with('/') {
            route::file(value)
        } else {
            value.clone()
        };
        view.attribute(name.as_str(), value);
    }
    view.child(text(&element.children));
    view.close();
    view.finish()
}

fn anchor(link: &LinkText) -> StaticView {
    let (href, rel) = link_attributes(&link.href);
    static_view! { <a href=href rel=rel>{text(&link.text)}</a> }
}

/// Returns the `href` and `rel` of a link in a story.
pub(super) fn link_attributes(href: &Href) -> (String, Option<&'static str>) {
    match href {
        Href::Internal(page) => (route::href(page), None),
        Href::External(url) => (url.clone(), Some("noopener external")),
    }
}
