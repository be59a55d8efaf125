//! The rails of the story on screen, which are refreshed.

use crate::{
    browser::elements,
    components::{RailData, rail_cards},
    data::PageLoader,
    route,
};
use frontpage_model::{Route, popular_path, rail_path};

/// Loads the rails beside the story on screen, and changes the cards that differ. Does nothing where
/// there is no rail.
pub fn refresh_rails(loader: &PageLoader, current_story: &Route) {
    refresh(loader, ".rail--popular", popular_path(), current_story);
    let tag = elements::attribute(".rail--tag .rail__name a", "href");
    if let Some(Route::Tag(tag, _)) = tag.and_then(|href| route::read(&href)) {
        refresh(loader, ".rail--tag", rail_path(&tag), current_story);
    }
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
