//! Plans the files for combining and following tags.

use super::Edition;
use super::plan::Plan;
use super::prerender::TopicsView;
use frontpage_catalog::Archive;
use frontpage_hosting::combination;
use std::borrow::Cow;

/// The path of the file with the names of the tags, from the site's root.
pub const TOPICS_PATH: &str = "tag.json";
/// The path of the file with the newest stories and the lists that they are in, from the site's root.
pub const FOLLOWING_PATH: &str = "following.json";

impl<'a> Plan<'a, '_, '_> {
    /// Plans the lists of the tags, the pages on which tags are combined, and the newest stories for those
    /// who follow something. A new story changes the lists of its own tags only, and these few pages.
    pub fn topics(&mut self, archive: &Archive<'_>, edition: &'a Edition<'_>) {
        for (slug, bytes) in archive.topic_lists() {
            self.file(&format!("tag/{slug}.bin"), Cow::Owned(bytes));
        }
        self.file(TOPICS_PATH, Cow::Owned(archive.topic_names()));
        self.file(FOLLOWING_PATH, Cow::Owned(archive.newest_with_lists()));
        let (topics, pairs) = (archive.topics(), archive.most_used_pairs());
        let view = TopicsView {
            topics: &topics,
            pairs: &pairs,
            pair: None,
        };
        let page = |pair| edition.prerender.topics(&TopicsView { pair, ..view });
        // The publisher can have a page of their own here.
        if !edition
            .overrides
            .iter()
            .any(|path| path == combination::PAGE)
        {
            self.file(combination::PAGE, Cow::Owned(page(None)));
        }
        for pair in &pairs {
            let path = format!("tag/{}.html", pair.address());
            self.file(&path, Cow::Owned(page(Some(pair))));
        }
    }
}
