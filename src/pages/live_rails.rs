//! The rails of the story on screen, which are refreshed.

use crate::{
    browser::elements,
    components::{RailData, rail_cards},
    data::PageLoader,
    effect::effect,
    route,
};
use frontpage_model::{Route, popular_path, rail_path};
use leptos::prelude::{Get, RwSignal};

/// Loads the rails beside the story on screen once the reader is near them, and changes the cards that
/// differ. Does nothing where there is no rail. `scrolls` changes when the page is scrolled.
pub fn refresh_rails(loader: &PageLoader, current_story: &Route, scrolls: RwSignal<u32>) {
    let (loader, current_story) = (loader.clone(), current_story.clone());
    let mut is_done = false;
    effect(move || {
        if is_done {
            return;
        }
        // A rail without cards loads immediately.
        let is_empty = elements::has_match(".rail__card--coming");
        if !is_empty && elements::is_far_below(".rail__card") {
            scrolls.get();
            return;
        }
        is_done = true;
        refresh(&loader, ".rail--popular", popular_path(), &current_story);
        let tag = elements::attribute(".rail--tag .rail__name a", "href");
        if let Some(Route::Tag(tag, _)) = tag.and_then(|href| route::read(&href)) {
            refresh(&loader, ".rail--tag", rail_path(&tag), &current_story);
        }
    });
}

/// Refreshes the rail that matches `rail`, whose data file is `file`.
fn refresh(loader: &PageLoader, rail: &'static str, file: String, current_story: &Route) {
    if !elements::has_match(rail) {
        return;
    }
    let current_story = current_story.clone();
    let request = loader.load(&file);
    leptos::task::spawn_local_scoped_with_cancellation(async move {
        let data = request.await;
        let place = [rail, " .rail__cards"].concat();
        // Don't replace cards with an error, and don't change them while the reader may be about to
        // click on one.
        let is_empty = elements::has_match(&[&place, " .rail__card--coming"].concat());
        let is_in_use = || elements::has_match(&[rail, ":is(:hover, :focus-within)"].concat());
        if is_empty || (data.is_ok() && !is_in_use()) {
            let data: RailData = Some(data);
            elements::update_children(&place, rail_cards(&data, &current_story));
        }
    });
}
