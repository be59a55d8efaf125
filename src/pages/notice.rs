//! The notices that the reader sees in place of a page: not found, unreachable, unreadable, outdated.
//!
//! A button must be the first child of its element, because the offline page is published without
//! its buttons (`crates/render/src/lib.rs`).

use crate::{
    browser,
    components::interface_lang_of_page,
    data::{LoadError, Newspaper},
    messages, route,
};
use frontpage_model::Route;
use leptos::prelude::*;

/// Renders a notice that says why there is no page, and links to other pages. `on_retry` is called
/// when the reader presses *Try again*.
pub fn notice(error: &LoadError, on_retry: impl Fn() + 'static) -> AnyView {
    let failed = |headline, text| {
        let class = "notice notice--error";
        let button = (messages::TRY_AGAIN, Box::new(on_retry) as Box<dyn Fn()>);
        with_button(class, headline, text, button, ways_on())
    };
    match error {
        LoadError::NotFound => not_found(),
        LoadError::Newer(_) => with_button(
            "notice notice--outdated",
            messages::NEWER_EDITION,
            messages::NEWER_EDITION_TEXT,
            (messages::LOAD_ANEW, Box::new(browser::document::reload)),
            ().into_any(),
        ),
        LoadError::Unreadable { .. } => failed(messages::UNREADABLE, messages::UNREADABLE_TEXT),
        LoadError::Unreachable(_) | LoadError::Status(_) => {
            failed(messages::UNREACHABLE, messages::UNREACHABLE_TEXT)
        }
    }
}

fn not_found() -> AnyView {
    view! {
        <div class="notice notice--not-found" lang=interface_lang_of_page()>
            <p class="notice__code">"404"</p>
            <h1 tabindex="-1">"Page not found"</h1>
            <p>
                "There is nothing at this address. It may have a mistake in it, or the story was withdrawn."
            </p>
            {ways_on()}
        </div>
    }
    .into_any()
}

/// Renders a notice with a button, which is given by its label and what it does.
fn with_button(
    class: &'static str,
    headline: &'static str,
    text: &'static str,
    (label, on_click): (&'static str, Box<dyn Fn()>),
    rest: AnyView,
) -> AnyView {
    view! {
        <div class=class lang=interface_lang_of_page()>
            <h1 tabindex="-1">{headline}</h1>
            <p>{text}</p>
            <p>
                <button type="button" on:click=move |_| on_click()>
                    {label}
                </button>
            </p>
            {rest}
        </div>
    }
    .into_any()
}

/// Renders links to the front page and the sections.
fn ways_on() -> AnyView {
    let Newspaper { site } = expect_context();
    let interface = interface_lang_of_page();
    // The names of the sections are in the newspaper's language.
    let site_lang = interface.map(|_| site.with_untracked(|site| site.lang.clone()));
    view! {
        <h2>"Ways on"</h2>
        <ul class="notice__ways" lang=site_lang>
            <li lang=interface><a href=route::href(&Route::Front)>{messages::FRONT_PAGE}</a></li>
            {move || {
                site.get()
                    .sections
                    .iter()
                    .map(|section| {
                        let href = route::href(&Route::Section(section.slug.clone(), None));
                        view! { <li><a href=href>{section.name.clone()}</a></li> }
                    })
                    .collect_view()
            }}
        </ul>
    }
    .into_any()
}
