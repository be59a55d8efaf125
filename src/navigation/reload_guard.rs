//! Reloads the document for a newer version of the app, but only once, to avoid a loop.

use crate::{
    browser::{document, storage},
    route,
};

/// The key of the tab's storage that holds the version for which the document was reloaded.
const RELOADED: &str = "frontpage-reloaded";

/// Reloads the document at `path`, because the page data has a newer version than this app can
/// read.
///
/// Returns whether it reloaded. It reloads once for each version, and never without
/// sessionStorage.
pub(super) fn reload_once(version: u32, path: &str) -> bool {
    let version = version.to_string();
    if storage::get(RELOADED).as_deref() == Some(&*version) || !storage::set(RELOADED, &version) {
        return false;
    }
    if route::is_in_address_bar(path) {
        document::reload();
    } else {
        document::load(path);
    }
    true
}
