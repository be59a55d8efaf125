//! Loads what a navigation needs: the page, and the newspaper's own data.

use super::NavigationKind;
use crate::data::{LoadError, Loaded, PageLoader, SharedRequest};
use frontpage_model::{ListingKind, Page, Route, site_path};
use futures::{FutureExt, future::ready};
use std::sync::Arc;

/// Requests the data of a page. Back and forward take it from the cache, however old it is: they
/// show what was there before, as a browser does.
pub(super) fn request_page(
    loader: &PageLoader,
    route: Option<&Route>,
    kind: NavigationKind,
) -> SharedRequest {
    let Some(route) = route else {
        return ready(Err(LoadError::NotFound)).boxed_local().shared();
    };
    let file = route.data_path();
    match loader.cached(&file) {
        Some(page) if kind == NavigationKind::History => ready(Ok(page)).boxed_local().shared(),
        Some(_) | None => load(loader, &file, kind),
    }
}

/// Requests the newspaper's own data, which is loaded only once.
pub(super) fn request_site(loader: &PageLoader, kind: NavigationKind) -> SharedRequest {
    match loader.cached(&site_path()) {
        Some(site) => ready(Ok(site)).boxed_local().shared(),
        None => load(loader, &site_path(), kind),
    }
}

fn load(loader: &PageLoader, path: &str, kind: NavigationKind) -> SharedRequest {
    if kind == NavigationKind::Retry {
        loader.load_bypassing_cache(path)
    } else {
        loader.load(path)
    }
}

/// Whether the data of a page is in memory, however old it is.
pub(super) fn is_cached(loader: &PageLoader, route: Option<&Route>) -> bool {
    route.is_some_and(|route| loader.cached(&route.data_path()).is_some())
}

/// Without a connection, opens a page that was read before from the cache.
pub(super) fn or_cached(content: Loaded, loader: &PageLoader, route: Option<&Route>) -> Loaded {
    match (content, route) {
        (Err(error), Some(route)) if error.is_connection_error() => {
            loader.cached(&route.data_path()).ok_or(error)
        }
        (content, _) => content,
    }
}

/// Returns the page if it is of the kind that its address names, otherwise an error.
pub(super) fn of_kind(page: Arc<Page>, route: Option<&Route>) -> Loaded {
    let fits = match (&*page, route) {
        (Page::Front(_), Some(Route::Front | Route::Edition(_)))
        | (Page::Article(_), Some(Route::Article(..))) => true,
        (Page::Listing(listing), Some(route)) => matches!(
            (route, listing.kind),
            (Route::Section(..), ListingKind::Section)
                | (Route::Tag(..), ListingKind::Tag)
                | (Route::Author(..), ListingKind::Author)
        ),
        (Page::Front(_) | Page::Article(_) | Page::Listing(_), _)
        | (Page::Rail(_) | Page::Site(_), _) => false,
    };
    if fits {
        Ok(page)
    } else {
        Err(LoadError::wrong_kind(
            route.map(Route::data_path).unwrap_or_default(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::Front;

    #[test]
    fn a_page_of_another_kind_is_unreadable() {
        let front = Arc::new(Page::Front(Front::default()));
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
