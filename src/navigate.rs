//! Navigation: loads the page for an address and puts it on screen.
//!
//! A navigation loads the page data, swaps the page in, then sets the title, moves the focus,
//! announces the page and scrolls. The old page stays on screen for up to [`SKELETON_DELAY_MS`]. If the
//! new page takes longer, a skeleton of about the same size replaces the old page, and the new one
//! fades in over it. A new navigation cancels the one under way, together with its requests.

use crate::{
    browser::{self, history, network::Network, storage, transition},
    load::{LoadError, Loaded, Loader, SharedRequest, Transport},
    navigation_request::{NavigationKind, NavigationRequest},
    reader::ScrollPositions,
    route,
};
use frontpage_model::{ListingKind, NOT_FOUND, Page, Route, Site, site_path};
use futures::{
    FutureExt,
    future::{AbortHandle, Either, abortable, ready, select},
};
use leptos::prelude::*;
use std::sync::Arc;

/// How long the old page stays on screen while the next one loads, in milliseconds.
pub const SKELETON_DELAY_MS: u32 = 150;

/// The loader that the app uses: it sends its requests through the browser.
pub type PageLoader = Loader<Network>;

/// What is on screen between the masthead and the footer.
#[derive(Clone)]
pub enum Screen {
    /// Nothing: the first page has not loaded yet.
    Blank,
    /// The outline of a page that is still loading; its route, if its address names a page.
    Skeleton(Option<Route>),
    /// A page, or the error notice in its place.
    Page(Arc<CurrentPage>),
}

/// The page on screen.
pub struct CurrentPage {
    /// The path that the reader requested.
    pub path: String,
    /// The route that the path names; `None` if no page can have this path.
    pub route: Option<Route>,
    /// The page data, or the error that kept it from loading.
    pub content: Loaded,
}

impl CurrentPage {
    /// Puts the page's own address into the address bar if another spelling of it is there. Does
    /// nothing if the path names no page or the page did not load.
    fn correct_address(&self) {
        if let (Some(route), Ok(_)) = (&self.route, &self.content) {
            let address = route::href(route);
            if route::is_in_address_bar(&address) {
                history::correct_path(&address);
            }
        }
    }
}

/// Loads pages and puts them on screen as the address changes.
#[derive(Clone)]
pub struct Navigator {
    loader: PageLoader,
    /// What is on screen.
    pub screen: RwSignal<Screen>,
    /// The newspaper's own data; placeholder values until it has loaded.
    pub site: RwSignal<Arc<Site>>,
    /// The text of the live region, which screen readers announce.
    pub announcement: RwSignal<String>,
    /// How often the reader pressed *Try again*.
    retries: RwSignal<u32>,
    memory: StoredValue<TabMemory>,
}

/// State that outlives a single navigation.
struct TabMemory {
    scrolls: ScrollPositions,
    /// The key of the history entry whose page is on screen; `None` while a skeleton is shown.
    on_screen: Option<u64>,
    /// Cancels the latest navigation.
    abort_handle: Option<AbortHandle>,
    /// The number of navigations since the start, and so the number of the latest one.
    navigations: u32,
}

impl TabMemory {
    /// Saves the scroll position of the page on screen.
    fn save_scroll(&mut self) {
        if let Some(key) = self.on_screen {
            self.scrolls.keep(key, browser::document::scroll_top());
        }
    }
}

