//! The rail, a column of cards beside a story.

use super::{CardSize, card, interface_lang_of_page};
use crate::{data::LoadError, messages, route};
use frontpage_model::{Card, Page, RAIL_CARDS, Rail as Cards, Route, Slug};
use leptos::prelude::*;
use std::sync::Arc;

/// The data of a rail, or the error that kept it from loading; `None` until it has loaded.
pub type RailData = Option<Result<Arc<Page>, LoadError>>;

/// The rail of *Popular* stories, or of the newest ones with a tag.
///
/// The space of its cards is reserved before they have loaded. When `data` changes, the cards
/// change in place.
#[component]
pub fn Rail(
    /// The heading.
    name: String,
    /// The tag; `None` for *Popular*.
    tag: Option<Slug>,
    /// The data.
    data: RwSignal<RailData>,
    /// The story on screen, which the rail leaves out.
    current_story: Route,
) -> impl IntoView {
    let class = if tag.is_some() {
        "rail rail--tag"
    } else {
        "rail rail--popular"
    };
    let older = data.with_untracked(|data| data.as_ref()?.as_ref().ok().cloned());
    let heading = match &tag {
        Some(tag) => {
            let href = route::href(&Route::Tag(tag.clone(), None));
            view! { <a href=href>{name.clone()}</a> }.into_any()
        }
        None => name.clone().into_any(),
    };
    // A tag's name is in the newspaper's language, *Popular* in that of the interface.
    let lang = tag.is_none().then(interface_lang_of_page).flatten();
    view! {
        <aside class=class aria-label=name>
            <h2 class="rail__name" lang=lang>{heading}</h2>
            <div class="rail__cards">{move || data.with(|data| cards(data.as_ref(), older.as_deref(), &current_story))}</div>
        </aside>
    }
}

/// Returns the cards that a rail shows beside the story on screen.
fn shown<'a>(rail: &'a Cards, current_story: &'a Route) -> impl Iterator<Item = &'a Card> {
    let others = rail.cards.iter().filter(|card| card.url != *current_story);
    others.take(RAIL_CARDS)
}

fn cards(
    data: Option<&Result<Arc<Page>, LoadError>>,
    older: Option<&Page>,
    current_story: &Route,
) -> AnyView {
    let older: Vec<_> = match older {
        Some(Page::Rail(rail)) => shown(rail, current_story).collect(),
        Some(Page::Front(_) | Page::Listing(_) | Page::Article(_) | Page::Site(_)) | None => {
            Vec::new()
        }
    };
    match data {
        None => (0..RAIL_CARDS)
            .map(|_| view! { <div class="rail__card rail__card--coming"></div> })
            .collect_view()
            .into_any(),
        Some(Ok(page)) => match &**page {
            Page::Rail(rail) => shown(rail, current_story)
                .enumerate()
                .map(|(place, story)| {
                    let card = card(story, CardSize::Rail);
                    if older.get(place) == Some(&story) {
                        card
                    } else {
                        // Wrap it in another type, so that it gets new elements. Leptos would reuse
                        // those of another story, and the reader would see them move.
                        Some(card).into_any()
                    }
                })
                .collect_view()
                .into_any(),
            Page::Front(_) | Page::Listing(_) | Page::Article(_) | Page::Site(_) => missing(),
        },
        Some(Err(_)) => missing(),
    }
}

fn missing() -> AnyView {
    view! { <p class="rail__missing" lang=interface_lang_of_page()>{messages::RAIL_MISSING}</p> }
        .into_any()
}
