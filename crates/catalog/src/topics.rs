//! The files for combining and following tags: small sorted lists, the most used pairs of tags, and the
//! newest stories with the lists that they are in.
//!
//! 1. **A list has numbers, not cards.** The cards are in the page data of the tag already, and the place
//!    of a number in the list says on which page.
//! 2. **What somebody follows is not in an address.** All readers load the same file of newest stories.

use crate::lists::List;
use crate::{Archive, paging};
use foldhash::HashMap;
use frontpage_base::json;
use frontpage_model::{Card, ListingKind, Slug};

/// The largest number of stories in a tag's list, which makes 30 kB.
pub const MOST_STORIES: usize = 5000;
/// The number of bytes of a story's number.
pub const ID_BYTES: usize = 6;
/// The largest number of tags whose names can be chosen.
pub const MOST_TOPICS: usize = 5000;
/// The number of pairs that are published as pages.
pub const PAIRS: usize = 12;
/// The number of newest stories among which a reader finds those that are followed.
pub const NEWEST: usize = 300;
/// The smallest number of stories that makes a pair worth a page.
const FEWEST_IN_PAIR: usize = 2;
/// How many tags of a story are counted for pairs. A story with more of them says little about which go
/// together, and a story with thousands must not take a minute.
const COUNTED_TAGS: usize = 12;

/// A tag with its name and the number of its stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic<'a> {
    /// The name in the URL.
    pub slug: &'a Slug,
    /// The name as readers see it.
    pub name: &'a str,
    /// The number of its stories.
    pub stories: usize,
}

/// Two tags that many stories have both of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicPair<'a> {
    /// The tags, sorted by slug.
    pub topics: [Topic<'a>; 2],
    /// The number of stories that have both.
    pub stories: usize,
    /// The newest of these stories, newest first.
    pub cards: Vec<Card>,
}

impl TopicPair<'_> {
    /// Returns the last part of its address: `mideast+political-us`.
    pub fn address(&self) -> String {
        let [first, second] = self.topics;
        format!("{}+{}", first.slug, second.slug)
    }
}