impl Navigator {
    /// Starts to navigate as the address changes. `page` is the page that is already on screen.
    /// Must be called inside a `Router`.
    pub fn start(loader: PageLoader, site: Arc<Site>, page: Option<Arc<CurrentPage>>) -> Self {
        let mut adopts_first_page = page.is_some();
        let navigator = Self {
            loader,
            screen: RwSignal::new(page.map_or(Screen::Blank, Screen::Page)),
            site: RwSignal::new(site),
            announcement: RwSignal::new(String::new()),
            retries: RwSignal::new(0),
            memory: StoredValue::new(TabMemory {
                scrolls: ScrollPositions::load(),
                on_screen: None,
                abort_handle: None,
                navigations: 0,
            }),
        };
        let leaving = navigator.clone();
        browser::intent::on_leave(move || {
            // Keep `on_screen`: the browser may bring this page back from its back/forward cache.
            leaving.memory.update_value(|memory| {
                memory.save_scroll();
                memory.scrolls.save();
            });
            history::enable_scroll_restoration();
        });
        let returning = navigator.clone();
        browser::intent::on_return(move || {
            if returning.memory.with_value(|memory| memory.navigations > 0) {
                history::disable_scroll_restoration();
            }
        });
        let location = leptos_router::hooks::use_location();
        let following = navigator.clone();
        #[cfg(target_arch = "wasm32")]
        let provider = use_context::<leptos_router::location::BrowserUrl>();
        Effect::new(move |previous: Option<NavigationRequest>| {
            // The router sets `as_url` for every link, even for one to the current address, which
            // changes no other signal.
            #[cfg(target_arch = "wasm32")]
            if let Some(provider) = &provider {
                leptos_router::location::LocationProvider::as_url(provider).track();
            }
            let request = NavigationRequest {
                path: location.pathname.get(),
                query_and_fragment: [location.search.get(), location.hash.get()].concat(),
                retries: following.retries.get(),
            };
            let on_screen = following.screen.with_untracked(|screen| {
                matches!(screen, Screen::Page(page) if route::is_same_page(&page.path, &request.path))
            });
            let Some(kind) = request.kind_after(previous.as_ref(), on_screen) else {
                return request;
            };
            if core::mem::take(&mut adopts_first_page) {
                following.adopt_first_page();
                return request;
            }
            let path = request.path.clone();
            let navigation = following.clone().navigate(path, kind, {
                let location = location.clone();
                #[cfg(target_arch = "wasm32")]
                let provider = provider.clone();
                async move |path: &str| {
                    #[cfg(target_arch = "wasm32")]
                    if let Some(provider) = &provider {
                        leptos_router::location::LocationProvider::ready_to_complete(provider);
                    }
                    // The router writes the address in tasks that it spawns. Let them run first.
                    leptos::task::tick().await;
                    leptos::task::tick().await;
                    // The router's own list of addresses misses steps forward. After one it can
                    // take the address for written and skip it, so write it here. See
                    // docs/adr/0004-router-without-routes.md.
                    if kind == NavigationKind::Link && !route::is_in_address_bar(path) {
                        let (search, hash) = (location.search, location.hash);
                        history::push(path, &search.get_untracked(), &hash.get_untracked());
                    }
                }
            });
            let (navigation, handle) = abortable(navigation);
            following.memory.update_value(|memory| {
                if let Some(overtaken) = memory.abort_handle.replace(handle) {
                    overtaken.abort();
                }
            });
            leptos::task::spawn_local(async move {
                // An error only says that a newer navigation canceled this one.
                let _ = navigation.await;
            });
            request
        });
        navigator
    }

    /// Loads the page on screen once more, bypassing the caches.
    pub fn retry(&self) {
        self.retries.update(|retries| *retries += 1);
    }

    /// Takes over the page that was on screen before the app started, without moving anything.
    ///
    /// The browser restores the scroll position of such a page itself, except in a tab that it
    /// discarded in the background: there the saved position is used.
    fn adopt_first_page(&self) {
        self.screen.with_untracked(|screen| {
            if let Screen::Page(page) = screen {
                page.correct_address();
            }
        });
        let key = history::entry_key();
        let top = self.memory.try_update_value(|memory| {
            memory.on_screen = Some(key);
            memory.scrolls.position(key)
        });
        if let Some(top @ 1..) = top
            && browser::document::scroll_top() == 0
        {
            browser::document::scroll_to(top);
        }
        browser::document::set_ready();
    }

