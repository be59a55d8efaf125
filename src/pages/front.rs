//! The front page.

use crate::{
    components::{CardSize, card},
    messages, route,
};
use frontpage_model::{Front, Route, Strip};
use leptos::prelude::*;

/// Renders the lead story, the other top stories, then the newest ones of each section. `name` is
/// that of the newspaper.
pub fn front(front: &Front, name: String) -> AnyView {
    let Some((lead, rest)) = front.top.split_first() else {
        return view! {
            <div class="front">
                <h1 class="unseen" tabindex="-1">{name}</h1>
                <p>"No stories have been published yet."</p>
            </div>
        }
        .into_any();
    };
    view! {
        <div class="front">
            <h1 class="unseen" tabindex="-1">{name}</h1>
            <section class="front__top" aria-label=messages::TOP_STORIES>
                {card(lead, CardSize::Lead)}
                <div class="front__rest">
                    {rest.iter().map(|story| card(story, CardSize::Plain)).collect_view()}
                </div>
            </section>
            {front.strips.iter().map(strip).collect_view()}
        </div>
    }
    .into_any()
}

fn strip(strip: &Strip) -> AnyView {
    let href = route::href(&Route::Section(strip.section.slug.clone(), None));
    view! {
        <section class="strip" aria-label=strip.section.name.clone()>
            <h2 class="strip__name"><a href=href>{strip.section.name.clone()}</a></h2>
            <div class="strip__cards">
                {strip.cards.iter().map(|story| card(story, CardSize::Plain)).collect_view()}
            </div>
        </section>
    }
    .into_any()
}
