//! What kind of navigation a change of the address is: a link, a step in the history, a retry.

use crate::route;

/// What started a navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavigationKind {
    /// The reader opened or reloaded the site.
    Initial,
    /// The reader followed a link.
    Link,
    /// The reader went back or forward.
    History,
    /// The reader pressed *Try again*.
    Retry,
}

/// The state that can start a navigation when it changes: the address and the retries.
///
/// A page is named by its path alone today, so a change of the query starts no navigation. A page
/// that depends on its query, like search results, needs another arm in the `match` of
/// `NavigationRequest::reloads`, and nothing else here.
pub struct NavigationRequest {
    /// The path of the address.
    pub path: String,
    /// The query of the address, without `?`.
    pub query: String,
    /// The fragment of the address, with `#`; empty if there is none.
    pub fragment: String,
    /// How often the reader pressed *Try again*.
    pub retries: u32,
}

impl NavigationRequest {
    /// Returns the kind of navigation that this request starts after the `previous` one; `None` if
    /// it starts none. `on_screen` says whether the requested page is on screen already.
    pub fn kind_after(&self, previous: Option<&Self>, on_screen: bool) -> Option<NavigationKind> {
        Some(match previous {
            None => NavigationKind::Initial,
            Some(previous) if previous.retries != self.retries => NavigationKind::Retry,
            Some(previous) if route::is_same_page(&previous.path, &self.path) => {
                // A second click while the page loads starts nothing.
                return (on_screen && self.reloads(previous)).then_some(NavigationKind::Link);
            }
            // The router writes a link's address only once the page is on screen. An address that
            // is in the address bar already comes from a step in the history.
            Some(_) if route::is_in_address_bar(&self.path) => NavigationKind::History,
            Some(_) => NavigationKind::Link,
        })
    }

    /// Whether a link to the page on screen loads it again, as in any document. `previous` is the
    /// request for that page.
    fn reloads(&self, previous: &Self) -> bool {
        match (self.query == previous.query, &*self.fragment) {
            (true, "") => previous.fragment.is_empty(),
            // A jump to a fragment of the page.
            (true, _) => false,
            // No page depends on its query.
            (false, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_navigation_depends_on_the_request_before_it() {
        let request = |path: &str, query: &str, fragment: &str, retries| NavigationRequest {
            path: path.into(),
            query: query.into(),
            fragment: fragment.into(),
            retries,
        };
        let world = request("/world", "", "", 0);
        let after =
            |request: &NavigationRequest, on_screen| request.kind_after(Some(&world), on_screen);
        assert_eq!(world.kind_after(None, false), Some(NavigationKind::Initial));
        assert_eq!(
            after(&request("/us", "", "", 0), false),
            Some(NavigationKind::Link)
        );
        assert_eq!(
            after(&request("/world", "", "", 1), true),
            Some(NavigationKind::Retry)
        );
        assert_eq!(
            after(&request("/world", "", "", 0), true),
            Some(NavigationKind::Link)
        );
        assert_eq!(after(&request("/world", "", "", 0), false), None);
        assert_eq!(after(&request("/world", "page=2", "", 0), true), None);
        assert_eq!(after(&request("/world", "", "#main", 0), true), None);
        let in_page = request("/world", "", "#main", 0);
        let again = request("/world", "", "#main", 0).kind_after(Some(&in_page), true);
        assert_eq!(again, None, "the skip link twice");
        let without_fragment = world.kind_after(Some(&in_page), true);
        assert_eq!(without_fragment, None, "from a fragment to the page");
        assert_eq!(
            after(&request("/World.html", "", "", 0), true),
            Some(NavigationKind::Link),
            "the same page, written in another way"
        );
        assert_eq!(after(&request("//world", "", "#main", 0), true), None);
    }
}
