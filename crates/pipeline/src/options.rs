//! What to publish, and how.

use crate::NewPrerender;
use frontpage_base::step::Steps;
use jiff::Timestamp;
use std::path::PathBuf;

/// The app to publish with, and how to prerender with it.
#[derive(Clone, Debug)]
pub struct App {
    /// The folder that Trunk built.
    pub dist: PathBuf,
    /// The publisher's own files, which keep their names.
    pub public: PathBuf,
    /// Makes the HTML of the pages with the app's own components.
    pub prerender: NewPrerender,
}

/// What to build, and where.
#[derive(Clone)]
pub struct Options<'a> {
    /// The folder with site.toml, the items and their media.
    pub content: PathBuf,
    /// Where the files go.
    pub out: PathBuf,
    /// What is kept between runs.
    pub cache: PathBuf,
    /// The moment of publishing.
    pub now: Timestamp,
    /// The app to publish with; none makes the data and the pictures only.
    pub app: Option<App>,
    /// Whether packed copies are made beside the files, where there is an app.
    pub pack: bool,
    /// Whether any problem keeps everything from being written.
    pub strict: bool,
    /// Whether to wait while another publish is under way, rather than to give up.
    pub wait: bool,
    /// Whether files in `out` that press did not write may be replaced.
    pub adopt: bool,
    /// Whether every file in `out` is read to find out whether it is as press left it.
    pub check: bool,
    /// Where the list of changed files goes; without, into the cache.
    pub changed: Option<PathBuf>,
    /// Called at each step of writing: tests stop a publish there.
    pub step: Option<&'a Steps<'a>>,
}

impl Options<'_> {
    /// Data only, waiting where it must, and nothing unusual.
    pub fn new(
        content: impl Into<PathBuf>,
        out: impl Into<PathBuf>,
        cache: impl Into<PathBuf>,
        now: Timestamp,
    ) -> Self {
        Self {
            content: content.into(),
            out: out.into(),
            cache: cache.into(),
            now,
            app: None,
            pack: true,
            strict: false,
            wait: true,
            adopt: false,
            check: false,
            changed: None,
            step: None,
        }
    }
}