    /// Loads the page at `path` and puts it on screen. `complete` has the router write the address
    /// once the page is there.
    async fn navigate(
        self,
        path: String,
        kind: NavigationKind,
        complete: impl AsyncFn(&str) + 'static,
    ) {
        // Not before the first navigation: the browser itself scrolls a prerendered page, and may
        // still be doing so.
        history::disable_scroll_restoration();
        if kind == NavigationKind::History {
            self.save_scroll(kind);
        }
        let number = self.memory.try_update_value(|memory| {
            memory.navigations += 1;
            memory.navigations
        });
        let route = route::read(&path);
        let page = self.request_page(route.as_ref(), kind);
        let site = self.request_site(kind);
        let patience = std::pin::pin!(Network::new().wait(SKELETON_DELAY_MS));
        let page_and_site = futures::future::join(page, site);
        let mut waited = false;
        let (content, site) = match select(page_and_site, patience).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right((_, page_and_site)) => {
                waited = true;
                self.save_scroll(kind);
                self.screen.set(Screen::Skeleton(route.clone()));
                leptos::task::tick().await;
                browser::document::scroll_to(0);
                page_and_site.await
            }
        };
        // Without a connection, a page that was read before opens from memory.
        let content = match (content, &route) {
            (Err(error), Some(route)) if error.is_connection_error() => {
                self.loader.cached(&route.twin()).ok_or(error)
            }
            (content, _) => content,
        };
        let content = match site {
            Ok(page) => {
                if let Page::Site(site) = &*page
                    && *site != *self.site.get_untracked()
                {
                    browser::document::set_language(&site.lang, site.dir.as_str());
                    self.site.set(Arc::new(site.clone()));
                }
                content.and_then(|page| of_kind(page, route.as_ref()))
            }
            Err(error) => Err(error),
        };
        if let Err(error) = &content {
            if let LoadError::Newer(version) = error
                && reload_for(*version, &path)
            {
                return;
            }
            // Don't log a 404, which is not an error, nor a failed request, which the browser logs.
            if let LoadError::Unreadable { .. } | LoadError::Newer(_) = error {
                browser::console::error(&error.to_string());
            }
        }
        self.save_scroll(kind);
        let title = title(&content, &self.site.get_untracked());
        let page = Arc::new(CurrentPage {
            path,
            route,
            content,
        });
        // All of this runs before the browser paints, so that no frame shows the new page at the
        // old scroll position.
        let swap = async move {
            // A view transition can start late, when the reader has already gone elsewhere.
            if number != self.memory.try_with_value(|memory| memory.navigations) {
                return;
            }
            self.screen.set(Screen::Page(page.clone()));
            leptos::task::tick().await;
            complete(&page.path).await;
            self.finish(&page, &title, kind);
        };
        // Skip the transition when the page was ready immediately: a transition takes three frames
        // before it shows anything of the new page.
        if waited && kind != NavigationKind::Initial {
            transition::run(swap).await
        } else {
            swap.await
        }
    }

    /// Finishes a navigation after the swap: sets the title and the addresses, moves the focus,
    /// announces the page and scrolls.
    fn finish(&self, page: &CurrentPage, title: &str, kind: NavigationKind) {
        browser::document::set_title(title);
        page.correct_address();
        let canonical = page
            .route
            .as_ref()
            .map(|route| self.site.with_untracked(|site| site.address(route)));
        browser::document::update_head(canonical.as_deref());
        let key = history::entry_key();
        let top = self.memory.try_update_value(|memory| {
            memory.on_screen = Some(key);
            memory.scrolls.position(key)
        });
        if kind != NavigationKind::Initial {
            browser::document::focus_headline();
            self.announce(title);
        }
        if matches!(kind, NavigationKind::Initial | NavigationKind::History) {
            browser::document::scroll_to(top.unwrap_or_default());
        }
        browser::document::set_ready();
    }

    /// Has screen readers announce `words`.
    pub fn announce(&self, words: &str) {
        self.announcement.update(|announced| {
            // Screen readers announce only a change. A no-break space makes the same words one.
            let suffix = if announced == words { "\u{a0}" } else { "" };
            *announced = [words, suffix].concat();
        });
    }

    /// Saves the scroll position of the page on screen before the page is replaced.
    fn save_scroll(&self, kind: NavigationKind) {
        self.memory.update_value(|memory| {
            // The address bar still shows the old page, but a jump to a fragment in it may have
            // added a history entry.
            if kind == NavigationKind::Link && memory.on_screen.is_some() {
                memory.on_screen = Some(history::entry_key());
            }
            memory.save_scroll();
            memory.on_screen = None;
        });
    }

    fn request_page(&self, route: Option<&Route>, kind: NavigationKind) -> SharedRequest {
        let Some(route) = route else {
            return ready(Err(LoadError::NotFound)).boxed_local().shared();
        };
        let file = route.twin();
        // Back and forward show what was there before, as a browser does.
        match self.loader.cached(&file) {
            Some(page) if kind == NavigationKind::History => ready(Ok(page)).boxed_local().shared(),
            _ => self.load(&file, kind),
        }
    }

    fn request_site(&self, kind: NavigationKind) -> SharedRequest {
        match self.loader.cached(&site_path()) {
            Some(site) => ready(Ok(site)).boxed_local().shared(),
            None => self.load(&site_path(), kind),
        }
    }

    fn load(&self, path: &str, kind: NavigationKind) -> SharedRequest {
        if kind == NavigationKind::Retry {
            self.loader.load_bypassing_cache(path)
        } else {
            self.loader.load(path)
        }
    }
}

