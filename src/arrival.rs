//! How a reader comes to a page: what is asked for, and what it means after what was asked for before.

use crate::route;

/// How the reader came to ask for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Opened or reloaded the site.
    First,
    /// Followed a link.
    Link,
    /// Went back or forward.
    History,
    /// Asked for the same page again.
    Again,
}

/// What the router and the reader ask for.
pub struct Asked {
    /// The path.
    pub path: String,
    /// Query and fragment.
    pub place: String,
    /// How often the reader asked for the page on screen once more.
    pub tries: u32,
}

impl Asked {
    /// What it means after what was asked for before, with another page on screen or already this
    /// one; none where no page is to be turned.
    pub fn after(&self, before: Option<&Self>, on_screen: bool) -> Option<Arrival> {
        Some(match before {
            None => Arrival::First,
            Some(before) if before.tries != self.tries => Arrival::Again,
            Some(before) if route::is_same_page(&before.path, &self.path) => {
                // a link to the page that it stands on loads it, as in any document; not one to a
                // place in it, nor a second click while the first is being followed
                let loads = on_screen && before.place == self.place && !self.place.contains('#');
                return loads.then_some(Arrival::Link);
            }
            // the router writes a link's address only when its page is there
            Some(_) if route::is_in_address_bar(&self.path) => Arrival::History,
            Some(_) => Arrival::Link,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_after_what() {
        let asked = |path: &str, place: &str, tries| Asked {
            path: path.into(),
            place: place.into(),
            tries,
        };
        let world = asked("/world", "", 0);
        let after = |asked: &Asked, on_screen| asked.after(Some(&world), on_screen);
        assert_eq!(world.after(None, false), Some(Arrival::First));
        assert_eq!(after(&asked("/us", "", 0), false), Some(Arrival::Link));
        assert_eq!(after(&asked("/world", "", 1), true), Some(Arrival::Again));
        assert_eq!(after(&asked("/world", "", 0), true), Some(Arrival::Link));
        assert_eq!(after(&asked("/world", "", 0), false), None);
        assert_eq!(after(&asked("/world", "page=2", 0), true), None);
        assert_eq!(after(&asked("/world", "#main", 0), true), None);
        let in_page = asked("/world", "#main", 0);
        let again = asked("/world", "#main", 0).after(Some(&in_page), true);
        assert_eq!(again, None, "the skip link twice");
        assert_eq!(
            after(&asked("/World.html", "", 0), true),
            Some(Arrival::Link),
            "the same page, written in another way"
        );
        assert_eq!(after(&asked("//world", "#main", 0), true), None);
    }
}
