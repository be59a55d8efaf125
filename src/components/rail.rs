//! The rail, a column of cards beside a story.

use super::{CardSize, card, interface_lang_of_page};
use crate::{
    data::LoadError,
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Page, RAIL_CARDS, Route, TagRef};
use std::sync::Arc;

/// The data of a rail, or the error that kept it from loading; `None` until it has loaded.
pub type RailData = Option<Result<Arc<Page>, LoadError>>;

/// Renders the rail of the newest stories with a tag, or of *Popular* stories without one.
/// `current_story` is the story on screen, which the rail leaves out.
pub fn rail(tag: Option<&TagRef>, data: &RailData, current_story: &Route) -> StaticView {
    let class = if tag.is_some() {
        "rail rail--tag"
    } else {
        "rail rail--popular"
    };
    let (name, heading) = match tag {
        Some(tag) => {
            let href = route::href(&Route::Tag(tag.slug.clone(), None));
            let link = static_view! { <a href=href>{tag.name.clone()}</a> };
            (tag.name.clone(), link)
        }
        None => {
            let name = messages::POPULAR.text();
            (name.to_owned(), name.into())
        }
    };
    // A tag's name is in the newspaper's language, and *Popular* is in the language of the interface.
    let lang = tag.is_none().then(interface_lang_of_page).flatten();
    static_view! {
        <aside class=class aria-label=name>
            <h2 class="rail__name" lang=lang>{heading}</h2>
            <div class="rail__cards">{rail_cards(data, current_story)}</div>
        </aside>
    }
}

/// Renders the cards of a rail, or empty places of their size until they have loaded.
pub fn rail_cards(data: &RailData, current_story: &Route) -> StaticView {
    match data {
        None => (0..RAIL_CARDS)
            .map(|_| static_view! { <div class="rail__card rail__card--coming"></div> })
            .collect(),
        Some(Ok(page)) => match &**page {
            Page::Rail(rail) => rail
                .cards
                .iter()
                .filter(|card| card.url != *current_story)
                .take(RAIL_CARDS)
                .map(|story| card(story, CardSize::Rail))
                .collect(),
            Page::Front(_) | Page::Listing(_) | Page::Article(_) | Page::Site(_) => missing(),
        },
        Some(Err(_)) => missing(),
    }
}

fn missing() -> StaticView {
    static_view! {
        <p class="rail__missing" lang=interface_lang_of_page()>{messages::RAIL_MISSING}</p>
    }
}
