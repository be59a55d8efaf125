//! The files for combining and following tags.

use super::Edition;
use super::prerender::TopicsView;
use frontpage_catalog::Archive;
use frontpage_hosting::combination;

/// The path of the file with the names of the tags, from the site's root.
pub const TOPICS_PATH: &str = "tag.json";
/// The path of the file with the newest stories and the lists that they are in, from the site's root.
pub const FOLLOWING_PATH: &str = "following.json";

/// Returns the lists of the tags, the pages on which tags are combined, and the newest stories for those who
/// follow something, each with its path. A new story changes the lists of its own tags only, and these few
/// pages.
pub fn files(archive: &Archive<'_>, edition: &Edition<'_>) -> Vec<(String, Vec<u8>)> {
    let lists = archive.topic_lists().into_iter();
    let mut files: Vec<(String, Vec<u8>)> = lists
        .map(|(slug, bytes)| (format!("tag/{slug}.bin"), bytes))
        .collect();
    files.push((TOPICS_PATH.into(), archive.topic_names()));
    files.push((FOLLOWING_PATH.into(), archive.newest_with_lists()));
    let (topics, pairs) = (archive.topics(), archive.most_used_pairs());
    let view = TopicsView {
        topics: &topics,
        pairs: &pairs,
        pair: None,
    };
    let page = |pair| edition.prerender.topics(&TopicsView { pair, ..view });
    // The publisher can have a page of their own here.
    let own = |path: &String| path == combination::PAGE;
    if !edition.overrides.iter().any(own) {
        files.push((combination::PAGE.into(), page(None)));
    }
    for pair in &pairs {
        files.push((format!("tag/{}.html", pair.address()), page(Some(pair))));
    }
    files
}
