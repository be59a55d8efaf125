//! What the app opens with: a page that was prerendered, or nothing.

use crate::{
    browser::{self, document},
    load::{Fault, LoadError, Loaded, decode_seed},
    navigate::Shown,
    route,
};
use frontpage_model::Page;
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
    /// for a reader who is at `pathname`. Nothing is shown where this is another page's address: a
    /// host's fallback page.
    pub fn new(subject: &str, pathname: &str, files: Vec<(String, Arc<Page>)>) -> Self {
        let route = route::read(pathname);
        let content: Option<Loaded> = match subject {
            NOT_FOUND => Some(Err(LoadError::NotFound)),
            OFFLINE => Some(Err(LoadError::Unreachable(Fault::Network))),
            _ => route
                .as_ref()
                .filter(|route| route.to_string() == subject)
                .map(frontpage_model::Route::twin)
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
