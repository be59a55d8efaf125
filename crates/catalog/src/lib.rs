//! From stories to pages: which pages there are, what each is made of, and the pages themselves,
//! one at a time.
//!
//! 1. **Lists are computed, never stored.** They follow from the chosen stories alone.
//! 2. **A page has a fingerprint before it is made,** so that only stale pages are made.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod front;
mod lists;
mod newest;
mod paging;
mod plan;
mod rails;
mod tags;
mod translations;

pub use lists::List;
pub use newest::newest;
pub use paging::Sheet;
pub use plan::{Planned, Subject};

use foldhash::{HashMap, HashSet};
use frontpage_base::config::Config;
use frontpage_base::key;
use frontpage_base::key::Key;
use frontpage_base::report::{Problem, Severity};
use frontpage_ingest::read::{Copy, Newsroom};
use frontpage_ingest::story::Story;
use frontpage_model::{Page, Route, Site, Slug};
use rayon::prelude::*;
use std::sync::{Arc, OnceLock};
use tags::Tag;
use translations::Translations;

/// The stories that are published, newest first, and where each of them is listed.
#[derive(Debug)]
pub struct Archive<'a> {
    config: &'a Config,
    site: Site,
    /// Newest first; of two of the same moment the one whose URL comes first.
    stories: Vec<&'a Story>,
    /// The files they come from, in the same order.
    copies: Vec<&'a Copy>,
    tags: Vec<Tag<'a>>,
    tag_places: HashMap<&'a Slug, usize>,
    lists: Vec<List<'a>>,
    urls: HashSet<&'a Route>,
    translations: Translations,
    popular: OnceLock<Arc<Page>>,
    press: Key,
}

impl<'a> Archive<'a> {
    /// Sorts the chosen stories and groups them.
    pub fn new(config: &'a Config, newsroom: &'a Newsroom<'_>, chosen: &[usize]) -> Self {
        let mut all: Vec<(i64, &Story, &Copy)> = chosen
            .par_iter()
            .filter_map(|place| newsroom.copies().get(*place))
            .filter_map(|copy| {
                let story = copy.known.story()?;
                Some((story.published.order(), story, copy))
            })
            .collect();
        all.par_sort_unstable_by(|(a, one, _), (b, other, _)| {
            b.cmp(a).then_with(|| one.url.cmp(&other.url))
        });
        let stories: Vec<&Story> = all.iter().map(|(_, story, _)| *story).collect();
        let copies: Vec<&Copy> = all.iter().map(|(_, _, copy)| *copy).collect();
        let uri = |copy: &&'a Copy| {
            let head = copy.known.head.as_ref().ok()?;
            head.uri.as_deref().map(str::trim)
        };
        let translations = || {
            let uris: Vec<Option<&str>> = copies.par_iter().map(uri).collect();
            Translations::of(&config.lang, &stories, &uris)
        };
        let urls = || stories.iter().map(|story| &story.url).collect();
        let ((tags, by_name), (urls, translations)) = rayon::join(
            || rayon::join(|| tags::group(&stories), || lists::by_name(&stories)),
            || rayon::join(urls, translations),
        );
        Self {
            site: site(config),
            lists: lists::all(config, by_name, &tags),
            tag_places: tags
                .iter()
                .enumerate()
                .map(|(place, tag)| (tag.slug, place))
                .collect(),
            translations,
            urls,
            config,
            stories,
            copies,
            tags,
            popular: OnceLock::new(),
            press: key::of_press(),
        }
    }

    /// The newspaper.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The stories, newest first.
    pub fn stories(&self) -> &[&'a Story] {
        &self.stories
    }

    /// The file that a story comes from.
    pub fn copy(&self, place: u32) -> &'a Copy {
        self.copies[place as usize]
    }

    /// Sections, authors and tags, each with its stories.
    pub fn lists(&self) -> &[List<'a>] {
        &self.lists
    }

    /// Whether there is such a page, whatever its number.
    pub fn has(&self, route: &Route) -> bool {
        match route {
            Route::Front => true,
            Route::Article(..) => self.urls.contains(route),
            Route::Section(slug, _) => self.config.section(slug.as_str()).is_some(),
            Route::Author(slug, _) => self.config.author(slug.as_str()).is_some(),
            Route::Tag(slug, _) => self.tag_places.contains_key(slug),
        }
    }

    /// What is wrong with `site.toml`, or with the items taken together.
    pub fn problems(&self) -> Vec<Problem> {
        let mut findings = front::unknown_picks(self.config, &self.stories);
        findings.extend(self.tags.iter().filter_map(Tag::finding));
        let findings = findings.into_iter();
        let mut problems: Vec<Problem> = findings
            .map(|finding| finding.at("site.toml", Severity::Warning))
            .collect();
        let stories = self.stories.par_iter().zip(&self.copies);
        problems.par_extend(stories.flat_map_iter(|(story, copy)| {
            let dead = story.links.iter().filter(|link| !self.has(link));
            dead.map(|link| {
                frontpage_ingest::clean::dead_link(&story.field, link)
                    .at(&copy.file, Severity::Warning)
            })
        }));
        problems
    }

    /// A story in all its languages, itself among them, each with its address, by language; nothing
    /// where there is only one.
    pub fn versions(&self, place: u32) -> Vec<(&str, &Route)> {
        let places = self.translations.of_story(place).iter();
        let versions = places.map(|place| {
            let story = self.stories[*place as usize];
            let lang = story.lang.as_deref().unwrap_or(&self.config.lang);
            (lang, &story.url)
        });
        versions.collect()
    }

    fn tag(&self, slug: &Slug) -> Option<&Tag<'a>> {
        self.tags.get(*self.tag_places.get(slug)?)
    }
}

/// The newspaper as its pages know it.
pub fn site(config: &Config) -> Site {
    Site {
        name: config.name.clone(),
        tagline: config.tagline.clone(),
        description: config.description.clone(),
        url: config.url.clone(),
        lang: config.lang.clone(),
        dir: frontpage_base::config::direction(&config.lang),
        time_zone: config.time_zone.clone(),
        time_zone_label: config.time_zone_label.clone(),
        sections: config.sections.iter().map(|s| s.section()).collect(),
        copyright: config.copyright.clone(),
    }
}
