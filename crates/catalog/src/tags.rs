//! The tags and the stories that have them.

use foldhash::HashMap;
use frontpage_base::report::Finding;
use frontpage_ingest::story::Story;
use frontpage_model::{Page, RAIL_CARDS, Slug};
use std::sync::{Arc, OnceLock};

/// A rail can be filled when there are enough stories without the one being read.
pub const ENOUGH: usize = RAIL_CARDS + 1;

/// A tag.
#[derive(Debug)]
pub struct Tag<'a> {
    pub slug: &'a Slug,
    /// Of the names that items use the one that most do, of equally many the first in the alphabet.
    pub name: &'a str,
    /// The name as the alphabet sorts it.
    pub sorted_by: String,
    /// All of them, sorted.
    names: Vec<&'a str>,
    /// Places in the list of stories.
    pub stories: Vec<u32>,
    /// Its rail, once somebody needed it.
    pub rail: OnceLock<Arc<Page>>,
}

impl Tag<'_> {
    /// Whether there are enough stories for a rail.
    pub fn fills_a_rail(&self) -> bool {
        self.stories.len() >= ENOUGH
    }

    /// A tag with one slug and several names: most likely an editor meant one of them.
    pub fn finding(&self) -> Option<Finding> {
        (self.names.len() > 1).then(|| {
            Finding::new(
                "subjects",
                format!(
                    "the tag {} has several names: {}",
                    self.slug,
                    self.names.join(", ")
                ),
                "use one name for a tag",
            )
        })
    }
}

/// The tags, by slug.
pub fn group<'a>(stories: &[&'a Story]) -> Vec<Tag<'a>> {
    struct Group<'a> {
        names: Vec<(&'a str, usize)>,
        stories: Vec<u32>,
    }
    let mut groups: HashMap<&'a Slug, Group<'a>> = HashMap::default();
    for (place, story) in (0..).zip(stories) {
        for tag in &story.tags {
            let group = groups.entry(&tag.slug).or_insert_with(|| Group {
                names: Vec::new(),
                stories: Vec::new(),
            });
            match group.names.iter_mut().find(|(name, _)| *name == tag.name) {
                Some((_, count)) => *count += 1,
                None => group.names.push((&tag.name, 1)),
            }
            group.stories.push(place);
        }
    }
    let mut tags: Vec<Tag<'a>> = groups
        .into_iter()
        .map(|(slug, Group { mut names, stories })| {
            names.sort_unstable();
            // of equally many the last, and so the list is gone through from its end
            let most = names.iter().rev().max_by_key(|(_, count)| *count);
            let name = most.map_or("", |(name, _)| name);
            Tag {
                slug,
                name,
                sorted_by: name.to_lowercase(),
                names: names.iter().map(|(name, _)| *name).collect(),
                stories,
                rail: OnceLock::new(),
            }
        })
        .collect();
    tags.sort_unstable_by_key(|tag| tag.slug);
    tags
}
