//! The front page, of today or of a past day, and the calendars of editions.

use crate::{
    components::{CardSize, blocks, card, interface_lang_of_page},
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Front, Route, Strip};

/// Renders the lead story, the other top stories, then the newest ones of each section. `name` is the name
/// of the newspaper. An edition begins with its own name, its links and its calendars.
pub fn front(front: &Front, name: String) -> StaticView {
    let beginning = if front.name.is_empty() {
        static_view! { <h1 class="unseen" tabindex="-1">{name}</h1> }
    } else {
        static_view! {
            <div class="edition" lang=interface_lang_of_page()>
                <h1 class="listing__name" tabindex="-1">{front.name.clone()}</h1>
                {blocks(&front.blocks)}
            </div>
        }
    };
    let top = match front.top.split_first() {
        Some((lead, rest)) => static_view! {
            <section class="front__top" aria-label=messages::TOP_STORIES>
                {card(lead, CardSize::Lead)}
                <div class="front__rest">
                    {rest.iter().map(|story| card(story, CardSize::Plain)).collect::<StaticView>()}
                </div>
            </section>
        },
        None if front.name.is_empty() => static_view! { <p>{messages::NOTHING_PUBLISHED}</p> },
        None => StaticView::default(),
    };
    static_view! {
        <div class="front">
            {beginning}
            {top}
            {front.strips.iter().map(strip).collect::<StaticView>()}
        </div>
    }
}

fn strip(strip: &Strip) -> StaticView {
    let href = route::href(&Route::Section(strip.section.slug.clone(), None));
    static_view! {
        <section class="strip" aria-label=strip.section.name.clone()>
            <h2 class="strip__name"><a href=href>{strip.section.name.clone()}</a></h2>
            <div class="strip__cards">
                {strip.cards.iter().map(|story| card(story, CardSize::Plain)).collect::<StaticView>()}
            </div>
        </section>
    }
}
