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
    match error {
        LoadError::NotFound => not_found(),
        LoadError::Newer(_) => outdated(),
        LoadError::Unreadable { .. } => {
            failed(messages::UNREADABLE, messages::UNREADABLE_TEXT, on_retry)
        }
        LoadError::Unreachable(_) | LoadError::Status(_) => {
            failed(messages::UNREACHABLE, messages::UNREACHABLE_TEXT, on_retry)
        }
    }
}

fn not_found() -> AnyView {
    view! {
        <div class="notice notice--not-found" lang=interface_lang_of_page()>
            <p class="notice__code">{messages::NOT_FOUND_CODE}</p>
            <h1 tabindex="-1">{messages::PAGE_NOT_FOUND}</h1>
            <p>
                {messages::NOT_FOUND_TEXT}
            </p>
            {ways_on()}
        </div>
    }
    .into_any()
}

fn failed(headline: &'static str, words: &'static str, on_retry: impl Fn() + 'static) -> AnyView {
    view! {
        <div class="notice notice--error" lang=interface_lang_of_page()>
            <h1 tabindex="-1">{headline}</h1>
            <p>{words}</p>
            <p>
                <button type="button" on:click=move |_| on_retry()>
                    {messages::TRY_AGAIN}
                </button>
            </p>
            {ways_on()}
        </div>
    }
    .into_any()
}

fn outdated() -> AnyView {
    view! {
        <div class="notice notice--outdated" lang=interface_lang_of_page()>
            <h1 tabindex="-1">{messages::NEWER_EDITION}</h1>
            <p>
                {messages::NEWER_EDITION_TEXT}
            </p>
            <p>
                <button type="button" on:click=|_| browser::document::reload()>
                    {messages::LOAD_ANEW}
                </button>
            </p>
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
        <h2>{messages::WAYS_ON}</h2>
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
