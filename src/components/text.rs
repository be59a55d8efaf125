//! Text with inline formatting.

use crate::route;
use frontpage_model::{Href, Inline, LinkText, Span, Text};
use leptos::prelude::*;

/// Renders a text. Elements are made of its typed pieces, never of HTML strings.
pub fn text(text: &Text) -> AnyView {
    text.iter().map(inline).collect_view().into_any()
}

fn inline(piece: &Inline) -> AnyView {
    match piece {
        Inline::Text(words) => words.clone().into_any(),
        Inline::Strong(inner) => view! { <strong>{text(inner)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{text(inner)}</em> }.into_any(),
        Inline::Link(link) => anchor(link),
        Inline::Code(inner) => view! { <code>{text(inner)}</code> }.into_any(),
        Inline::Subscript(inner) => view! { <sub>{text(inner)}</sub> }.into_any(),
        Inline::Superscript(inner) => view! { <sup>{text(inner)}</sup> }.into_any(),
        Inline::Span(Span {
            lang,
            dir,
            text: inner,
        }) => {
            let dir = dir.map(|dir| dir.as_str());
            view! { <span lang=lang.clone() dir=dir>{text(inner)}</span> }.into_any()
        }
        Inline::Break => view! { <br/> }.into_any(),
    }
}

fn anchor(link: &LinkText) -> AnyView {
    let (href, rel) = link_attributes(&link.href);
    view! { <a href=href rel=rel>{text(&link.text)}</a> }.into_any()
}

/// Returns the `href` and `rel` of a link in a story.
pub(super) fn link_attributes(href: &Href) -> (String, Option<&'static str>) {
    match href {
        Href::Internal(page) => (route::href(page), None),
        Href::External(url) => (url.clone(), Some("noopener external")),
    }
}
