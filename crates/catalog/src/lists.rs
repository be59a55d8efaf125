//! The lists of stories: one for each section, author and tag.

use super::tags::Tag;
use foldhash::HashMap;
use frontpage_base::config::{Config, SectionOrAuthor};
use frontpage_ingest::story::Story;
use frontpage_model::{ListingKind, PageNumber, Route, Slug};

/// A section, an author or a tag, with its stories.
#[derive(Debug)]
pub struct List<'a> {
    /// Whether it is a section, an author or a tag.
    pub kind: ListingKind,
    /// The name in the URL.
    pub slug: &'a Slug,
    /// The name as readers see it.
    pub name: &'a str,
    /// A description of the section or author; empty for a tag.
    pub description: &'a str,
    /// Its stories, newest first, as indices into the archive's stories.
    pub stories: Vec<u32>,
}

impl List<'_> {
    /// Returns the route of one of its pages; `None` is the newest page.
    pub fn route(&self, page: Option<PageNumber>) -> Route {
        let slug = self.slug.clone();
        match self.kind {
            ListingKind::Section => Route::Section(slug, page),
            ListingKind::Tag => Route::Tag(slug, page),
            ListingKind::Author => Route::Author(slug, page),
        }
    }
}

/// The stories of each section and author, as indices into the archive's stories.
#[derive(Debug, Default)]
pub struct StoriesByOwner<'a> {
    sections: HashMap<&'a Slug, Vec<u32>>,
    authors: HashMap<&'a Slug, Vec<u32>>,
}

/// Groups the stories by section and author.
pub fn by_name<'a>(stories: &[&'a Story]) -> StoriesByOwner<'a> {
    let mut by_name = StoriesByOwner::default();
    for (place, story) in (0..).zip(stories) {
        let section = by_name.sections.entry(&story.section);
        section.or_default().push(place);
        for author in &story.authors {
            by_name.authors.entry(author).or_default().push(place);
        }
    }
    by_name
}

/// Returns every list, including those without stories.
pub fn all_lists<'a>(
    config: &'a Config,
    by_name: StoriesByOwner<'a>,
    tags: &[Tag<'a>],
) -> Vec<List<'a>> {
    let StoriesByOwner {
        mut sections,
        mut authors,
    } = by_name;
    let named = |kind, named: &'a SectionOrAuthor, stories: &mut HashMap<&Slug, Vec<u32>>| List {
        kind,
        slug: &named.slug,
        name: &named.name,
        description: &named.about,
        stories: stories.remove(&named.slug).unwrap_or_default(),
    };
    let mut lists: Vec<List<'a>> = config
        .sections
        .iter()
        .map(|section| named(ListingKind::Section, section, &mut sections))
        .collect();
    lists.extend(
        config
            .authors
            .iter()
            .map(|author| named(ListingKind::Author, author, &mut authors)),
    );
    lists.extend(tags.iter().map(|tag| List {
        kind: ListingKind::Tag,
        slug: tag.slug,
        name: tag.name,
        description: "",
        stories: tag.stories.clone(),
    }));
    lists
}
