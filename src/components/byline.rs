//! The byline of a story.

use crate::route;
use frontpage_model::{BylinePart, Route};
use leptos::prelude::*;

/// Renders a byline, `By the World desk`, with each author linked to their page.
pub fn byline(parts: &[BylinePart]) -> AnyView {
    if parts.is_empty() {
        return ().into_any();
    }
    let parts = parts
        .iter()
        .map(|part| match &part.author {
            Some(author) => {
                let href = route::href(&Route::Author(author.clone(), None));
                view! { <a href=href rel="author">{part.text.clone()}</a> }.into_any()
            }
            None => part.text.clone().into_any(),
        })
        .collect_view();
    view! { <p class="byline article__byline">{parts}</p> }.into_any()
}
