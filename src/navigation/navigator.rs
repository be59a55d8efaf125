//! The navigator, which puts the steps of a navigation together.

use super::{
    Announcer, Content, CurrentPage, NavigationKind, NavigationRequest, PublishedPage, Screen,
    head, loading, reload_guard::reload_once, router_address::RouterAddress,
    scroll_memory::ScrollMemory,
};
use crate::{
    browser::{console, document, history, intent, timer, transition},
    data::{LoadError, Newspaper, PageLoader},
    effect::effect,
    route,
};
use frontpage_model::Route;
use futures::future::{AbortHandle, Either, abortable, join, select};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc, sync::Arc};

/// How long the old page stays on screen while the next one loads, in milliseconds.
pub const SKELETON_DELAY_MS: u32 = 150;

/// Loads pages and puts them on screen as the address changes.
///
/// A navigation loads the page data, swaps the page in, then sets the title, moves the focus,
/// announces the page and scrolls. The old page stays on screen for up to [`SKELETON_DELAY_MS`]. If
/// the new page takes longer, a skeleton of about the same size replaces the old page, and the new
/// one fades in over it. A new navigation cancels the one under way, together with its requests.
#[derive(Clone)]
pub struct Navigator {
    loader: PageLoader,
    /// The newspaper's own data.
    pub newspaper: Newspaper,
    /// Announces each page.
    pub announcer: Announcer,
    /// What is on screen.
    pub screen: RwSignal<Screen>,
    /// The published page that was on screen when the app started.
    published: Option<Arc<CurrentPage>>,
    /// How often the reader pressed *Try again*.
    retries: RwSignal<u32>,
    state: Rc<RefCell<State>>,
}

/// State that outlives a single navigation.
struct State {
    scroll: ScrollMemory,
    /// Cancels the latest navigation.
    abort_handle: Option<AbortHandle>,
    /// The number of navigations since the start, and so the number of the latest one.
    navigations: u32,
}

impl Navigator {
    /// Creates a navigator. `published` is the published page that is on screen.
    pub fn new(
        loader: PageLoader,
        newspaper: Newspaper,
        announcer: Announcer,
        published: Option<Arc<CurrentPage>>,
    ) -> Self {
        Self {
            loader,
            newspaper,
            announcer,
            screen: RwSignal::new(published.clone().map_or(Screen::Blank, Screen::Page)),
            published,
            retries: RwSignal::new(0),
            state: Rc::new(RefCell::new(State {
                scroll: ScrollMemory::load(),
                abort_handle: None,
                navigations: 0,
            })),
        }
    }

    /// Starts to navigate as the address changes. Must be called inside a `Router`.
    pub fn follow_address(&self) {
        let state = Rc::clone(&self.state);
        intent::on_leave(move || {
            state.borrow_mut().scroll.save();
            history::enable_scroll_restoration();
        });
        let state = Rc::clone(&self.state);
        intent::on_return(move || {
            if state.borrow().navigations > 0 {
                history::disable_scroll_restoration();
            }
        });
        let address = RouterAddress::new();
        let following = self.clone();
        let mut adopts_first_page = self.published.is_some();
        let mut latest: Option<NavigationRequest> = None;
        effect(move || {
            let request = address.request(following.retries.get());
            let on_screen = following
                .screen
                .with_untracked(|screen| screen.shows(&request.path));
            let path = request.path.clone();
            let kind = request.kind_after(latest.as_ref(), on_screen);
            latest = Some(request);
            let Some(kind) = kind else { return };
            if core::mem::take(&mut adopts_first_page) {
                following.adopt_first_page();
                return;
            }
            let navigation = following.clone().navigate(path, kind, address.clone());
            let (navigation, handle) = abortable(navigation);
            let overtaken = following.state.borrow_mut().abort_handle.replace(handle);
            if let Some(overtaken) = overtaken {
                overtaken.abort();
            }
            leptos::task::spawn_local(async move {
                // An error only says that a newer navigation canceled this one.
                let _ = navigation.await;
            });
        });
    }

    /// Returns the published page that was on screen when the app started.
    pub fn published_page(&self) -> Option<&PublishedPage> {
        match &self.published.as_ref()?.content {
            Content::Published(published) => Some(published),
            Content::Loaded(_) => None,
        }
    }

    /// Returns the published page if it is what a route names.
    fn published_at(&self, route: Option<&Route>) -> Option<Arc<CurrentPage>> {
        let published = self.published.clone()?;
        let is_named = route.is_some() && published.route.as_ref() == route;
        (is_named && published.content.is_found()).then_some(published)
    }

    /// Loads the page on screen once more, bypassing the caches.
    pub fn retry(&self) {
        self.retries.update(|retries| *retries += 1);
    }

