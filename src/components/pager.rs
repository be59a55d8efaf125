//! The pager, which links the pages of a listing.

use super::interface_lang_of_page;
use crate::{
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Listing, PageNumber, Route};

/// Renders the links to older and newer stories. `here` is the route of the page on screen.
pub fn pager(listing: &Listing, here: Option<&Route>) -> StaticView {
    let to = |page: Option<PageNumber>| match here {
        Some(Route::Section(slug, _)) => Some(Route::Section(slug.clone(), page)),
        Some(Route::Tag(slug, _)) => Some(Route::Tag(slug.clone(), page)),
        Some(Route::Author(slug, _)) => Some(Route::Author(slug.clone(), page)),
        Some(Route::Front | Route::Article(..) | Route::Edition(_)) | None => None,
    };
    let link = |page: Option<PageNumber>, rel: &'static str, words: messages::Message| {
        to(page).map(|route| static_view! { <a href=route::href(&route) rel=rel>{words}</a> })
    };
    let newest = listing
        .page
        .and_then(|_| link(None, "", messages::NEWEST_STORIES));
    let newer = listing
        .newer
        .and_then(|page| link(Some(page), "prev", messages::NEWER_STORIES));
    let older = listing
        .older
        .and_then(|page| link(Some(page), "next", messages::OLDER_STORIES));
    if newest.is_none() && older.is_none() {
        return StaticView::default();
    }
    static_view! { <nav class="pager" aria-label=messages::PAGES lang=interface_lang_of_page()>{newest} {newer} {older}</nav> }
}
