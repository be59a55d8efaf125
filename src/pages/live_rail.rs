//! A rail that loads its cards.

use crate::{
    browser,
    components::{Rail, RailData},
    data::PageLoader,
};
use frontpage_model::{Route, Slug};
use leptos::prelude::*;

/// Renders a rail that first shows the cards that are cached, then refreshes them in place, unless
/// the pointer or the focus is in it. `file` is the path of the rail's data file; the other
/// arguments are those of [`Rail`].
pub fn live_rail(
    name: String,
    tag: Option<Slug>,
    file: String,
    current_story: Route,
) -> impl IntoView {
    let loader: PageLoader = expect_context();
    let in_use = if tag.is_some() {
        ".rail--tag:is(:hover, :focus-within)"
    } else {
        ".rail--popular:is(:hover, :focus-within)"
    };
    let data: RwSignal<RailData> = RwSignal::new(loader.cached(&file).map(Ok));
    Effect::new(move |_| {
        let request = loader.load(&file);
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            let fresh = request.await;
            // Don't replace an old rail with an error, and don't change it while the reader may be
            // about to click on a card.
            let replaces = data.with_untracked(|known| match known {
                None => true,
                Some(known) => {
                    fresh.is_ok() && *known != fresh && !browser::document::has_match(in_use)
                }
            });
            if replaces {
                data.set(Some(fresh));
            }
        });
    });
    view! { <Rail name tag data current_story/> }
}