    /// Adopts the page that was on screen before the app started, without moving anything.
    ///
    /// The browser restores the scroll position of such a page itself, except in a tab that it
    /// discarded in the background: there the saved position is used.
    fn adopt_first_page(&self) {
        self.screen.with_untracked(|screen| {
            if let Screen::Page(page) = screen {
                page.correct_address();
            }
        });
        let top = self.enter();
        if top > 0 && document::scroll_top() == 0 {
            document::scroll_to(top);
        }
        document::set_ready();
    }

    /// Loads the page at `path` and puts it on screen.
    async fn navigate(self, path: String, kind: NavigationKind, address: RouterAddress) {
        // Not before the first navigation: the browser itself scrolls a prerendered page, and may
        // still be doing so.
        history::disable_scroll_restoration();
        if kind == NavigationKind::History {
            self.leave(kind);
        }
        let number = {
            let mut state = self.state.borrow_mut();
            state.navigations += 1;
            state.navigations
        };
        let route = route::read(&path);
        if kind == NavigationKind::History
            && let Some(page) = self.published_at(route.as_ref())
            && !loading::is_cached(&self.loader, route.as_ref())
        {
            self.put_on_screen(page, path, kind, address, number).await;
            return;
        }
        let page = loading::request_page(&self.loader, route.as_ref(), kind);
        let site = loading::request_site(&self.loader, kind);
        let delay = std::pin::pin!(timer::wait(SKELETON_DELAY_MS));
        let mut waited = false;
        let (content, site) = match select(join(page, site), delay).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right((_, page_and_site)) => {
                waited = true;
                self.leave(kind);
                self.screen.set(Screen::Skeleton(route.clone()));
                leptos::task::tick().await;
                document::scroll_to(0);
                page_and_site.await
            }
        };
        let content = loading::or_cached(content, &self.loader, route.as_ref());
        if let Err(error) = &content
            && error.is_connection_error()
            && let Some(page) = self.published_at(route.as_ref())
        {
            self.leave(kind);
            self.put_on_screen(page, path, kind, address, number).await;
            return;
        }
        let content = site.and_then(|site| {
            self.newspaper.update(&site);
            loading::of_kind(content?, route.as_ref())
        });
        if let Err(error) = &content {
            if let LoadError::Newer(version) = error
                && reload_once(*version, &path)
            {
                return;
            }
            // Don't log a 404, which is not an error, nor a failed request, which the browser logs.
            if let LoadError::Unreadable { .. } | LoadError::Newer(_) = error {
                console::error(&error.to_string());
            }
        }
        self.leave(kind);
        let page = Arc::new(CurrentPage {
            path: path.clone(),
            route,
            content: Content::Loaded(content),
        });
        let put = self.put_on_screen(page, path, kind, address, number);
        // Skip the transition when the page was ready immediately: a transition takes three frames
        // before it shows anything of the new page.
        if waited && kind != NavigationKind::Initial {
            transition::run(put).await
        } else {
            put.await
        }
    }

    /// Puts a page on screen for the request of `path`, unless a newer navigation than `number` has
    /// started.
    ///
    /// All of this runs before the browser paints, so that no frame shows the new page at the old
    /// scroll position.
    async fn put_on_screen(
        self,
        page: Arc<CurrentPage>,
        path: String,
        kind: NavigationKind,
        address: RouterAddress,
        number: u32,
    ) {
        // A view transition can start late, when the reader has already gone elsewhere.
        if number != self.state.borrow().navigations {
            return;
        }
        let title = head::title(&page.content, &self.newspaper.site.get_untracked());
        self.screen.set(Screen::Page(page.clone()));
        leptos::task::tick().await;
        address.complete(&path, kind).await;
        self.finish(&page, &title, kind);
    }

    /// Finishes a navigation after the swap: sets the title and the addresses, moves the focus,
    /// announces the page and scrolls.
    fn finish(&self, page: &CurrentPage, title: &str, kind: NavigationKind) {
        page.correct_address();
        self.newspaper
            .site
            .with_untracked(|site| head::update(page, title, site));
        let top = self.enter();
        if kind != NavigationKind::Initial {
            document::focus_headline();
            self.announcer.announce(title);
        }
        if matches!(kind, NavigationKind::Initial | NavigationKind::History) {
            document::scroll_to(top);
        }
        document::set_ready();
    }

    /// Keeps the scroll position of the page on screen before the page is replaced.
    fn leave(&self, kind: NavigationKind) {
        self.state.borrow_mut().scroll.leave(kind);
    }

    /// Notes that the page of the current history entry is on screen. Returns its scroll position.
    fn enter(&self) -> u32 {
        self.state.borrow_mut().scroll.enter()
    }
}
