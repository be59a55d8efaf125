//! The initial state of the app: the prerendered page on screen, or nothing.

use crate::{
    browser::{self, document},
    data::{LoadError, Loaded, TransportError, decode_seed},
    navigation::CurrentPage,
    route,
};
use frontpage_model::{Page, Route};
use std::sync::Arc;

/// The value of `data-prerendered` on the `<body>` of the *not found* page. A page with an address
/// of its own has its path below the base there.
pub const NOT_FOUND: &str = "not-found";
/// The value of `data-prerendered` on the page for a reader without a connection, which a
/// publisher's own service worker can serve.
pub const OFFLINE: &str = "offline";

/// The initial state of the app: the data in the document, and the page on screen.
#[derive(Clone, Default)]
pub struct InitialState {
    /// The data files in the document, by path.
    pub files: Vec<(String, Arc<Page>)>,
    /// The page on screen; `None` if the document has no page for this address.
    pub page: Option<Arc<CurrentPage>>,
    /// Whether the elements of the page are in the document, to be hydrated.
    pub prerendered: bool,
}

impl InitialState {
    /// Creates the state for a document that was prerendered as `subject`, which is a path below the
    /// base, [`NOT_FOUND`] or [`OFFLINE`]. `pathname` is the path in the address bar.
    ///
    /// The prerendered page is dropped if the address names another page, because a host can answer
    /// every address with a fallback page. That is normally the front page. So if the address names
    /// no page at all, any other prerendered page is what the host meant, and stays.
    pub fn new(subject: &str, pathname: &str, files: Vec<(String, Arc<Page>)>) -> Self {
        let own_route = Route::parse(subject);
        let route =
            route::read(pathname).or_else(|| own_route.clone().filter(|own| *own != Route::Front));
        let content: Option<Loaded> = match subject {
            NOT_FOUND => Some(Err(LoadError::NotFound)),
            OFFLINE => Some(Err(LoadError::Unreachable(TransportError::Network))),
            _ => own_route
                .as_ref()
                .filter(|own| Some(*own) == route.as_ref())
                .map(Route::data_path)
                .and_then(|file| files.iter().find(|(path, _)| *path == file))
                .map(|(_, page)| Ok(page.clone())),
        };
        let page = content.map(|content| {
            Arc::new(CurrentPage {
                path: pathname.into(),
                route,
                content,
            })
        });
        Self {
            files,
            prerendered: page.is_some(),
            page,
        }
    }

    /// Reads the state from the document.
    pub fn from_document() -> Self {
        let files = match document::seed().as_deref().map(decode_seed) {
            Some(Ok(files)) => files
                .into_iter()
                .map(|(path, data)| (path, Arc::new(data.page)))
                .collect(),
            Some(Err(error)) => {
                browser::console::error(&error.to_string());
                return Self::default();
            }
            None => return Self::default(),
        };
        match document::prerendered() {
            Some(subject) => Self::new(&subject, &document::pathname(), files),
            None => Self {
                files,
                ..Self::default()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::Front;

    /// Returns the page that stays on screen when the app starts in a document that was prerendered
    /// as `subject` and loaded from `pathname`.
    fn adopted(subject: &str, pathname: &str) -> Option<String> {
        let page = Arc::new(Page::Front(Front {
            top: vec![],
            strips: vec![],
        }));
        let file =
            Route::parse(subject).map_or_else(|| "/site.json".into(), |route| route.data_path());
        let initial_state = InitialState::new(subject, pathname, vec![(file, page)]);
        assert_eq!(initial_state.prerendered, initial_state.page.is_some());
        initial_state.page.map(|page| match &page.content {
            Ok(_) => page
                .route
                .as_ref()
                .map_or_else(String::new, Route::to_string),
            Err(error) => error.to_string(),
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
