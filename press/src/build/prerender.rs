//! The seam to the app: whoever makes HTML of a page.

use crate::key::Key;
use frontpage_model::{Page, Route, Site};
use std::sync::Arc;

/// Makes the HTML of pages, several at a time.
pub trait Prerender: Sync {
    /// The hash of everything that the HTML depends on but for the page, its rails and the site:
    /// the app, the release, the settings. When it changes, every page is made again.
    fn key(&self) -> Key;

    /// The whole HTML file.
    ///
    /// # Errors
    /// Says why there is none; then nothing is published.
    fn html(&self, view: &View<'_>) -> Result<Vec<u8>, RenderError>;
}

/// What a page is made of.
#[derive(Debug)]
pub struct View<'a> {
    /// Its address.
    pub route: &'a Route,
    /// The page, as it is in its twin.
    pub page: &'a Page,
    /// The twin itself: what a script in the page can be given as it is.
    pub twin: &'a [u8],
    /// The columns beside a story, by the paths of their files: *Popular*, then that of its tag.
    /// Not part of what the HTML is made of: it is not made again when only these change.
    pub rails: &'a [(String, Arc<Page>)],
    /// The newspaper.
    pub site: &'a Site,
}

/// Why a page has no HTML.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RenderError(pub String);
