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
pub struct NavigationRequest {
    /// The path of the address.
    pub path: String,
    /// The query and fragment of the address.
    pub query_and_fragment: String,
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
                // A link to the page on screen loads it again, as in any document. A link to a
                // fragment or another query doesn't, nor a second click while the page loads.
                let loads = on_screen
                    && previous.query_and_fragment == self.query_and_fragment
                    && !self.query_and_fragment.contains('#');
                return loads.then_some(NavigationKind::Link);
            }
            // The router writes a link's address only once the page is on screen. An address that
            // is in the address bar already comes from a step in the history.
            Some(_) if route::is_in_address_bar(&self.path) => NavigationKind::History,
            Some(_) => NavigationKind::Link,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_navigation_depends_on_the_request_before_it() {
        let request = |path: &str, query_and_fragment: &str, retries| NavigationRequest {
            path: path.into(),
            query_and_fragment: query_and_fragment.into(),
            retries,
        };
        let world = request("/world", "", 0);
        let after =
            |request: &NavigationRequest, on_screen| request.kind_after(Some(&world), on_screen);
        assert_eq!(world.kind_after(None, false), Some(NavigationKind::Initial));
        assert_eq!(
            after(&request("/us", "", 0), false),
            Some(NavigationKind::Link)
        );
        assert_eq!(
            after(&request("/world", "", 1), true),
            Some(NavigationKind::Retry)
        );
        assert_eq!(
            after(&request("/world", "", 0), true),
            Some(NavigationKind::Link)
        );
        assert_eq!(after(&request("/world", "", 0), false), None);
        assert_eq!(after(&request("/world", "page=2", 0), true), None);
        assert_eq!(after(&request("/world", "#main", 0), true), None);
        let in_page = request("/world", "#main", 0);
        let again = request("/world", "#main", 0).kind_after(Some(&in_page), true);
        assert_eq!(again, None, "the skip link twice");
        assert_eq!(
            after(&request("/World.html", "", 0), true),
            Some(NavigationKind::Link),
            "the same page, written in another way"
        );
        assert_eq!(after(&request("//world", "#main", 0), true), None);
    }
}
