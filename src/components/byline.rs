//! The byline of a story.

use crate::{
    route,
    view::{StaticView, static_view},
};
use frontpage_model::{BylinePart, Route};

/// Renders a byline, `By the World desk`, with each author linked to their page.
pub fn byline(parts: &[BylinePart]) -> StaticView {
    if parts.is_empty() {
        return StaticView::default();
    }
    let parts = parts
        .iter()
        .map(|part| match &part.author {
            Some(author) => {
                let href = route::href(&Route::Author(author.clone(), None));
                static_view! { <a href=href rel="author">{part.text.clone()}</a> }
            }
            None => part.text.clone().into(),
        })
        .collect::<StaticView>();
    static_view! { <p class="byline article__byline">{parts}</p> }
}
