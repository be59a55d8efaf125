//! The tags of all stories, and the stories of each tag.

use foldhash::HashMap;
use frontpage_base::diagnostic::FieldDiagnostic;
use frontpage_ingest::story::Story;
use frontpage_model::{Page, RAIL_CARDS, Slug};
use std::sync::{Arc, OnceLock};

/// The number of stories needed for a rail. It is one more than a rail shows, because the story being
/// read is left out.
pub const MIN_STORIES: usize = RAIL_CARDS + 1;

/// A tag and its stories.
#[derive(Debug)]
pub struct Tag<'a> {
    pub slug: &'a Slug,
    /// The most frequent name among the items; in a tie, the first in the alphabet.
    pub name: &'a str,
    /// The name in lower case, for sorting.
    pub sorted_by: String,
    /// All names that items use for this slug, sorted.
    names: Vec<&'a str>,
    /// The indices of its stories, newest first.
    pub stories: Vec<u32>,
    /// Its rail, built when it is first needed.
    pub rail: OnceLock<Arc<Page>>,
}

impl Tag<'_> {
    /// Returns whether it has enough stories for a rail.
    pub fn fills_a_rail(&self) -> bool {
        self.stories.len() >= MIN_STORIES
    }

    /// Reports a slug with several names, which is most likely a mistake in some of the items.
    pub fn finding(&self) -> Option<FieldDiagnostic> {
        (self.names.len() > 1).then(|| {
            FieldDiagnostic::new(
                "subjects",
                format!(
                    "the tag {} has several names: {}",
                    self.slug,
                    self.names.join(", ")
                ),
                "use the same name for the tag everywhere",
            )
        })
    }
}

/// Groups the stories by tag; returns the tags sorted by slug.
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
            // `max_by_key` returns the last of equal elements; iterate in reverse to get the first.
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
