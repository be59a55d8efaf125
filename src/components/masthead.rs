//! The masthead at the top of every page.

use super::DateBar;
use crate::{
    data::Newspaper,
    navigation::{Navigator, Screen},
    route,
};
use frontpage_model::{Page, Route, SectionRef, Slug};
use leptos::prelude::*;

/// The masthead: the newspaper's name, linked to the front page, the sections and the date bar. On
/// a phone the sections scroll sideways.
#[component]
pub fn Masthead() -> impl IntoView {
    let Newspaper { site } = expect_context();
    let Navigator { screen, .. } = expect_context();
    let here = Memo::new(move |_| screen.with(section_on_screen));
    view! {
        <header class="masthead">
            <p class="masthead__plate">
                <a class="masthead__name" href=route::href(&Route::Front)>
                    {move || site.with(|site| site.name.clone())}
                </a>
            </p>
            <p class="masthead__tagline">{move || site.with(|site| site.tagline.clone())}</p>
            <nav class="masthead__sections" aria-label="Sections">
                <ul>
                    {move || {
                        site.with(|site| {
                            site.sections.iter().map(|section| entry(section, here)).collect_view()
                        })
                    }}
                </ul>
            </nav>
            <DateBar/>
        </header>
    }
}

fn entry(section: &SectionRef, here: Memo<Option<(Slug, bool)>>) -> AnyView {
    let route = Route::Section(section.slug.clone(), None);
    let slug = section.slug.clone();
    let current = move || {
        here.with(|here| match here {
            Some((section, true)) if *section == slug => Some("page"),
            Some((section, false)) if *section == slug => Some("true"),
            _ => None,
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

/// Returns the section of the page on screen, and whether that page is the section's newest page.
fn section_on_screen(screen: &Screen) -> Option<(Slug, bool)> {
    let (route, page) = match screen {
        Screen::Page(page) => (page.route.as_ref(), page.content.as_deref().ok()),
        Screen::Skeleton(route) => (route.as_ref(), None),
        Screen::Blank => (None, None),
    };
    match (route, page) {
        (Some(Route::Section(slug, page)), _) => Some((slug.clone(), page.is_none())),
        (_, Some(Page::Article(article))) => Some((article.section.slug.clone(), false)),
        _ => None,
    }
}
