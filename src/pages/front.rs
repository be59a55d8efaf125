//! The front page.

use crate::{
    components::{CardSize, card},
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Front, Route, Strip};

/// Renders the lead story, the other top stories, then the newest ones of each section. `name` is
/// that of the newspaper.
pub fn front(front: &Front, name: String) -> StaticView {
    let Some((lead, rest)) = front.top.split_first() else {
        return static_view! {
            <div class="front">
                <h1 class="unseen" tabindex="-1">{name}</h1>
                <p>{messages::NOTHING_PUBLISHED}</p>
            </div>
        };
    };
    static_view! {
        <div class="front">
            <h1 class="unseen" tabindex="-1">{name}</h1>
            <section class="front__top" aria-label=messages::TOP_STORIES>
                {card(lead, CardSize::Lead)}
                <div class="front__rest">
                    {rest.iter().map(|story| card(story, CardSize::Plain)).collect::<StaticView>()}
                </div>
            </section>
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
