//! The masthead at the top of every page.

use crate::{
    components::interface_lang_of_page,
    messages,
    navigation::CurrentSection,
    route,
    view::{StaticView, static_view},
};
use frontpage_model::{Day, Period, Route, SectionRef, Site};

/// Renders the masthead: the newspaper's name, linked to the front page, the sections and the date
/// bar. On a phone the sections scroll sideways.
///
/// `edition` is the day that the date bar shows until a script replaces it by today's date. `search` is the
/// address of the search page. The app does not run there, so the browser loads that page.
pub fn masthead(
    site: &Site,
    current_section: Option<&CurrentSection>,
    edition: Option<Day>,
    search: Option<&str>,
) -> StaticView {
    let entry = |section: &SectionRef| {
        let href = route::href(&Route::Section(section.slug.clone(), None));
        let current = current_section
            .filter(|current| current.slug == section.slug)
            .map(CurrentSection::aria_current);
        static_view! { <li><a href=href aria-current=current>{section.name.clone()}</a></li> }
    };
    let edition = edition.map(|day| {
        let date = static_view! { <time datetime=day.to_string()>{day.text()}</time> };
        let href = route::href(&Route::edition(Period::Day(day)));
        static_view! { <a href=href>{messages::around(messages::EDITION_OF, date)}</a> }
    });
    let search = search.map(|href| {
        let (href, lang) = (href.to_owned(), interface_lang_of_page());
        static_view! { <a class="masthead__search" href=href rel="external" lang=lang>{messages::SEARCH}</a> }
    });
    static_view! {
        <header class="masthead">
            <p class="masthead__plate">
                <a class="masthead__name" href=route::href(&Route::Front)>{site.name.clone()}</a>
            </p>
            <p class="masthead__tagline">{site.tagline.clone()}</p>
            <nav class="masthead__sections" aria-label=messages::SECTIONS>
                <ul>{site.sections.iter().map(entry).collect::<StaticView>()}</ul>
            </nav>
            {search}
            <div class="date-bar" data-zone=site.time_zone.clone()>{edition}</div>
        </header>
    }
}
