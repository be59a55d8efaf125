//! From stories to pages: the front, listings in pages, rails, and the stories themselves.

mod front;
mod paging;
mod rails;

use crate::{config::Config, report::Finding, story::Story};
use frontpage_model::{
    Listing, ListingKind, Page, Route, Site, Slug, Twin, popular_path, rail_path, site_path,
};
use std::collections::BTreeMap;

/// Every file of data, by its path from the site's root.
pub type Twins = BTreeMap<String, Twin>;

/// A tag with its stories, as places in the list of stories.
#[derive(Debug)]
struct Tag {
    name: String,
    stories: Vec<usize>,
}

/// Sorts the stories, newest first; of two of the same moment the one whose URL comes first.
pub fn sort(stories: &mut [Story]) {
    stories.sort_by_cached_key(|story| {
        let article = &story.article;
        (
            std::cmp::Reverse(article.published.order()),
            article.url.to_string(),
        )
    });
}

/// Makes every page. The stories must be sorted.
pub fn pages(config: &Config, mut stories: Vec<Story>) -> (Twins, Vec<Finding>) {
    let tags = tags(&stories);
    rails::choose(&mut stories, &tags);
    let mut twins = Twins::new();
    let mut add = |path: String, page: Page| {
        twins.insert(path, Twin::new(page));
    };

    let mut findings = front::unknown_picks(config, &stories);
    findings.extend(tag_names(&stories));
    add(
        Route::Front.twin(),
        Page::Front(front::front(config, &stories)),
    );
    add(popular_path(), Page::Rail(rails::popular(config, &stories)));
    for (slug, tag) in &tags {
        if let Some(rail) = rails::of_tag(slug, tag, &stories) {
            add(rail_path(slug), Page::Rail(rail));
        }
    }
    for listing in listings(config, &stories, &tags) {
        let route = match listing.kind {
            ListingKind::Section => Route::Section(listing.slug.clone(), listing.page),
            ListingKind::Tag => Route::Tag(listing.slug.clone(), listing.page),
            ListingKind::Author => Route::Author(listing.slug.clone(), listing.page),
        };
        add(route.twin(), Page::Listing(listing));
    }
    add(site_path(), Page::Site(site(config)));
    for story in stories {
        add(story.article.url.twin(), Page::Article(story.article));
    }
    (twins, findings)
}

fn listings(config: &Config, stories: &[Story], tags: &BTreeMap<Slug, Tag>) -> Vec<Listing> {
    let mut listings = Vec::new();
    let mut add = |kind, slug: &Slug, name: &str, about: &str, stories: Vec<&Story>| {
        let empty = Listing {
            kind,
            slug: slug.clone(),
            name: name.into(),
            about: about.into(),
            page: None,
            cards: Vec::new(),
            older: None,
            newer: None,
        };
        let cards = stories.into_iter().map(Story::card).collect();
        listings.extend(paging::pages(&empty, cards));
    };
    for section in &config.sections {
        let theirs = stories
            .iter()
            .filter(|s| s.article.section.slug == section.slug);
        add(
            ListingKind::Section,
            &section.slug,
            &section.name,
            &section.about,
            theirs.collect(),
        );
    }
    for author in &config.authors {
        let theirs = stories.iter().filter(|s| s.authors.contains(&author.slug));
        add(
            ListingKind::Author,
            &author.slug,
            &author.name,
            &author.about,
            theirs.collect(),
        );
    }
    for (slug, tag) in tags {
        let theirs = tag.stories.iter().map(|at| &stories[*at]);
        add(ListingKind::Tag, slug, &tag.name, "", theirs.collect());
    }
    listings
}

/// The tags and where they are used. A tag that items name differently has the name that most of
/// them use, of equally many the first in the alphabet.
fn tags(stories: &[Story]) -> BTreeMap<Slug, Tag> {
    let mut tags: BTreeMap<Slug, (BTreeMap<&str, usize>, Vec<usize>)> = BTreeMap::new();
    for (at, story) in stories.iter().enumerate() {
        for tag in &story.article.tags {
            let (names, places) = tags.entry(tag.slug.clone()).or_default();
            *names.entry(&tag.name).or_default() += 1;
            places.push(at);
        }
    }
    tags.into_iter()
        .map(|(slug, (names, stories))| {
            let name = names
                .into_iter()
                .reduce(|best, next| if next.1 > best.1 { next } else { best })
                .map(|(name, _)| name.to_owned())
                .unwrap_or_default();
            (slug, Tag { name, stories })
        })
        .collect()
}

/// Tags with one slug and several names: most likely an editor meant one of them.
fn tag_names(stories: &[Story]) -> Vec<Finding> {
    let mut names: BTreeMap<&Slug, Vec<&str>> = BTreeMap::new();
    for tag in stories.iter().flat_map(|story| &story.article.tags) {
        let names = names.entry(&tag.slug).or_default();
        if !names.contains(&tag.name.as_str()) {
            names.push(&tag.name);
        }
    }
    names.retain(|_, names| names.len() > 1);
    names
        .into_iter()
        .map(|(slug, mut names)| {
            names.sort_unstable();
            Finding::new(
                "subjects",
                format!("the tag {slug} has several names: {}", names.join(", ")),
                "use one name for a tag",
            )
        })
        .collect()
}

fn site(config: &Config) -> Site {
    Site {
        name: config.name.clone(),
        tagline: config.tagline.clone(),
        description: config.description.clone(),
        url: config.url.clone(),
        lang: config.lang.clone(),
        dir: crate::config::direction(&config.lang),
        time_zone: config.time_zone.clone(),
        time_zone_label: config.time_zone_label.clone(),
        sections: config.sections.iter().map(|s| s.section()).collect(),
        copyright: config.copyright.clone(),
    }
}
