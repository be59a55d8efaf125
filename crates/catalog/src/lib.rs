//! The index of published stories: decides which pages exist, fingerprints their input, and builds
//! them one at a time.
//!
//! 1. **Lists are computed, never stored.** They follow from the chosen stories alone.
//! 2. **A page has a fingerprint before it is made,** so that only stale pages are made.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod editions;
pub mod former;
mod front;
mod lists;
mod newest;
mod paging;
mod plan;
mod rails;
mod section_months;
mod tags;
mod topics;
mod translations;

pub use lists::List;
pub use newest::newest;
pub use paging::ListingPage;
pub use plan::{DataFile, PlannedFile};
pub use section_months::SectionYears;
pub use topics::{Topic, TopicPair};

use editions::Editions;
use foldhash::{HashMap, HashSet};
use former::FormerAddresses;
use frontpage_base::config::Config;
use frontpage_base::diagnostic::{Diagnostic, Severity};
use frontpage_base::fingerprint::{self, Fingerprint};
use frontpage_ingest::read::{ContentFile, ContentIndex};
use frontpage_ingest::story::Story;
use frontpage_model::{Page, Period, Route, Site, Slug};
use rayon::prelude::*;
use section_months::SectionMonths;
use std::sync::{Arc, OnceLock};
use tags::Tag;
use translations::Translations;

/// The published stories, newest first, grouped into all the lists they appear in.
#[derive(Debug)]
pub struct Archive<'a> {
    config: &'a Config,
    site: Site,
    /// Newest first; stories of the same time are sorted by URL.
    stories: Vec<&'a Story>,
    /// The paths of the stories' pages, in the same order.
    paths: Vec<Box<str>>,
    /// The source files of the stories, in the same order.
    copies: Vec<&'a ContentFile>,
    tags: Vec<Tag<'a>>,
    tag_places: HashMap<&'a Slug, usize>,
    lists: Vec<List<'a>>,
    urls: HashSet<&'a Route>,
    translations: Translations,
    former: FormerAddresses<'a>,
    editions: Editions,
    /// The months of each list, in the same order.
    section_months: Vec<SectionMonths>,
    popular: OnceLock<Arc<Page>>,
    program_fingerprint: Fingerprint,
}

impl<'a> Archive<'a> {
    /// Sorts and groups the stories at the indices `chosen` of the newsroom's files.
    pub fn new(config: &'a Config, newsroom: &'a ContentIndex<'_>, chosen: &[usize]) -> Self {
        let mut sorted: Vec<(i64, &Story, &ContentFile)> = chosen
            .par_iter()
            .filter_map(|place| newsroom.copies().get(*place))
            .filter_map(|copy| {
                let story = copy.known.story()?;
                Some((story.published.utc_seconds(), story, copy))
            })
            .collect();
        sorted.par_sort_unstable_by(|(time_a, a, _), (time_b, b, _)| {
            time_b.cmp(time_a).then_with(|| a.url.cmp(&b.url))
        });
        let stories: Vec<&Story> = sorted.iter().map(|(_, story, _)| *story).collect();
        let copies: Vec<&ContentFile> = sorted.iter().map(|(_, _, copy)| *copy).collect();
        let uri = |copy: &&'a ContentFile| {
            let head = copy.known.head.as_ref().ok()?;
            head.uri.as_deref().map(str::trim)
        };
        let translations = || {
            let uris: Vec<Option<&str>> = copies.par_iter().map(uri).collect();
            Translations::group(&config.lang, &stories, &uris)
        };
        let urls = || stories.iter().map(|story| &story.url).collect();
        let former = || FormerAddresses::of(&stories);
        let ((tags, by_name), (urls, (translations, former))) = rayon::join(
            || rayon::join(|| tags::group(&stories), || lists::by_name(&stories)),
            || rayon::join(urls, || rayon::join(translations, former)),
        );
        let lists = lists::all_lists(config, by_name, &tags);
        Self {
            site: site(config),
            section_months: SectionMonths::of_lists(&lists, &stories),
            lists,
            tag_places: tags
                .iter()
                .enumerate()
                .map(|(place, tag)| (tag.slug, place))
                .collect(),
            translations,
            former,
            urls,
            editions: Editions::of(&stories),
            config,
            paths: stories
                .par_iter()
                .map(|story| story.url.to_string().into())
                .collect(),
            stories,
            copies,
            tags,
            popular: OnceLock::new(),
            program_fingerprint: fingerprint::of_this_program(),
        }
    }

    /// Returns what the pages show of the newspaper itself.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Returns the stories, newest first.
    pub fn stories(&self) -> &[&'a Story] {
        &self.stories
    }

    /// Returns the path of each story's page, in the order of [`stories`](Self::stories).
    pub fn story_paths(&self) -> &[Box<str>] {
        &self.paths
    }

    /// Returns the source file of the story at an index.
    pub fn source_file(&self, place: u32) -> &'a ContentFile {
        self.copies[place as usize]
    }

    /// Returns the sections, authors and tags with their stories.
    pub fn lists(&self) -> &[List<'a>] {
        &self.lists
    }

    /// Returns whether the page exists. The page number of a listing is ignored.
    pub fn exists(&self, route: &Route) -> bool {
        match route {
            Route::Front => true,
            Route::Article(..) => self.urls.contains(route),
            Route::Section(slug, _) => self.config.section(slug.as_str()).is_some(),
            Route::Author(slug, _) => self.config.author(slug.as_str()).is_some(),
            Route::Tag(slug, _) => self.tag_places.contains_key(slug),
            Route::Edition(path) => match (path.section(), path.period()) {
                (None, period) => self.editions.has_page(period),
                (Some(section), Period::Month(month)) => self.has_section_month(&section, month),
                (Some(_), Period::All | Period::Year(_) | Period::Day(_)) => false,
            },
        }
    }

    /// Reports what is wrong in `site.toml`, and what is wrong across items: tags with several
    /// names, and links to pages that do not exist.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut findings = front::unknown_picks(self.config, &self.stories);
        findings.extend(self.tags.iter().filter_map(Tag::finding));
        let findings = findings.into_iter();
        let mut problems: Vec<Diagnostic> = findings
            .map(|finding| finding.in_file("site.toml", Severity::Warning))
            .collect();
        let stories = self.stories.par_iter().zip(&self.copies);
        problems.par_extend(stories.flat_map_iter(|(story, copy)| {
            let is_dead = |link: &&Route| !self.exists(link) && self.story_at_route(link).is_none();
            let dead = story.links.iter().filter(is_dead);
            dead.map(|link| {
                frontpage_clean::dead_link(&story.body_field, link)
                    .in_file(&copy.file, Severity::Warning)
            })
        }));
        problems.extend(self.former_diagnostics());
        problems
    }

    /// Returns the language and route of every translation of a story, the story included, sorted
    /// by language. Empty if the story exists in only one language.
    pub fn translations(&self, place: u32) -> Vec<(&str, &Route)> {
        let places = self.translations.of(place).iter();
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

/// Returns what pages show of the newspaper, from `site.toml`.
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
        sections: config.sections.iter().map(|s| s.to_section_ref()).collect(),
        offline: config.offline,
        copyright: config.copyright.clone(),
    }
}
