//! What the app opens with: a page that was prerendered, or nothing.

use crate::{
    browser::{self, document},
    load::{Fault, LoadError, Loaded, decode_seed},
    navigate::Shown,
    route,
};
use frontpage_model::{Page, Route};
use std::sync::Arc;

/// The pages that are no answer to an address: what `data-prerendered` says of them on `<body>`.
/// Every other page says the path that it was made for, below the base.
pub const NOT_FOUND: &str = "not-found";
/// The page for a reader without a connection: a publisher's own worker may show it.
pub const OFFLINE: &str = "offline";

/// Data that came with the page, and what of it is on screen.
#[derive(Clone, Default)]
pub struct Opening {
    /// Files of data by their paths.
    pub files: Vec<(String, Arc<Page>)>,
    /// The page on screen; none where nothing was prerendered.
    pub shown: Option<Arc<Shown>>,
    /// Whether its elements are there already.
    pub prerendered: bool,
}

impl Opening {
    /// What was prerendered as `subject` — a path below the base, [`NOT_FOUND`] or [`OFFLINE`] —
    /// for a reader who is at `pathname`.
    ///
    /// Nothing is shown where the address is another page's, since a host may answer every address
    /// with one fallback page. That is the front page as a rule, so any other page that comes under
    /// an address we cannot read is the page that the host means by it, and stays.
    pub fn new(subject: &str, pathname: &str, files: Vec<(String, Arc<Page>)>) -> Self {
        let meant = Route::parse(subject);
        let route =
            route::read(pathname).or_else(|| meant.clone().filter(|meant| *meant != Route::Front));
        let content: Option<Loaded> = match subject {
            NOT_FOUND => Some(Err(LoadError::NotFound)),
            OFFLINE => Some(Err(LoadError::Unreachable(Fault::Network))),
            _ => meant
                .as_ref()
                .filter(|meant| Some(*meant) == route.as_ref())
                .map(Route::twin)
                .and_then(|twin| files.iter().find(|(path, _)| *path == twin))
                .map(|(_, page)| Ok(page.clone())),
        };
        let shown = content.map(|content| {
            Arc::new(Shown {
                path: pathname.into(),
                route,
                content,
            })
        });
        Self {
            files,
            prerendered: shown.is_some(),
            shown,
        }
    }

    /// What the document carries.
    pub fn of_document() -> Self {
        let files = match document::seed().as_deref().map(decode_seed) {
            Some(Ok(files)) => files
                .into_iter()
                .map(|(path, twin)| (path, Arc::new(twin.page)))
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

    /// The page that stays on screen when the app takes over a document that was prerendered as
    /// `subject` and came for `pathname`.
    fn adopted(subject: &str, pathname: &str) -> Option<String> {
        let page = Arc::new(Page::Front(Front {
            top: vec![],
            strips: vec![],
        }));
        let file = Route::parse(subject).map_or_else(|| "/site.json".into(), |route| route.twin());
        let opening = Opening::new(subject, pathname, vec![(file, page)]);
        assert_eq!(opening.prerendered, opening.shown.is_some());
        opening.shown.map(|shown| match &shown.content {
            Ok(_) => shown
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
    fn what_the_host_does_not_find_is_not_found() {
        assert_eq!(adopted(NOT_FOUND, "/world").as_deref(), Some("not found"));
        assert_eq!(adopted(NOT_FOUND, "//world").as_deref(), Some("not found"));
    }
}
