//! The document's head after a navigation: the title and the canonical URL.

use super::{Content, CurrentPage};
use crate::{browser::document, data::LoadError, messages};
use frontpage_model::Site;

/// Sets the title and the canonical URL for the page on screen.
pub(super) fn update(page: &CurrentPage, title: &str, site: &Site) {
    document::set_title(title);
    // The public address is unknown on the *not found* page until the newspaper's data has loaded.
    let route = page.route.as_ref().filter(|_| !site.url.is_empty());
    let canonical = route.map(|route| site.page_url(route));
    document::update_head(canonical.as_deref());
}

/// Returns the title of the window and tab.
pub(super) fn title(content: &Content, site: &Site) -> String {
    let loaded = match content {
        Content::Published(published) => return published.title.clone(),
        Content::Loaded(loaded) => loaded.as_deref(),
    };
    let name = match loaded {
        Ok(page) => return page.title(site),
        Err(LoadError::NotFound) => messages::PAGE_NOT_FOUND,
        Err(LoadError::Newer(_)) => messages::NEWER_EDITION,
        Err(LoadError::Unreachable(_) | LoadError::Status(_) | LoadError::Unreadable { .. }) => {
            messages::PAGE_NOT_AVAILABLE
        }
    };
    frontpage_model::title(name.text(), site)
}
