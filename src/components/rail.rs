//! A column of cards beside a story.

use super::{CardSize, card};
use crate::{load::LoadError, navigate::PageLoader, route};
use frontpage_model::{Page, RAIL_CARDS, Route, Slug};
use leptos::prelude::*;
use std::sync::Arc;

/// *Popular*, or the newest stories with a tag. Shows what is known at once, then refreshes itself
/// in place; the space of its cards is taken before they come.
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
    let known: RwSignal<Option<Result<Arc<Page>, LoadError>>> =
        RwSignal::new(loader.remembered(&file).map(Ok));
    Effect::new(move |_| {
        let flight = loader.load(&file);
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            let fresh = flight.await;
            // an old rail is better than none
            if known.with_untracked(|known| {
                known.is_none() || fresh.is_ok() && *known != Some(fresh.clone())
            }) {
                known.set(Some(fresh));
            }
        });
    });
    let class = if tag.is_some() {
        "rail rail--tag"
    } else {
        "rail rail--popular"
    };
    let heading = match &tag {
        Some(tag) => {
            let href = route::href(&Route::Tag(tag.clone(), None));
            view! { <a href=href>{name.clone()}</a> }.into_any()
        }
        None => name.clone().into_any(),
    };
    view! {
        <aside class=class aria-label=name>
            <h2 class="rail__name">{heading}</h2>
            <div class="rail__cards">{move || known.with(|known| cards(known.as_ref(), &reading))}</div>
        </aside>
    }
}

fn cards(known: Option<&Result<Arc<Page>, LoadError>>, reading: &Route) -> AnyView {
    match known {
        None => (0..RAIL_CARDS)
            .map(|_| view! { <div class="rail__card rail__card--coming"></div> })
            .collect_view()
            .into_any(),
        Some(Ok(page)) => match &**page {
            Page::Rail(rail) => rail
                .cards
                .iter()
                .filter(|card| card.url != *reading)
                .take(RAIL_CARDS)
                .map(|story| card(story, CardSize::Rail))
                .collect_view()
                .into_any(),
            _ => missing(),
        },
        Some(Err(_)) => missing(),
    }
}

fn missing() -> AnyView {
    view! { <p class="rail__missing">"These stories could not be loaded."</p> }.into_any()
}
