//! What stands between the masthead and the footer: a page, or the notice in its place.

use super::{Rails, article, front, listing, notice};
use crate::{
    data::{Loaded, Newspaper},
    view::StaticView,
};
use frontpage_model::{Page, Route};
use leptos::prelude::*;

/// Renders a page, or the notice about the error that kept it from loading. `route` is the route of the
/// page. `rails` are the rails beside a story.
pub fn content(loaded: &Loaded, route: Option<&Route>, rails: &Rails) -> StaticView {
    match loaded.as_deref() {
        Ok(Page::Front(page)) => {
            let Newspaper { site } = expect_context();
            front(page, site.with_untracked(|site| site.name.clone()))
        }
        Ok(Page::Listing(page)) => listing(page, route),
        Ok(Page::Article(page)) => article(page, rails),
        // No address leads to these as pages.
        Ok(Page::Rail(_) | Page::Site(_)) => StaticView::default(),
        Err(error) => notice(error),
    }
}
