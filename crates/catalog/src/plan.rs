//! The plan of page data: lists every data file of the site with the fingerprint of its input, and
//! builds the page in it.

use super::{Archive, ListingPage, paging};
use crate::newest;
use frontpage_base::fingerprint::{self, Fingerprint, FingerprintBuilder};
use frontpage_ingest::story::Story;
use frontpage_model::{
    Article, Front, Listing, LocalTime, Page, Period, Route, popular_path, rail_path, site_path,
};
use rayon::prelude::*;
use std::sync::Arc;

/// The number of stories that a core plans at a time.
const PART: usize = 1024;
/// The number of editions that a core plans at a time.
const EDITIONS_PART: usize = 64;

/// The content of a data file.
#[derive(Clone, Debug)]
pub enum DataFile {
    /// The front page.
    Front,
    /// The *Popular* rail.
    Popular,
    /// The newspaper's name, sections and time zone.
    Site,
    /// The rail of the tag at this index.
    Rail(u32),
    /// A page of the list at this index.
    Sheet(u32, ListingPage),
    /// The edition at this index.
    Edition(u32),
    /// The calendar of a period.
    Calendar(Period),
    /// A month, by its index, of the section whose list is at an index.
    SectionMonth(u32, usize),
    /// The story at this index.
    Story(u32),
}

/// A data file to publish.
#[derive(Debug)]
pub struct PlannedFile {
    /// Its content.
    pub subject: DataFile,
    /// The page that it holds the data of; `None` for rails and `site.json`, which are not pages.
    pub route: Option<Route>,
    /// The path from the site's root, with a leading slash.
    pub path: String,
    /// The fingerprint of its input.
    pub fingerprint: Fingerprint,
    /// The fingerprint of what only the HTML head of a story shows: its translations, and the crops
    /// of its picture. `None` if it has neither, and for everything else.
    pub head_fingerprint: Option<Fingerprint>,
    /// The latest change of the stories on the front page or a listing; `None` for everything else.
    pub changed: Option<LocalTime>,
}

