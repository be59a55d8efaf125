//! A column of cards beside a story.

use super::{CardSize, card, interface_lang_of_page};
use crate::{browser, load::LoadError, navigate::PageLoader, route};
use frontpage_model::{Card, Page, RAIL_CARDS, Rail as Cards, Route, Slug};
use leptos::prelude::*;
use std::sync::Arc;

/// *Popular*, or the newest stories with a tag. Shows what is known at once, then refreshes itself
/// in place, but not under the reader's hand; the space of its cards is taken before they come.
#[component]
pub fn Rail(
    /// What the rail is called.
    name: String,
    /// The tag; none for *Popular*.
    tag: Option<Slug>,
    /// The rail's file.
    file: String,
    /// The story being read: never in the rail.
    reading: Route,
) -> impl IntoView {
    let loader: PageLoader = expect_context();
    let (class, at_hand) = if tag.is_some() {
        ("rail rail--tag", ".rail--tag:is(:hover, :focus-within)")
    } else {
        (
            "rail rail--popular",
            ".rail--popular:is(:hover, :focus-within)",
        )
    };
    let older = loader.remembered(&file);
    let known: RwSignal<Option<Result<Arc<Page>, LoadError>>> =
        RwSignal::new(older.clone().map(Ok));
    Effect::new(move |_| {
        let flight = loader.load(&file);
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            let fresh = flight.await;
            // an old rail is better than none, and than another story where a click is about to go
            let welcome = known.with_untracked(|known| match known {
                None => true,
                Some(known) => fresh.is_ok() && *known != fresh && !browser::document::has(at_hand),
            });
            if welcome {
                known.set(Some(fresh));
            }
        });
    });
    let heading = match &tag {
        Some(tag) => {
            let href = route::href(&Route::Tag(tag.clone(), None));
            view! { <a href=href>{name.clone()}</a> }.into_any()
        }
        None => name.clone().into_any(),
    };
    // A tag's name is the newspaper's word, *Popular* the interface's.
    let lang = tag.is_none().then(interface_lang_of_page).flatten();
    view! {
        <aside class=class aria-label=name>
            <h2 class="rail__name" lang=lang>{heading}</h2>
            <div class="rail__cards">{move || known.with(|known| cards(known.as_ref(), older.as_deref(), &reading))}</div>
        </aside>
    }
}

/// The stories that a rail shows to who reads one of them.
fn shown<'a>(rail: &'a Cards, reading: &'a Route) -> impl Iterator<Item = &'a Card> {
    let others = rail.cards.iter().filter(|card| card.url != *reading);
    others.take(RAIL_CARDS)
}

fn cards(
    known: Option<&Result<Arc<Page>, LoadError>>,
    older: Option<&Page>,
    reading: &Route,
) -> AnyView {
    let older: Vec<_> = match older {
        Some(Page::Rail(rail)) => shown(rail, reading).collect(),
        _ => Vec::new(),
    };
    match known {
        None => (0..RAIL_CARDS)
            .map(|_| view! { <div class="rail__card rail__card--coming"></div> })
            .collect_view()
            .into_any(),
        Some(Ok(page)) => match &**page {
            Page::Rail(rail) => shown(rail, reading)
                .enumerate()
                .map(|(place, story)| {
                    let card = card(story, CardSize::Rail);
                    if older.get(place) == Some(&story) {
                        card
                    } else {
                        // another type, so that it is built anew: the elements of another story,
                        // reused, would be seen to move
                        Some(card).into_any()
                    }
                })
                .collect_view()
                .into_any(),
            _ => missing(),
        },
        Some(Err(_)) => missing(),
    }
}

fn missing() -> AnyView {
    view! { <p class="rail__missing" lang=interface_lang_of_page()>"These stories could not be loaded."</p> }.into_any()
}
