//! From an address to the page on screen: load, swap, then title, focus, announcement, scroll.
//!
//! The old page stays for [`PATIENCE_MS`]; then a skeleton of the same size takes its place, into
//! which the page fades. One that comes sooner is there at once. A turn that is overtaken by the
//! next one is dropped, and its request with it.

use crate::{
    arrival::{Arrival, Asked},
    browser::{self, history, network::Network, storage, transition},
    load::{Flight, LoadError, Loaded, Loader, Transport},
    reader::Scrolls,
    route,
};
use frontpage_model::{ListingKind, NOT_FOUND, Page, Route, Site, site_path};
use futures::{
    FutureExt,
    future::{AbortHandle, Either, abortable, ready, select},
};
use leptos::prelude::*;
use std::sync::Arc;

/// How long the old page stays while the next one loads, in milliseconds.
pub const PATIENCE_MS: u32 = 150;

/// The loader that the app uses.
pub type PageLoader = Loader<Network>;

/// What is on screen between masthead and foot.
#[derive(Clone)]
pub enum Screen {
    /// Nothing yet.
    Blank,
    /// The outline of a page that is still loading.
    Skeleton(Option<Route>),
    /// A page, or why there is none.
    Shown(Arc<Shown>),
}

/// A page on screen.
pub struct Shown {
    /// The path that the reader asked for.
    pub path: String,
    /// The page that it names; none where it cannot be one.
    pub route: Option<Route>,
    /// Its data, or why there is none.
    pub content: Loaded,
}

impl Shown {
    /// Has the address bar show the page's own address where it shows another spelling of it. An
    /// address that we cannot read, or whose page is not there, stays as it is.
    fn correct_address(&self) {
        if let (Some(route), Ok(_)) = (&self.route, &self.content) {
            let address = route::href(route);
            if route::is_in_address_bar(&address) {
                history::correct_path(&address);
            }
        }
    }
}

/// Turns the pages.
#[derive(Clone)]
pub struct Navigator {
    loader: PageLoader,
    /// What is on screen.
    pub screen: RwSignal<Screen>,
    /// The newspaper, as far as it is known.
    pub site: RwSignal<Arc<Site>>,
    /// What a screen reader is told.
    pub announcement: RwSignal<String>,
    again: RwSignal<u32>,
    memory: StoredValue<TabMemory>,
}

/// What must outlast a turn.
struct TabMemory {
    scrolls: Scrolls,
    /// The history entry whose page is on screen; none while there is a skeleton.
    on_screen: Option<u64>,
    turn: Option<AbortHandle>,
    /// How many turns there were: the last one's number.
    turns: u32,
}

impl TabMemory {
    /// Notes how far the page on screen is scrolled.
    fn note_scroll(&mut self) {
        if let Some(key) = self.on_screen {
            self.scrolls.keep(key, browser::document::scroll_top());
        }
    }
}

