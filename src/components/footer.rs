//! The footer of every page.

use crate::{
    route,
    view::{StaticView, static_view},
};
use frontpage_model::{Route, Site};

/// Renders the footer: the newspaper's name, the sections again, and the copyright. `tools` are the links to
/// pages on which the app does not run.
pub fn footer(site: &Site, tools: Option<StaticView>) -> StaticView {
    let sections = site
        .sections
        .iter()
        .map(|section| {
            let href = route::href(&Route::Section(section.slug.clone(), None));
            static_view! { <li><a href=href>{section.name.clone()}</a></li> }
        })
        .collect::<StaticView>();
    static_view! {
        <footer class="colophon">
            <p class="colophon__name">
                <a href=route::href(&Route::Front)>{site.name.clone()}</a>
            </p>
            <ul class="colophon__sections">{sections}</ul>
            {tools}
            <p class="colophon__copyright">{site.copyright.clone()}</p>
        </footer>
    }
}
