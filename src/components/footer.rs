//! The footer of every page.

use crate::{data::Newspaper, route};
use frontpage_model::Route;
use leptos::prelude::*;

/// The footer: the newspaper's name, the sections again and the copyright.
#[component]
pub fn Footer() -> impl IntoView {
    let Newspaper { site } = expect_context();
    view! {
        <footer class="colophon">
            <p class="colophon__name">
                <a href=route::href(&Route::Front)>{move || site.with(|site| site.name.clone())}</a>
            </p>
            <ul class="colophon__sections">
                {move || {
                    site.get()
                        .sections
                        .iter()
                        .map(|section| {
                            let route = Route::Section(section.slug.clone(), None);
                            view! {
                                <li>
                                    <a href=route::href(&route)>{section.name.clone()}</a>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <p class="colophon__copyright">
                {move || site.with(|site| site.copyright.clone())}
            </p>
        </footer>
    }
}
