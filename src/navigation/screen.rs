//! What is on screen between the masthead and the footer.

use super::{CurrentSection, PublishedPage};
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

    /// Returns the section of the page that is on screen or loading.
    pub fn section(&self) -> Option<CurrentSection> {
        match self {
            Self::Blank => None,
            Self::Skeleton(route) => CurrentSection::of(route.as_ref(), None),
            Self::Page(page) => match &page.content {
                Content::Published(published) => published.section.clone(),
                Content::Loaded(loaded) => {
                    CurrentSection::of(page.route.as_ref(), loaded.as_deref().ok())
                }
            },
        }
    }
}

/// The page on screen.
pub struct CurrentPage {
    /// The path that the reader requested.
    pub path: String,
    /// The route that the path names; `None` if no page can have this path.
    pub route: Option<Route>,
    /// What the page shows.
    pub content: Content,
}

/// What a page shows, and where it comes from.
pub enum Content {
    /// The elements of the published page.
    Published(PublishedPage),
    /// Page data, or the error that kept it from loading.
    Loaded(Loaded),
}

impl Content {
    /// Whether this is what the address names, and not an error.
    pub fn is_found(&self) -> bool {
        match self {
            Self::Published(published) => published.is_found,
            Self::Loaded(loaded) => loaded.is_ok(),
        }
    }

    /// Returns the page data; `None` for the published page and for errors.
    pub fn page(&self) -> Option<&Page> {
        match self {
            Self::Published(_) => None,
            Self::Loaded(loaded) => loaded.as_deref().ok(),
        }
    }
}

impl CurrentPage {
    /// Puts the page's own address into the address bar if another spelling of it is there. Does
    /// nothing if the path names no page or the page did not load.
    pub(super) fn correct_address(&self) {
        if let Some(route) = self.route.as_ref().filter(|_| self.content.is_found()) {
            let address = route::href(route);
            if route::is_in_address_bar(&address) {
                history::correct_path(&address);
            }
        }
    }
}
