//! The masthead at the top of every page.

use super::DateBar;
use crate::{data::Newspaper, messages, route};
use frontpage_model::{LocalTime, Route, SectionRef, Slug};
use leptos::prelude::*;

/// The section that the page on screen belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentSection {
    /// The section.
    pub slug: Slug,
    /// Whether the page on screen is the section's newest page.
    pub is_its_page: bool,
}

/// The masthead: the newspaper's name, linked to the front page, the sections and the date bar. On
/// a phone the sections scroll sideways.
#[component]
pub fn Masthead(
    /// The section that is marked as the current one.
    current_section: Memo<Option<CurrentSection>>,
    /// When the newest story on screen was published, for the date bar.
    newest: Option<LocalTime>,
) -> impl IntoView {
    let Newspaper { site } = expect_context();
    view! {
        <header class="masthead">
            <p class="masthead__plate">
                <a class="masthead__name" href=route::href(&Route::Front)>
                    {move || site.with(|site| site.name.clone())}
                </a>
            </p>
            <p class="masthead__tagline">{move || site.with(|site| site.tagline.clone())}</p>
            <nav class="masthead__sections" aria-label=messages::SECTIONS>
                <ul>
                    {move || {
                        site.with(|site| {
                            site.sections
                                .iter()
                                .map(|section| entry(section, current_section))
                                .collect_view()
                        })
                    }}
                </ul>
            </nav>
            <DateBar newest/>
        </header>
    }
}

fn entry(section: &SectionRef, current_section: Memo<Option<CurrentSection>>) -> AnyView {
    let route = Route::Section(section.slug.clone(), None);
    let slug = section.slug.clone();
    let current = move || {
        current_section.with(|current| {
            let current = current.as_ref().filter(|current| current.slug == slug)?;
            Some(if current.is_its_page { "page" } else { "true" })
        })
    };
    view! {
        <li>
            <a href=route::href(&route) aria-current=current>
                {section.name.clone()}
            </a>
        </li>
    }
    .into_any()
}