/// Reloads the document, because the page data has a newer version than this app can read.
///
/// Returns whether it reloaded. It reloads once for each version, and never without
/// sessionStorage, to avoid a loop.
fn reload_for(version: u32, path: &str) -> bool {
    const RELOADED: &str = "frontpage-reloaded";
    let version = version.to_string();
    if storage::get(RELOADED).as_deref() == Some(&*version) || !storage::set(RELOADED, &version) {
        return false;
    }
    if route::is_in_address_bar(path) {
        browser::document::reload();
    } else {
        browser::document::load(path);
    }
    true
}

/// Returns the page if it is of the kind that its address names, otherwise an error.
fn of_kind(page: Arc<Page>, route: Option<&Route>) -> Loaded {
    let fits = match (route, &*page) {
        (Some(Route::Front), Page::Front(_)) | (Some(Route::Article(..)), Page::Article(_)) => true,
        (Some(route), Page::Listing(listing)) => matches!(
            (route, listing.kind),
            (Route::Section(..), ListingKind::Section)
                | (Route::Tag(..), ListingKind::Tag)
                | (Route::Author(..), ListingKind::Author)
        ),
        _ => false,
    };
    if fits {
        Ok(page)
    } else {
        Err(LoadError::wrong_kind(
            route.map(Route::twin).unwrap_or_default(),
        ))
    }
}

/// Returns the title of the window and tab.
fn title(content: &Loaded, site: &Site) -> String {
    let name = match content.as_deref() {
        Ok(page) => return page.title(site),
        Err(LoadError::NotFound) => NOT_FOUND,
        Err(LoadError::Newer(_)) => "A newer edition is out",
        Err(_) => "Page not available",
    };
    frontpage_model::title(name, site)
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::Front;

    #[test]
    fn a_page_of_another_kind_is_unreadable() {
        let front = Arc::new(Page::Front(Front {
            top: vec![],
            strips: vec![],
        }));
        assert!(of_kind(front.clone(), Some(&Route::Front)).is_ok());
        let world = Route::parse("/world").unwrap();
        match of_kind(front, Some(&world)) {
            Err(LoadError::Unreadable { file, field, .. }) => {
                assert_eq!((&*file, &*field), ("/world.json", "page"));
            }
            other => panic!("{other:?}"),
        }
    }
}