impl Navigator {
    /// Starts turning pages as the address changes, from the page that is `shown` already. Needs a
    /// `Router` around it.
    pub fn start(loader: PageLoader, site: Arc<Site>, shown: Option<Arc<Shown>>) -> Self {
        let mut opened = shown.is_some();
        let this = Self {
            loader,
            screen: RwSignal::new(shown.map_or(Screen::Blank, Screen::Shown)),
            site: RwSignal::new(site),
            announcement: RwSignal::new(String::new()),
            again: RwSignal::new(0),
            memory: StoredValue::new(TabMemory {
                scrolls: Scrolls::from_tab(),
                on_screen: None,
                turn: None,
                turns: 0,
            }),
        };
        let leaving = this.clone();
        browser::intent::on_leave(move || {
            // the page may come back from the browser's own cache: it stays on screen
            leaving.memory.update_value(|memory| {
                memory.note_scroll();
                memory.scrolls.to_tab();
            });
            history::hand_back_scrolling();
        });
        let back = this.clone();
        browser::intent::on_return(move || {
            if back.memory.with_value(|memory| memory.turns > 0) {
                history::take_over_scrolling();
            }
        });
        let location = leptos_router::hooks::use_location();
        let turning = this.clone();
        #[cfg(target_arch = "wasm32")]
        let provider = use_context::<leptos_router::location::BrowserUrl>();
        Effect::new(move |before: Option<Asked>| {
            // told of by the router also where nothing in it is new
            #[cfg(target_arch = "wasm32")]
            if let Some(provider) = &provider {
                leptos_router::location::LocationProvider::as_url(provider).track();
            }
            let asked = Asked {
                path: location.pathname.get(),
                place: [location.search.get(), location.hash.get()].concat(),
                tries: turning.again.get(),
            };
            let on_screen = turning.screen.with_untracked(|screen| {
                matches!(screen, Screen::Shown(shown) if route::is_same_page(&shown.path, &asked.path))
            });
            let Some(arrival) = asked.after(before.as_ref(), on_screen) else {
                return asked;
            };
            if core::mem::take(&mut opened) {
                turning.open();
                return asked;
            }
            let path = asked.path.clone();
            let turn = turning.clone().turn(path, arrival, {
                let location = location.clone();
                #[cfg(target_arch = "wasm32")]
                let provider = provider.clone();
                async move |path: &str| {
                    #[cfg(target_arch = "wasm32")]
                    if let Some(provider) = &provider {
                        leptos_router::location::LocationProvider::ready_to_complete(provider);
                    }
                    // the router writes the address in tasks of its own
                    leptos::task::tick().await;
                    leptos::task::tick().await;
                    // it counts on one way back: after a way forward it may take the address for
                    // written that it wrote last
                    if arrival == Arrival::Link && !route::is_in_address_bar(path) {
                        let (search, hash) = (location.search, location.hash);
                        history::push(path, &search.get_untracked(), &hash.get_untracked());
                    }
                }
            });
            let (turn, handle) = abortable(turn);
            turning.memory.update_value(|memory| {
                if let Some(overtaken) = memory.turn.replace(handle) {
                    overtaken.abort();
                }
            });
            leptos::task::spawn_local(async move {
                // an overtaken turn ends here
                let _ = turn.await;
            });
            asked
        });
        this
    }

    /// Asks for the page on screen once more.
    pub fn retry(&self) {
        self.again.update(|tries| *tries += 1);
    }

    /// The page is on screen from the start: nothing of it moves. The browser has scrolled it, but
    /// for one that it ended in the background.
    fn open(&self) {
        self.screen.with_untracked(|screen| {
            if let Screen::Shown(shown) = screen {
                shown.correct_address();
            }
        });
        let key = history::key();
        let top = self.memory.try_update_value(|memory| {
            memory.on_screen = Some(key);
            memory.scrolls.of(key)
        });
        if let Some(top @ 1..) = top
            && browser::document::scroll_top() == 0
        {
            browser::document::scroll_to(top);
        }
        browser::document::set_ready();
    }

    async fn turn(self, path: String, arrival: Arrival, complete: impl AsyncFn(&str) + 'static) {
        // not before: a published page is for the browser to scroll, which may still be doing it
        history::take_over_scrolling();
        if arrival == Arrival::History {
            self.leave(arrival);
        }
        let number = self.memory.try_update_value(|memory| {
            memory.turns += 1;
            memory.turns
        });
        let route = route::read(&path);
        let flight = self.flight(route.as_ref(), arrival);
        let site = self.site_flight(arrival);
        let patience = std::pin::pin!(Network::new().wait(PATIENCE_MS));
        let both = futures::future::join(flight, site);
        let mut waited = false;
        let (content, site) = match select(both, patience).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right((_, both)) => {
                waited = true;
                self.leave(arrival);
                self.screen.set(Screen::Skeleton(route.clone()));
                leptos::task::tick().await;
                browser::document::scroll_to(0);
                both.await
            }
        };
        // without a line, what was read before still opens
        let content = match (content, &route) {
            (Err(error), Some(route)) if error.is_of_the_line() => {
                self.loader.remembered(&route.twin()).ok_or(error)
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
            // what is not there is no fault; what the network does, the browser tells itself
            if let LoadError::Unreadable { .. } | LoadError::Newer(_) = error {
                browser::console::error(&error.to_string());
            }
        }
        self.leave(arrival);
        let title = title(&content, &self.site.get_untracked());
        let shown = Arc::new(Shown {
            path,
            route,
            content,
        });
        // all of it before the browser paints: no frame shows the new page at the old scroll
        let swap = async move {
            // the browser may take a moment, in which the reader has gone elsewhere
            if number != self.memory.try_with_value(|memory| memory.turns) {
                return;
            }
            self.screen.set(Screen::Shown(shown.clone()));
            leptos::task::tick().await;
            complete(&shown.path).await;
            self.settle(&shown, &title, arrival);
        };
        // a transition takes three frames before it shows anything of the page: who did not have
        // to wait so far shall not wait for that
        if waited && arrival != Arrival::First {
            transition::turn(swap).await
        } else {
            swap.await
        }
    }

