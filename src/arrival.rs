//! What kind of navigation a change of the address is: a link, a step in the history, a retry.

use crate::route;

/// What started a navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The reader opened or reloaded the site.
    First,
    /// The reader followed a link.
    Link,
    /// The reader went back or forward.
    History,
    /// The reader pressed *Try again*.
    Again,
}

/// The state that can start a navigation when it changes: the address and the retries.
pub struct Asked {
    /// The path of the address.
    pub path: String,
    /// The query and fragment of the address.
    pub place: String,
    /// How often the reader pressed *Try again*.
    pub tries: u32,
}

impl Asked {
    /// Returns the kind of navigation that this request starts after the `previous` one; `None` if
    /// it starts none. `on_screen` says whether the requested page is on screen already.
    pub fn after(&self, previous: Option<&Self>, on_screen: bool) -> Option<Arrival> {
        Some(match previous {
            None => Arrival::First,
            Some(previous) if previous.tries != self.tries => Arrival::Again,
            Some(previous) if route::is_same_page(&previous.path, &self.path) => {
                // A link to the page on screen loads it again, as in any document. A link to a
                // fragment or another query doesn't, nor a second click while the page loads.
                let loads = on_screen && previous.place == self.place && !self.place.contains('#');
                return loads.then_some(Arrival::Link);
            }
            // The router writes a link's address only once the page is on screen. An address that
            // is in the address bar already comes from a step in the history.
            Some(_) if route::is_in_address_bar(&self.path) => Arrival::History,
            Some(_) => Arrival::Link,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_navigation_depends_on_the_request_before_it() {
        let request = |path: &str, place: &str, tries| Asked {
            path: path.into(),
            place: place.into(),
            tries,
        };
        let world = request("/world", "", 0);
        let after = |request: &Asked, on_screen| request.after(Some(&world), on_screen);
        assert_eq!(world.after(None, false), Some(Arrival::First));
        assert_eq!(after(&request("/us", "", 0), false), Some(Arrival::Link));
        assert_eq!(after(&request("/world", "", 1), true), Some(Arrival::Again));
        assert_eq!(after(&request("/world", "", 0), true), Some(Arrival::Link));
        assert_eq!(after(&request("/world", "", 0), false), None);
        assert_eq!(after(&request("/world", "page=2", 0), true), None);
        assert_eq!(after(&request("/world", "#main", 0), true), None);
        let in_page = request("/world", "#main", 0);
        let again = request("/world", "#main", 0).after(Some(&in_page), true);
        assert_eq!(again, None, "the skip link twice");
        assert_eq!(
            after(&request("/World.html", "", 0), true),
            Some(Arrival::Link),
            "the same page, written in another way"
        );
        assert_eq!(after(&request("//world", "#main", 0), true), None);
    }
}
