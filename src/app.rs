//! The app: what happens on a page once the app runs.

use crate::{
    browser::{document, elements, intent},
    components::{keep_today, mount_button, mount_share_buttons},
    data::{Loader, Network, Newspaper, PageLoader, prefetch_on_intent},
    effect::effect,
    navigation::{Announcer, Content, CurrentPage, CurrentSection, MAIN, Navigator, Screen},
    pages::{self, PublishedShell, Rails},
    route,
    view::{StaticView, StaticViewState},
};
use frontpage_model::{Page, Route, popular_path, rail_path};
use leptos::prelude::*;
use leptos_router::components::Router;
use std::sync::Arc;

/// The root component of the app. `published` is the published page that is on screen.
///
/// It has no elements of its own: it adopts those of the published page, or builds them, and keeps
/// them up to date.
pub fn app(published: Option<CurrentPage>) -> impl IntoView {
    view! {
        <Router base=route::base()>
            <App published/>
        </Router>
    }
}

#[component]
fn App(published: Option<CurrentPage>) -> impl IntoView {
    let loader: PageLoader = Loader::new(Network::new());
    let newspaper = Newspaper::from_document();
    provide_context(newspaper);
    let navigator = Navigator::new(
        loader.clone(),
        newspaper,
        Announcer::default(),
        published.map(Arc::new),
    );
    if navigator.published_page().is_none() {
        keep_shell(newspaper);
    }
    keep_page(navigator.clone(), loader.clone());
    keep_today(newspaper);
    keep_current_section(navigator.screen, newspaper);
    navigator.follow_address();
    prefetch_on_intent(loader);
}

/// Builds the shell. When the newspaper's own data has loaded, rebuilds the parts that change.
fn keep_shell(Newspaper { site }: Newspaper) {
    let mut state: Option<StaticViewState> = None;
    effect(move || {
        let shell = site.with(|site| {
            pages::shell(site, None, PublishedShell::default(), StaticView::default())
        });
        match &mut state {
            Some(state) => shell.rebuild(state),
            None => state = elements::build("body", shell),
        }
    });
}

/// Keeps the mark of the current section in the masthead.
fn keep_current_section(screen: RwSignal<Screen>, Newspaper { site }: Newspaper) {
    effect(move || {
        let current = screen.with(Screen::section);
        site.with(|site| CurrentSection::mark(current.as_ref(), site));
    });
}

/// Shows the navigator's current page, and mounts its buttons and rails.
fn keep_page(navigator: Navigator, loader: PageLoader) {
    let screen = navigator.screen;
    let scrolls = RwSignal::new(0);
    intent::on_scroll(move || scrolls.update(|scrolls| *scrolls += 1));
    let mut state: Option<StaticViewState> = None;
    effect(move || {
        screen.with(|screen| {
            let is_waiting = matches!(screen, Screen::Skeleton(_));
            elements::set_attribute(MAIN, "aria-busy", is_waiting.then_some("true"));
            state = show(screen, state.take(), &navigator, &loader);
            if let Screen::Page(page) = screen {
                start_page(page, &navigator, &loader, scrolls);
            }
        });
    });
}

/// Puts a page on screen, and returns its state. `state` is that of the page it replaces; `None` if that
/// is the published page.
fn show(
    screen: &Screen,
    state: Option<StaticViewState>,
    navigator: &Navigator,
    loader: &PageLoader,
) -> Option<StaticViewState> {
    let view = match screen {
        Screen::Blank => StaticView::default(),
        Screen::Skeleton(route) => pages::skeleton(route.as_ref()),
        Screen::Page(page) => match &page.content {
            Content::Published(published) => {
                if let Some(mut state) = state {
                    state.unmount();
                    published.attach();
                }
                return None;
            }
            Content::Loaded(loaded) => {
                let rails = rails(loaded.as_deref().ok(), loader);
                pages::content(loaded, page.route.as_ref(), &rails)
            }
        },
    };
    match state {
        Some(mut state) => {
            view.rebuild(&mut state);
            Some(state)
        }
        None => {
            if let Some(published) = navigator.published_page() {
                published.detach();
            }
            elements::build(MAIN, view)
        }
    }
}

/// Returns the rails beside a story, as far as their data is in the cache.
fn rails(page: Option<&Page>, loader: &PageLoader) -> Rails {
    let Some(Page::Article(article)) = page else {
        return Rails::default();
    };
    let cached = |path: &str| loader.cached(path).map(Ok);
    Rails {
        popular: cached(&popular_path()),
        tag: article
            .rail
            .as_ref()
            .and_then(|tag| cached(&rail_path(&tag.slug))),
    }
}

/// Mounts the buttons of the page on screen, and refreshes the rails of a story.
fn start_page(
    page: &CurrentPage,
    navigator: &Navigator,
    loader: &PageLoader,
    scrolls: RwSignal<u32>,
) {
    if let Some(story @ Route::Article(..)) = &page.route {
        mount_share_buttons(&navigator.announcer);
        pages::refresh_rails(loader, story, scrolls);
    }
    let retrying = navigator.clone();
    mount_button(".notice--error [data-label]", move || retrying.retry());
    mount_button(".notice--outdated [data-label]", document::reload);
}