/// Returns the number of a story in the lists, which follows from its path. `src/tools/tag.js` computes
/// it too, to make sure that a card belongs to the story in the list.
///
/// It has the first 32 bits of one FNV-1a hash of the path and the last 16 bits of another one, which
/// begins with another number.
pub fn story_id(path: &str) -> [u8; ID_BYTES] {
    let hash = |start: u32| {
        path.bytes().fold(start, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
    };
    let [a, b, c, d] = hash(0x811c_9dc5).to_be_bytes();
    let [_, _, e, f] = hash(0x9747_b28c).to_be_bytes();
    [a, b, c, d, e, f]
}

impl<'a> Archive<'a> {
    /// Returns the tags, the most used ones first.
    pub fn topics(&self) -> Vec<Topic<'a>> {
        let topic = |tag: &crate::tags::Tag<'a>| Topic {
            slug: tag.slug,
            name: tag.name,
            stories: tag.stories.len(),
        };
        let mut topics: Vec<Topic<'a>> = self.tags.iter().map(topic).collect();
        topics.sort_by(|a, b| b.stories.cmp(&a.stories).then_with(|| a.slug.cmp(b.slug)));
        topics.truncate(MOST_TOPICS);
        topics
    }

    /// Returns the list of each tag, by the tag's slug: how many stories it has, then the numbers of the
    /// newest ones, newest first. All numbers have `ID_BYTES` bytes, the most significant first.
    pub fn topic_lists(&self) -> Vec<(&'a Slug, Vec<u8>)> {
        let ids: Vec<[u8; ID_BYTES]> = self.paths.iter().map(|path| story_id(path)).collect();
        let list = |tag: &crate::tags::Tag<'a>| {
            let number = (tag.stories.len() as u64).to_be_bytes();
            let mut bytes = number[8 - ID_BYTES..].to_vec();
            let stories = tag.stories.iter().take(MOST_STORIES);
            bytes.extend(stories.flat_map(|at| ids[*at as usize]));
            (tag.slug, bytes)
        };
        self.tags.iter().map(list).collect()
    }

    /// Returns the pairs of tags that most stories have, at most `PAIRS`. The tags of a pair are not
    /// always together, because then the page of the pair would have the same stories as the page of a tag.
    pub fn most_used_pairs(&self) -> Vec<TopicPair<'a>> {
        let mut counts: HashMap<[usize; 2], usize> = HashMap::default();
        for story in &self.stories {
            let tags = story.tags.iter().take(COUNTED_TAGS);
            let mut places: Vec<usize> = tags
                .filter_map(|tag| self.tag_places.get(&tag.slug).copied())
                .collect();
            places.sort_unstable();
            for (at, first) in places.iter().enumerate() {
                for second in &places[at + 1..] {
                    *counts.entry([*first, *second]).or_default() += 1;
                }
            }
        }
        let mut pairs: Vec<([usize; 2], usize)> = counts
            .into_iter()
            .filter(|(places, stories)| {
                let all = places.map(|at| self.tags[at].stories.len());
                *stories >= FEWEST_IN_PAIR && all.iter().all(|all| all > stories)
            })
            .collect();
        // The tags are sorted by slug, and so are these.
        pairs.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        pairs.truncate(PAIRS);
        let pair = |(places, _): ([usize; 2], usize)| self.pair(places);
        pairs.into_iter().map(pair).collect()
    }

    fn pair(&self, places: [usize; 2]) -> TopicPair<'a> {
        let [first, second] = places.map(|at| &self.tags[at]);
        // Both lists are sorted.
        let has_both = |at: &&u32| second.stories.binary_search(at).is_ok();
        let both: Vec<u32> = first.stories.iter().filter(has_both).copied().collect();
        let newest = both.iter().take(paging::PAGE_SIZE);
        TopicPair {
            topics: [first, second].map(|tag| Topic {
                slug: tag.slug,
                name: tag.name,
                stories: tag.stories.len(),
            }),
            stories: both.len(),
            cards: newest.map(|at| self.stories[*at as usize].card()).collect(),
        }
    }

    /// Returns the names of the tags as JSON: for each the slug, the name and the number of stories, the
    /// most used ones first.
    pub fn topic_names(&self) -> Vec<u8> {
        let topics = self.topics();
        let names = topics.iter();
        let names = names.map(|topic| (topic.slug.as_str(), topic.name, topic.stories));
        json::to_vec(&names.collect::<Vec<_>>())
    }

    /// Returns the newest stories as JSON, each with the lists that it is in: `lists` has the path and the
    /// name of every section and author, and of the tags of these stories. `stories` has the path, the
    /// headline, the time, the language if it is not the newspaper's, and places in `lists`.
    pub fn newest_with_lists(&self) -> Vec<u8> {
        let newest = self.stories.len().min(NEWEST);
        let mut of_story: Vec<Vec<u32>> = vec![Vec::new(); newest];
        let mut lists: Vec<(String, &str)> = Vec::new();
        for list in &self.lists {
            let stories: Vec<usize> = newest_of(list, newest).collect();
            // Readers can look for every section and author here. The names of the tags have a file.
            if stories.is_empty() && list.kind == ListingKind::Tag {
                continue;
            }
            for story in stories {
                of_story[story].extend(u32::try_from(lists.len()));
            }
            lists.push((list.route(None).to_string(), list.name));
        }
        let stories = self.stories.iter().zip(&of_story);
        let stories: Vec<_> = stories
            .map(|(story, lists)| {
                let lang = story.lang.as_deref().unwrap_or_default();
                let (path, time) = (story.url.to_string(), story.published.to_string());
                (path, &story.headline, time, lang, lists)
            })
            .collect();
        let (lists, stories) = (json::to_string(&lists), json::to_string(&stories));
        format!(r#"{{"lists":{lists},"stories":{stories}}}"#).into_bytes()
    }
}

/// Returns the stories of a list that are among the newest of all stories.
fn newest_of(list: &List<'_>, newest: usize) -> impl Iterator<Item = usize> {
    let places = list.stories.iter().map(|at| *at as usize);
    places.take_while(move |at| *at < newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_story_follows_from_its_path() {
        // The first four bytes are the FNV-1a hash of the path, by the vectors of its authors
        // (http://www.isthe.com/chongo/tech/comp/fnv/).
        assert_eq!(story_id("")[..4], [0x81, 0x1c, 0x9d, 0xc5]);
        assert_eq!(story_id("a")[..4], [0xe4, 0x0c, 0x29, 0x2c]);
        assert_eq!(story_id("foobar")[..4], [0xbf, 0x9c, 0xf9, 0x68]);
        let ids = (0..100_000).map(|number| story_id(&format!("/2025/02/18/story-{number}")));
        let different: std::collections::HashSet<_> = ids.collect();
        assert_eq!(different.len(), 100_000);
    }
}
