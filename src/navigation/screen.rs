//! What is on screen between the masthead and the footer.

use crate::{browser::history, data::Loaded, route};
use frontpage_model::{Page, Route};
use std::sync::Arc;

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

impl Screen {
    /// Whether the page at `path` is on screen.
    pub fn shows(&self, path: &str) -> bool {
        match self {
            Self::Page(page) => route::is_same_page(&page.path, path),
            Self::Blank | Self::Skeleton(_) => false,
        }
    }

    /// Returns the route of the page that is on screen or loading.
    pub fn route(&self) -> Option<&Route> {
        match self {
            Self::Blank => None,
            Self::Skeleton(route) => route.as_ref(),
            Self::Page(page) => page.route.as_ref(),
        }
    }

    /// Returns the data of the page on screen; `None` if there is none or an error in its place.
    pub fn data(&self) -> Option<&Page> {
        match self {
            Self::Blank | Self::Skeleton(_) => None,
            Self::Page(page) => page.content.as_deref().ok(),
        }
    }
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
    pub(super) fn correct_address(&self) {
        if let (Some(route), Ok(_)) = (&self.route, &self.content) {
            let address = route::href(route);
            if route::is_in_address_bar(&address) {
                history::correct_path(&address);
            }
        }
    }
}
