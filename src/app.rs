//! The app: the shell that all pages share, and the page inside it.

use crate::{
    components::{CurrentSection, Footer, Masthead, interface_lang_of_page},
    data::{Loader, Network, Newspaper, PageLoader, prefetch_on_intent},
    initial_state::InitialState,
    messages,
    navigation::{Announcer, CurrentPage, Navigator, Screen},
    pages, route,
};
use frontpage_model::{LocalTime, Page, Route};
use leptos::{either::Either, prelude::*};
use leptos_router::components::Router;

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
    let newspaper = Newspaper::from_cache(&loader);
    let announcer = Announcer::new();
    provide_context(loader.clone());
    provide_context(newspaper);
    let navigator = Navigator::start(loader.clone(), newspaper, announcer, initial_state.page);
    let screen = navigator.screen;
    prefetch_on_intent(loader);

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
    let current_section = Memo::new(move |_| screen.with(section_on_screen));
    let newest = screen.with_untracked(newest_on_screen);
    let lang = interface_lang_of_page();
    let waiting = move || screen.with(|screen| matches!(screen, Screen::Skeleton(_)));
    view! {
        // With `rel=external` the router leaves the link to the browser, which moves the focus, too.
        <a class="skip-link" href="#main" rel="external" lang=lang>{messages::SKIP_TO_NEWS}</a>
        <Masthead current_section newest/>
        <main id="main" class="page" tabindex="-1" aria-busy=move || waiting().then_some("true")>
            {move || with_new_elements(screen.with(|screen| on_screen(screen, &navigator)))}
        </main>
        <Footer/>
        <div class="announcer unseen" role="status" aria-live="polite">{announcer.text()}</div>
    }
}

fn on_screen(screen: &Screen, navigator: &Navigator) -> AnyView {
    match screen {
        Screen::Blank => ().into_any(),
        Screen::Skeleton(route) => pages::skeleton(route.as_ref()),
        Screen::Page(page) => current_page(page, navigator),
    }
}

fn current_page(page: &CurrentPage, navigator: &Navigator) -> AnyView {
    match page.content.as_deref() {
        Ok(Page::Front(front)) => {
            let Newspaper { site } = navigator.newspaper;
            pages::front(front, site.with_untracked(|site| site.name.clone()))
        }
        Ok(Page::Listing(listing)) => pages::listing(listing, page.route.as_ref()),
        Ok(Page::Article(article)) => pages::article(article, navigator.announcer),
        // No address names these as pages.
        Ok(Page::Rail(_) | Page::Site(_)) => ().into_any(),
        Err(error) => {
            let navigator = navigator.clone();
            pages::notice(error, move || navigator.retry())
        }
    }
}

/// Returns the section of the page on screen.
fn section_on_screen(screen: &Screen) -> Option<CurrentSection> {
    match (screen.route(), screen.data()) {
        (Some(Route::Section(slug, page)), _) => Some(CurrentSection {
            slug: slug.clone(),
            is_its_page: page.is_none(),
        }),
        (_, Some(Page::Article(article))) => Some(CurrentSection {
            slug: article.section.slug.clone(),
            is_its_page: false,
        }),
        (
            Some(Route::Front | Route::Article(..) | Route::Tag(..) | Route::Author(..)) | None,
            Some(Page::Front(_) | Page::Listing(_) | Page::Rail(_) | Page::Site(_)) | None,
        ) => None,
    }
}

/// Returns when the newest story on the front page was published, if that page is on screen.
fn newest_on_screen(screen: &Screen) -> Option<LocalTime> {
    match screen.data()? {
        Page::Front(front) => front.newest(),
        Page::Listing(_) | Page::Article(_) | Page::Rail(_) | Page::Site(_) => None,
    }
}
