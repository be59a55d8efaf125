//! Which published page the app adopts when it starts, if any.

use crate::{
    browser::{document, elements},
    navigation::{Content, CurrentPage, PublishedPage},
    route,
};
use frontpage_model::Route;

/// The value of `data-prerendered` on the `<body>` of the *not found* page. A page with an address
/// of its own has its path below the base there.
pub const NOT_FOUND: &str = "not-found";
/// The value of `data-prerendered` on the page for a reader without a connection, which a
/// publisher's own service worker can serve.
pub const OFFLINE: &str = "offline";

/// Returns the published page that is on screen; `None` if the document has no page for its address.
pub fn published_page() -> Option<CurrentPage> {
    let pathname = document::pathname();
    let subject = document::prerendered()?;
    // A page without its headline is damaged, and built again.
    if !elements::has_match("#main h1") {
        return None;
    }
    let Adopted { route, is_found } = Adopted::find(&subject, &pathname)?;
    Some(CurrentPage {
        path: pathname,
        route,
        content: Content::Published(PublishedPage::from_document(is_found)),
    })
}

/// The page that the app adopts.
#[derive(Debug, PartialEq, Eq)]
struct Adopted {
    /// The page that the address names; `None` if it names none.
    route: Option<Route>,
    /// Whether the page on screen is that page, and not the *not found* or the offline page.
    is_found: bool,
}

impl Adopted {
    /// Returns the page to adopt in a document that was prerendered as `subject`, which is a path
    /// below the base, [`NOT_FOUND`] or [`OFFLINE`]. `pathname` is the path in the address bar.
    ///
    /// The prerendered page is not adopted if the address names another page, because a host can
    /// answer every address with a fallback page. That is normally the front page. So if the address
    /// names no page at all, any other prerendered page is what the host meant, and stays.
    fn find(subject: &str, pathname: &str) -> Option<Self> {
        let own_route = Route::parse(subject);
        let route =
            route::read(pathname).or_else(|| own_route.clone().filter(|own| *own != Route::Front));
        let is_found = match subject {
            NOT_FOUND | OFFLINE => false,
            _ if own_route.is_some() && own_route == route => true,
            _ => return None,
        };
        Some(Self { route, is_found })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the page that stays on screen when the app starts in a document that was prerendered
    /// as `subject` and loaded from `pathname`.
    fn adopted(subject: &str, pathname: &str) -> Option<String> {
        Adopted::find(subject, pathname).map(|Adopted { route, is_found }| {
            let route = route.as_ref().map_or_else(String::new, Route::to_string);
            if is_found { route } else { "not found".into() }
        })
    }

    #[test]
    fn a_page_stays_however_its_address_is_written() {
        for pathname in [
            "/world",
            "/%77orld",
            "//world",
            "/world.html",
            "/world/",
            "/World",
        ] {
            assert_eq!(
                adopted("/world", pathname).as_deref(),
                Some("/world"),
                "{pathname}"
            );
        }
        for pathname in ["/", "/index.html", "//", "/index"] {
            assert_eq!(adopted("/", pathname).as_deref(), Some("/"), "{pathname}");
        }
        for pathname in ["/world;v=2", "/cgi/world.cgi", "/world%20"] {
            assert_eq!(
                adopted("/world", pathname).as_deref(),
                Some("/world"),
                "{pathname}"
            );
        }
    }

    #[test]
    fn a_fallback_page_does_not_stay() {
        assert_eq!(adopted("/", "/world"), None);
        assert_eq!(adopted("/world", "/us"), None);
        assert_eq!(adopted("/", "/no/such/page/at/all"), None);
    }

    #[test]
    fn a_not_found_page_stays_at_any_address() {
        assert_eq!(adopted(NOT_FOUND, "/world").as_deref(), Some("not found"));
        assert_eq!(adopted(NOT_FOUND, "//world").as_deref(), Some("not found"));
    }
}
