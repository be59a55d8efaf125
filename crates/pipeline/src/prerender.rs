//! The seam to the app: whoever makes HTML of a page.

use frontpage_assets::release::Release;
use frontpage_base::config::Config;
use frontpage_base::key::Key;
use frontpage_media::Shown;
use frontpage_model::{Page, Route, Site};
use frontpage_output::head::Colors;
use std::sync::Arc;

/// Makes the HTML of pages, several at a time.
pub trait Prerender: Sync {
    /// The hash of everything that the HTML depends on but for the page and its rails: the app,
    /// the release, the newspaper. When it changes, every page is made again.
    fn key(&self) -> Key;

    /// What many of the files begin with, byte for byte. It is packed once.
    fn beginnings(&self) -> &[String];

    /// The whole HTML file.
    fn html(&self, view: &View<'_>) -> Vec<u8>;

    /// The page for an address that names nothing.
    fn not_found(&self) -> Vec<u8>;

    /// The page for a reader without a connection.
    fn offline(&self) -> Vec<u8>;
}

/// Makes a prerenderer for one newspaper and one release of the app. It is a parameter of a publish
/// so that this crate, and whatever needs the data alone, compiles without the app's framework.
pub type NewPrerender = for<'a> fn(&'a Config, Site, Release, Colors) -> Box<dyn Prerender + 'a>;

/// What a page is made of.
#[derive(Debug)]
pub struct View<'a> {
    /// Its address.
    pub route: &'a Route,
    /// A story in all its languages, itself among them, each with its address; or nothing.
    pub versions: &'a [(&'a str, &'a Route)],
    /// The authors that a story's item names and that have no page.
    pub named: &'a [String],
    /// Crops of its lead picture, for structured data.
    pub crops: &'a [Shown],
    /// The page, as it is in its twin.
    pub page: &'a Arc<Page>,
    /// The twin itself: what the app is given to go on from.
    pub twin: &'a str,
    /// The columns beside a story, by the paths of their files: *Popular*, then that of its tag.
    /// Not part of what the HTML is made of: it is not made again when only these change.
    pub rails: &'a [(String, Arc<Page>)],
}
