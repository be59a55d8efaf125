//! The options of a build.

use crate::NewPrerender;
use frontpage_base::step::StepHook;
use jiff::Timestamp;
use std::path::PathBuf;

/// The default of [`Options::memory`]: some ten thousand stories.
const MEMORY: usize = 64 << 20;

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

/// What to build, from where and to where.
#[derive(Clone)]
pub struct Options<'a> {
    /// The folder with site.toml, the items and their media.
    pub content: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// The cache folder, which is kept between runs.
    pub cache: PathBuf,
    /// The time of publishing.
    pub now: Timestamp,
    /// The app to publish with; `None` makes only the data and the images.
    pub app: Option<App>,
    /// Whether to write precompressed copies next to the files. Has no effect without an app.
    pub precompress: bool,
    /// Whether to write the search index, if the newspaper has a search. A developer's site has no page for
    /// it.
    pub search: bool,
    /// Whether any diagnostic keeps everything from being written.
    pub strict: bool,
    /// Whether to wait for another publish or a deploy, instead of failing.
    pub wait: bool,
    /// Whether to replace files in `out` that press did not write.
    pub adopt: bool,
    /// Whether to read every file in `out` to check that it is still as press wrote it.
    pub verify_all: bool,
    /// The file for the list of changed files; `None` puts it into the cache folder.
    pub changed: Option<PathBuf>,
    /// How many bytes of stories are kept in memory between reading and rendering them. A story's
    /// file is read once within this limit, and once per step beyond it.
    pub memory: usize,
    /// Called at each step, so that tests can stop a publish there.
    pub step: Option<&'a StepHook<'a>>,
}

impl Options<'_> {
    /// Returns the default options: only data, waiting for another publish, everything else off.
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
            precompress: true,
            search: true,
            strict: false,
            wait: true,
            adopt: false,
            verify_all: false,
            changed: None,
            memory: MEMORY,
            step: None,
        }
    }
}