impl Archive<'_> {
    /// Passes every data file to `add`, in parallel. Each worker collects its files in its own `P`;
    /// returns all of these.
    pub fn plan<P: Default + Send>(&self, add: impl Fn(&mut P, PlannedFile) + Sync) -> Vec<P> {
        let mut first = P::default();
        let places = self.front_places();
        let front = Page::Front(self.front_of(&places));
        let mut add_page = |subject, page: &Page, changed| {
            let (path, route) = self.data_path(&subject);
            let planned = PlannedFile {
                subject,
                route,
                path,
                fingerprint: self.key_of_page(page),
                head_fingerprint: None,
                changed,
            };
            add(&mut first, planned);
        };
        let changed = newest(places.all().map(|at| self.stories[at].last_changed()));
        add_page(DataFile::Front, &front, changed);
        add_page(DataFile::Popular, &self.popular(), None);
        add_page(DataFile::Site, &Page::Site(self.site.clone()), None);
        for (place, tag) in (0..).zip(&self.tags) {
            if tag.fills_a_rail() {
                add_page(DataFile::Rail(place), &self.rail(tag), None);
            }
        }
        let mut parts = vec![first];
        let lists: Vec<(u32, &super::List<'_>)> = (0..).zip(&self.lists).collect();
        let sheets = lists.par_iter().map(|(place, list)| {
            let mut part = P::default();
            for sheet in paging::listing_pages(list.stories.len()) {
                add(&mut part, self.sheet(*place, list, &sheet));
            }
            for index in 0..self.section_months[*place as usize].len() {
                let fingerprint = self.key_of_section_month(*place, index);
                let subject = DataFile::SectionMonth(*place, index);
                add(&mut part, self.planned(subject, fingerprint));
            }
            part
        });
        parts.par_extend(sheets);
        let periods = self.editions.periods();
        let calendars = periods.par_iter().map(|period| {
            let mut part = P::default();
            let page = Page::Front(self.calendar(*period));
            let fingerprint = self.key_of_page(&page);
            add(
                &mut part,
                self.planned(DataFile::Calendar(*period), fingerprint),
            );
            part
        });
        parts.par_extend(calendars);
        let editions: Vec<u32> = (0..).take(self.editions.len()).collect();
        let editions = editions.par_chunks(EDITIONS_PART).map(|places| {
            let mut part = P::default();
            for place in places {
                let fingerprint = self.key_of_edition(*place);
                add(
                    &mut part,
                    self.planned(DataFile::Edition(*place), fingerprint),
                );
            }
            part
        });
        parts.par_extend(editions);
        let places: Vec<u32> = (0..).zip(&self.stories).map(|(place, _)| place).collect();
        let stories = places.par_chunks(PART).map(|places| {
            let mut part = P::default();
            for place in places {
                add(&mut part, self.story(*place));
            }
            part
        });
        parts.par_extend(stories);
        parts
    }

    /// Returns the path of a data file from the site's root, with a leading slash, and the page
    /// that it holds the data of. Rails and `site.json` are not pages.
    pub fn data_path(&self, subject: &DataFile) -> (String, Option<Route>) {
        let route = match subject {
            DataFile::Front => Route::Front,
            DataFile::Popular => return (popular_path(), None),
            DataFile::Site => return (site_path(), None),
            DataFile::Rail(place) => return (rail_path(self.tags[*place as usize].slug), None),
            DataFile::Sheet(place, sheet) => self.lists[*place as usize].route(sheet.page),
            DataFile::Edition(place) => Route::edition(Period::Day(self.editions.day(*place))),
            DataFile::Calendar(period) => Route::edition(*period),
            DataFile::SectionMonth(place, index) => self.route_of_section_month(*place, *index),
            DataFile::Story(place) => {
                let place = *place as usize;
                let path = format!("{}.json", self.paths[place]);
                return (path, Some(self.stories[place].url.clone()));
            }
        };
        (route.data_path(), Some(route))
    }

    fn sheet(&self, place: u32, list: &super::List<'_>, sheet: &ListingPage) -> PlannedFile {
        let subject = DataFile::Sheet(place, sheet.clone());
        let (path, route) = self.data_path(&subject);
        let stories = list.stories.get(sheet.stories.clone());
        let stories = stories.unwrap_or_default().iter();
        PlannedFile {
            changed: newest(stories.map(|at| self.stories[*at as usize].last_changed())),
            head_fingerprint: None,
            fingerprint: self.key_of_sheet(list, sheet),
            path,
            route,
            subject,
        }
    }

    fn story(&self, place: u32) -> PlannedFile {
        let subject = DataFile::Story(place);
        let (path, route) = self.data_path(&subject);
        PlannedFile {
            fingerprint: self.story_fingerprint(place),
            changed: None,
            head_fingerprint: self.key_of_head(place),
            path,
            route,
            subject,
        }
    }

    /// Returns the plan of an edition, a calendar or the month of a section. Sitemaps leave them out, so the time of their latest
    /// change is not needed.
    fn planned(&self, subject: DataFile, fingerprint: Fingerprint) -> PlannedFile {
        let (path, route) = self.data_path(&subject);
        PlannedFile {
            subject,
            route,
            path,
            fingerprint,
            head_fingerprint: None,
            changed: None,
        }
    }

    /// Returns the page in a data file. `None` for a story, because story bodies are not kept in
    /// memory.
    pub fn page(&self, subject: &DataFile) -> Option<Page> {
        Some(match subject {
            DataFile::Front => Page::Front(self.front()),
            DataFile::Popular => Arc::unwrap_or_clone(self.popular()),
            DataFile::Site => Page::Site(self.site.clone()),
            DataFile::Rail(place) => {
                let tag = self.tags.get(*place as usize)?;
                Arc::unwrap_or_clone(self.rail(tag))
            }
            DataFile::Sheet(place, sheet) => {
                let list = self.lists.get(*place as usize)?;
                let stories = list.stories.get(sheet.stories.clone())?;
                Page::Listing(Listing {
                    kind: list.kind,
                    slug: list.slug.clone(),
                    name: list.name.to_owned(),
                    description: list.description.to_owned(),
                    page: sheet.page,
                    cards: stories
                        .iter()
                        .map(|at| self.stories[*at as usize].card())
                        .collect(),
                    older: sheet.older,
                    newer: sheet.newer,
                })
            }
            DataFile::Edition(place) => Page::Front(self.edition(*place)),
            DataFile::Calendar(period) => Page::Front(self.calendar(*period)),
            DataFile::SectionMonth(place, index) => Page::Front(self.section_month(*place, *index)),
            DataFile::Story(_) => return None,
        })
    }

    /// Completes the page of a story: sets its rail, leads links to former addresses to the stories, and
    /// removes links to pages that do not exist.
    pub fn complete_article(&self, story: &Story, article: &mut Article) {
        article.rail = self.rail_of(story);
        if !self.former.is_empty() {
            let story_at = |link_key| self.story_at(link_key).cloned();
            frontpage_clean::lead_to_stories(article, story_at, |route| self.exists(route));
        }
        frontpage_clean::remove_dead_links(article, |route| self.exists(route));
    }

    /// Returns today's front page.
    pub fn front(&self) -> Front {
        self.front_of(&self.front_places())
    }

    fn key_of_page(&self, page: &Page) -> Fingerprint {
        FingerprintBuilder::new("page")
            .bytes(&self.program_fingerprint)
            .bytes(&fingerprint::of_json(page))
            .key()
    }

    fn key_of_sheet(&self, list: &super::List<'_>, sheet: &ListingPage) -> Fingerprint {
        let number = |page: Option<frontpage_model::PageNumber>| page.map(|p| u64::from(p.get()));
        let mut mix = FingerprintBuilder::new("listing")
            .bytes(&self.program_fingerprint)
            .number(Some(list.kind as u64))
            .text(list.slug.as_str())
            .text(list.name)
            .text(list.description)
            .number(number(sheet.page))
            .number(number(sheet.older))
            .number(number(sheet.newer));
        for at in list.stories.get(sheet.stories.clone()).unwrap_or_default() {
            mix = mix.bytes(&self.stories[*at as usize].card);
        }
        mix.key()
    }

    /// Returns the fingerprint of a story's page. The rails beside it are left out, so that a new
    /// story does not rebuild every older story with the same tag.
    pub fn story_fingerprint(&self, place: u32) -> Fingerprint {
        let story = self.stories[place as usize];
        let mut mix = FingerprintBuilder::new("article")
            .bytes(&self.program_fingerprint)
            .bytes(&story.article_fingerprint);
        if let Some(tag) = self.rail_tag(story) {
            mix = mix.text(tag.slug.as_str()).text(tag.name);
        }
        // The head and the feeds show which names of the byline are authors.
        mix = mix.number(Some(story.unlinked_authors.len() as u64));
        mix = story
            .unlinked_authors
            .iter()
            .fold(mix, |mix, name| mix.text(name));
        mix = mix.number(None);
        for link in story.links.iter().filter(|link| !self.exists(link)) {
            mix = mix.text(&link.to_string());
            if let Some(story) = self.story_at_route(link) {
                mix = mix.text(&story.to_string());
            }
        }
        for link_key in &story.linked_addresses {
            if let Some(story) = self.story_at(*link_key) {
                mix = mix.bytes(&link_key.to_le_bytes()).text(&story.to_string());
            }
        }
        mix.key()
    }

    /// Returns the fingerprint of a story's translations and of its picture's crops; `None` if it
    /// has neither.
    fn key_of_head(&self, place: u32) -> Option<Fingerprint> {
        let versions = self.translations(place);
        let crops = &self.stories[place as usize].crops;
        if versions.is_empty() && crops.is_empty() {
            return None;
        }
        let mut mix = FingerprintBuilder::new("head").number(Some(versions.len() as u64));
        for (lang, url) in &versions {
            mix = mix.text(lang).text(&url.to_string());
        }
        for crop in crops {
            mix = mix.text(&crop.largest("")).number(Some(crop.height.into()));
        }
        Some(mix.key())
    }
}
