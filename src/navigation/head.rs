//! The document's head after a navigation: the title and the canonical URL.

use super::CurrentPage;
use crate::{
    browser::document,
    data::{LoadError, Loaded},
    messages,
};
use frontpage_model::Site;

/// Sets the title and the canonical URL for the page on screen.
pub(super) fn update(page: &CurrentPage, title: &str, site: &Site) {
    document::set_title(title);
    let canonical = page.route.as_ref().map(|route| site.page_url(route));
    document::update_head(canonical.as_deref());
}

/// Returns the title of the window and tab.
pub(super) fn title(content: &Loaded, site: &Site) -> String {
    let name = match content.as_deref() {
        Ok(page) => return page.title(site),
        Err(LoadError::NotFound) => messages::PAGE_NOT_FOUND,
        Err(LoadError::Newer(_)) => messages::NEWER_EDITION,
        Err(LoadError::Unreachable(_) | LoadError::Status(_) | LoadError::Unreadable { .. }) => {
            messages::PAGE_NOT_AVAILABLE
        }
    };
    frontpage_model::title(name, site)
}