    /// After the swap: title, focus, announcement, scroll.
    fn settle(&self, shown: &Shown, title: &str, arrival: Arrival) {
        browser::document::set_title(title);
        shown.correct_address();
        let canonical = shown
            .route
            .as_ref()
            .map(|route| self.site.with_untracked(|site| site.address(route)));
        browser::document::set_canonical(canonical.as_deref());
        let key = history::key();
        let top = self.memory.try_update_value(|memory| {
            memory.on_screen = Some(key);
            memory.scrolls.of(key)
        });
        if arrival != Arrival::First {
            browser::document::focus_headline();
            self.announce(title);
        }
        if matches!(arrival, Arrival::First | Arrival::History) {
            browser::document::scroll_to(top.unwrap_or_default());
        }
        browser::document::set_ready();
    }

    /// Tells a screen reader.
    pub fn announce(&self, words: &str) {
        self.announcement.update(|told| {
            // the same words once more are no change, and would not be read out
            let again = if told == words { "\u{a0}" } else { "" };
            *told = [words, again].concat();
        });
    }

    /// Notes how far the page on screen is scrolled, before it goes.
    fn leave(&self, arrival: Arrival) {
        self.memory.update_value(|memory| {
            // the address is still its own: but the entry may be another by now, of a place in it
            if arrival == Arrival::Link && memory.on_screen.is_some() {
                memory.on_screen = Some(history::key());
            }
            memory.note_scroll();
            memory.on_screen = None;
        });
    }

    fn flight(&self, route: Option<&Route>, arrival: Arrival) -> Flight {
        let Some(route) = route else {
            return ready(Err(LoadError::NotFound)).boxed_local().shared();
        };
        let twin = route.twin();
        // back and forward show what was there, as a browser does
        match self.loader.remembered(&twin) {
            Some(page) if arrival == Arrival::History => ready(Ok(page)).boxed_local().shared(),
            _ => self.load(&twin, arrival),
        }
    }

    fn site_flight(&self, arrival: Arrival) -> Flight {
        match self.loader.remembered(&site_path()) {
            Some(site) => ready(Ok(site)).boxed_local().shared(),
            None => self.load(&site_path(), arrival),
        }
    }

    fn load(&self, path: &str, arrival: Arrival) -> Flight {
        if arrival == Arrival::Again {
            self.loader.load_anew(path)
        } else {
            self.loader.load(path)
        }
    }
}

/// Loads the whole site anew because its data has become newer than this app. Once for each
/// version: tells whether it does. Where the tab cannot remember that it did, it does not.
fn reload_for(version: u32, path: &str) -> bool {
    const RELOADED: &str = "frontpage-reloaded";
    let version = version.to_string();
    if storage::get(RELOADED).as_deref() == Some(&*version) || !storage::set(RELOADED, &version) {
        return false;
    }
    if route::is_in_address_bar(path) {
        browser::document::reload();
    } else {
        browser::document::open(path);
    }
    true
}

/// The page, if it is of the kind that its address names.
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
        Err(LoadError::another_kind(
            route.map(Route::twin).unwrap_or_default(),
        ))
    }
}

/// The title of window and tab.
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
