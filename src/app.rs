//! The app: the shell that all pages share, and the page inside it.

use crate::{
    browser::{self, network::Network},
    components::{Footer, Masthead, interface_lang_of_page},
    initial_state::InitialState,
    load::{Loader, PrefetchQueue, Transport},
    navigate::{CurrentPage, Navigator, PageLoader, Screen},
    pages, route,
};
use frontpage_model::{Direction, Page, Site, rail_path, site_path};
use leptos::{either::Either, prelude::*};
use leptos_router::components::Router;
use std::{cell::Cell, rc::Rc, sync::Arc};

/// The root component of the app. `initial_state` is its initial state.
pub fn app(initial_state: InitialState) -> impl IntoView {
    view! {
        <Router base=route::base()>
            <Shell initial_state/>
        </Router>
    }
}

#[component]
fn Shell(initial_state: InitialState) -> impl IntoView {
    let loader: PageLoader = Loader::new(Network::new());
    loader.seed(initial_state.files);
    let site = match loader.cached(&site_path()).as_deref() {
        Some(Page::Site(site)) => site.clone(),
        _ => unknown_site(),
    };
    provide_context(loader.clone());
    let navigator = Navigator::start(loader.clone(), Arc::new(site), initial_state.page);
    provide_context(navigator.clone());
    prefetch_on_intent(loader);

    let Navigator {
        screen,
        announcement,
        ..
    } = navigator;
    // Alternate between two types, so that each page gets new elements. Leptos would reuse those of
    // a page of the same kind, and the reader would see them move.
    let is_left = StoredValue::new(false);
    let with_new_elements = move |page: AnyView| {
        is_left.update_value(|is_left| *is_left = !*is_left);
        if is_left.get_value() {
            Either::Left(page)
        } else {
            Either::Right(page)
        }
    };
    let lang = interface_lang_of_page();
    let waiting = move || screen.with(|screen| matches!(screen, Screen::Skeleton(_)));
    view! {
        // With `rel=external` the router leaves the link to the browser, which moves the focus, too.
        <a class="skip-link" href="#main" rel="external" lang=lang>"Skip to the news"</a>
        <Masthead/>
        <main id="main" class="page" tabindex="-1" aria-busy=move || waiting().then_some("true")>
            {move || with_new_elements(screen.with(on_screen))}
        </main>
        <Footer/>
        <div class="announcer unseen" role="status" aria-live="polite">{announcement}</div>
    }
}

fn on_screen(screen: &Screen) -> AnyView {
    match screen {
        Screen::Blank => ().into_any(),
        Screen::Skeleton(route) => pages::skeleton(route.as_ref()),
        Screen::Page(page) => current_page(page),
    }
}

fn current_page(page: &CurrentPage) -> AnyView {
    match page.content.as_deref() {
        Ok(Page::Front(front)) => pages::front(front),
        Ok(Page::Listing(listing)) => pages::listing(listing, page.route.as_ref()),
        Ok(Page::Article(article)) => pages::article(article),
        // No address names these as pages.
        Ok(Page::Rail(_) | Page::Site(_)) => ().into_any(),
        Err(error) => pages::notice(error),
    }
}

/// How long the pointer, a finger or the focus must stay on a link before it is prefetched, in
/// milliseconds. A pointer that only crosses a link stays for less.
const DWELL_MS: u32 = 65;

/// Prefetches the page of a link that the reader is about to follow, with the rail of its tag.
fn prefetch_on_intent(loader: PageLoader) {
    let queue = StoredValue::new(PrefetchQueue::default());
    let entered = Rc::new(Cell::new(0_u32));
    browser::intent::on_link(move |link| {
        let number = entered.get() + 1;
        entered.set(number);
        let Some(pathname) = link else { return };
        if browser::preferences::saves_data() {
            return;
        }
        let Some(file) = route::read(&pathname).map(|route| route.twin()) else {
            return;
        };
        if loader.cached_if_fresh(&file).is_some() {
            return;
        }
        let (loader, entered) = (loader.clone(), entered.clone());
        leptos::task::spawn_local(async move {
            Network::new().wait(DWELL_MS).await;
            if entered.get() != number {
                return;
            }
            let mut next = queue
                .try_update_value(|queue| queue.enqueue(file))
                .flatten();
            while let Some(path) = next {
                // Ignore errors. The reader sees them if they follow the link.
                let page = loader.prefetch(&path).await;
                if let Ok(Page::Article(article)) = page.as_deref()
                    && let Some(tag) = &article.rail
                {
                    let _ = loader.prefetch(&rail_path(&tag.slug)).await;
                }
                next = queue
                    .try_update_value(|queue| queue.finish(&path))
                    .flatten();
            }
        });
    });
}

/// The newspaper's data until it has loaded: only the name, from the page's head.
fn unknown_site() -> Site {
    Site {
        name: browser::document::meta("application-name").unwrap_or_default(),
        tagline: String::new(),
        description: String::new(),
        url: String::new(),
        lang: "en".into(),
        dir: Direction::Ltr,
        time_zone: String::new(),
        time_zone_label: String::new(),
        sections: Vec::new(),
        copyright: String::new(),
    }
}
