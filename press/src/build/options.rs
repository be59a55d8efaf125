//! What to publish, and how.

use super::Prerender;
use crate::write::{Compress, Steps};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::PathBuf;

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
    /// Makes HTML of the pages; without, there is only their data.
    pub prerender: Option<&'a dyn Prerender>,
    /// Makes the packed copies beside the files; without, there are none.
    pub compress: Option<&'a dyn Compress>,
    /// Files that belong to the site as they are, by their paths from its root, without a leading
    /// slash: the app, `404.html`, icons.
    pub extras: BTreeMap<String, Vec<u8>>,
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
            strict: false,
            wait: true,
            adopt: false,
            check: false,
            changed: None,
            prerender: None,
            compress: None,
            extras: BTreeMap::new(),
            step: None,
        }
    }
}
