//! The notices that the reader sees in place of a page: not found, unreachable, unreadable, outdated.

use crate::{
    components::interface_lang_of_page,
    data::{LoadError, Newspaper},
    messages, route,
    view::{StaticView, static_view},
};
use frontpage_model::{Route, SectionRef, messages::Message};
use leptos::prelude::*;

/// Renders a notice that says why there is no page, and links to other pages. Only the place of its button is
/// rendered; the app mounts the button there.
pub fn notice(error: &LoadError) -> StaticView {
    let failed = |headline, text| {
        let class = "notice notice--error";
        with_button(class, headline, text, messages::TRY_AGAIN, ways_on())
    };
    match error {
        LoadError::NotFound => not_found(),
        LoadError::Newer(_) => with_button(
            "notice notice--outdated",
            messages::NEWER_EDITION,
            messages::NEWER_EDITION_TEXT,
            messages::LOAD_ANEW,
            StaticView::default(),
        ),
        LoadError::Unreadable { .. } => failed(messages::UNREADABLE, messages::UNREADABLE_TEXT),
        LoadError::Unreachable(_) | LoadError::Status(_) => {
            failed(messages::UNREACHABLE, messages::UNREACHABLE_TEXT)
        }
    }
}

fn not_found() -> StaticView {
    static_view! {
        <div class="notice notice--not-found" lang=interface_lang_of_page()>
            <p class="notice__code">"404"</p>
            <h1 tabindex="-1">{messages::PAGE_NOT_FOUND}</h1>
            <p>{messages::NOT_FOUND_TEXT}</p>
            {ways_on()}
        </div>
    }
}

/// Renders a notice with the place of a button.
fn with_button(
    class: &'static str,
    headline: Message,
    text: Message,
    label: Message,
    rest: StaticView,
) -> StaticView {
    static_view! {
        <div class=class lang=interface_lang_of_page()>
            <h1 tabindex="-1">{headline}</h1>
            <p>{text}</p>
            <p data-label=label></p>
            {rest}
        </div>
    }
}

/// Renders links to the front page and the sections.
fn ways_on() -> StaticView {
    let Newspaper { site } = expect_context();
    let interface = interface_lang_of_page();
    // The names of the sections are in the newspaper's language.
    let site_lang = interface.map(|_| site.with_untracked(|site| site.lang.clone()));
    let section = |section: &SectionRef| {
        let href = route::href(&Route::Section(section.slug.clone(), None));
        static_view! { <li><a href=href>{section.name.clone()}</a></li> }
    };
    let sections =
        site.with_untracked(|site| site.sections.iter().map(section).collect::<StaticView>());
    static_view! {
        <h2>{messages::WAYS_ON}</h2>
        <ul class="notice__ways" lang=site_lang>
            <li lang=interface><a href=route::href(&Route::Front)>{messages::FRONT_PAGE}</a></li>
            {sections}
        </ul>
    }
}
