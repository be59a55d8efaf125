//! The listings of a section, a tag or an author.

use crate::{
    components::{CardSize, card, interface_lang_of_page, pager},
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Listing, ListingKind, Route};

/// Renders a page of a listing. The newest page of a section opens with a lead story. `here` is the
/// route of the page on screen.
pub fn listing(listing: &Listing, here: Option<&Route>) -> StaticView {
    let lang = interface_lang_of_page();
    let kind = match listing.kind {
        ListingKind::Section => None,
        ListingKind::Tag => Some(messages::TOPIC),
        ListingKind::Author => Some(messages::BY),
    };
    let kind = kind.map(|kind| static_view! { <p class="listing__kind" lang=lang>{kind}</p> });
    let number = listing.page.map(
        |page| static_view! { <p class="listing__page" lang=lang>{messages::PAGE_NUMBER.fill(&[&messages::number(page.get())])}</p> },
    );
    let description = (!listing.description.is_empty())
        .then(|| static_view! { <p class="listing__about">{listing.description.clone()}</p> });
    // The part `follow` reads the list to follow from the query of this address.
    let follow = here.map(|here| {
        let href = route::file(&["/following?", &here.to_string()].concat());
        static_view! { <a class="listing__follow" href=href data-part="follow" rel="external" lang=lang>{messages::FOLLOW}</a> }
    });
    let leads = listing.kind == ListingKind::Section && listing.page.is_none();
    let (lead, rest) = match listing.cards.split_first() {
        Some((lead, rest)) if leads => (Some(card(lead, CardSize::Lead)), rest),
        _ => (None, &listing.cards[..]),
    };
    let empty = listing
        .cards
        .is_empty()
        .then(|| static_view! { <p class="listing__about">{messages::NOTHING_PUBLISHED_HERE}</p> });
    static_view! {
        <div class="listing">
            <header class="listing__head">
                {kind} <h1 class="listing__name" tabindex="-1">{listing.name.clone()}</h1> {description} {number} {follow}
            </header>
            {empty} {lead}
            <h2 class="unseen">{messages::STORIES}</h2>
            <div class="listing__cards">
                {rest.iter().map(|story| card(story, CardSize::Plain)).collect::<StaticView>()}
            </div>
            {pager(listing, here)}
        </div>
    }
}
