//! The interface to the app, through which press gets the HTML of a page.

use crate::Figures;
use frontpage_assets::release::Release;
use frontpage_assets::tools::Tool;
use frontpage_base::config::Config;
use frontpage_base::fingerprint::Fingerprint;
use frontpage_catalog::{SectionYears, Topic, TopicPair};
use frontpage_media::ImageRef;
use frontpage_model::{Page, Route, Site};
use frontpage_output::head::ThemeColors;
use std::sync::Arc;

/// Renders pages as HTML, several at a time.
pub trait Prerender: Send + Sync {
    /// Returns the fingerprint of everything that the HTML depends on, except the page and its
    /// rails: the app, the release, the newspaper. When it changes, every page is made again.
    fn key(&self) -> Fingerprint;

    /// Returns the texts that many of the files start with, byte for byte. Each is compressed only
    /// once.
    fn shared_prefixes(&self) -> &[String];

    /// Returns the complete HTML file.
    fn html(&self, view: &PageView<'_>) -> Vec<u8>;

    /// Returns the page for URLs that do not exist.
    fn not_found(&self) -> Vec<u8>;

    /// Returns the page for readers without a connection.
    fn offline(&self) -> Vec<u8>;

    /// Returns the page of a tool, or `None` if the newspaper does not have that tool, or if the page
    /// depends on the stories. The page about privacy says what a visit loads. The search page has no links
    /// to years here.
    fn tool(&self, tool: Tool, figures: Figures) -> Option<Vec<u8>>;

    /// Returns the addresses of the files that a first visit to a list loads for the app.
    fn app_files(&self) -> &[String];

    /// Returns the page of the search, with links to the years of each section.
    fn search(&self, sections: &[SectionYears<'_>]) -> Vec<u8>;

    /// Returns the page on which tags are combined, or the page of a pair of tags.
    fn topics(&self, view: &TopicsView<'_>) -> Vec<u8>;
}

/// Makes a prerenderer for one newspaper and one release of the app. It is a parameter of a publish
/// so that this crate, and whatever needs the data alone, compiles without the app's framework.
pub type NewPrerender =
    for<'a> fn(&'a Config, Site, Release, ThemeColors) -> Box<dyn Prerender + 'a>;

/// The inputs of the page on which tags are combined.
#[derive(Clone, Copy, Debug)]
pub struct TopicsView<'a> {
    /// The tags, the most used ones first.
    pub topics: &'a [Topic<'a>],
    /// The most used pairs of tags.
    pub pairs: &'a [TopicPair<'a>],
    /// The pair whose page it is; `None` for the page on which tags are chosen.
    pub pair: Option<&'a TopicPair<'a>>,
}

/// The inputs of a page's HTML.
#[derive(Debug)]
pub struct PageView<'a> {
    /// The page's address.
    pub route: &'a Route,
    /// All language versions of a story, including this one, each with its language and address.
    /// Empty if there is no other version.
    pub versions: &'a [(&'a str, &'a Route)],
    /// Authors named in the story's item who have no page of their own.
    pub unlisted_authors: &'a [String],
    /// Crops of the story's lead image, for structured data.
    pub crops: &'a [ImageRef],
    /// The page, as in its page data.
    pub page: &'a Arc<Page>,
    /// The rails beside a story, by the paths of their files: *Popular*, then the rail of its tag.
    /// They are not part of the fingerprint: the HTML is not made again when only they change.
    pub rails: &'a [(String, Arc<Page>)],
}
