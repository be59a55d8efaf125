//! Every file of data there is to be, with the hash of what it is made of; and the page in it.

use super::{Archive, Sheet, front, paging};
use crate::newest;
use frontpage_base::key;
use frontpage_base::key::{Key, Mix};
use frontpage_ingest::story::Story;
use frontpage_model::{
    Article, Listing, LocalTime, Page, Route, popular_path, rail_path, site_path,
};
use rayon::prelude::*;
use std::sync::Arc;

/// How many stories one core plans at a time.
const PART: usize = 1024;

/// What a file of data is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The front page.
    Front,
    /// *Popular*.
    Popular,
    /// The newspaper's name, sections and time zone.
    Site,
    /// The rail of a tag, by the tag's place.
    Rail(u32),
    /// A page of a list, by the list's place.
    Sheet(u32, Sheet),
    /// A story, by its place.
    Story(u32),
}

/// A file of data that there is to be.
#[derive(Debug)]
pub struct Planned {
    /// What it is about.
    pub subject: Subject,
    /// The page whose twin it is. A rail is no page.
    pub route: Option<Route>,
    /// Its path from the site's root, with a leading slash.
    pub path: String,
    /// The hash of everything it is made of.
    pub key: Key,
    /// The hash of what the head of a page says of a story and its data does not.
    pub head: Option<Key>,
    /// For a page that lists stories, the newest change of those it shows.
    pub changed: Option<LocalTime>,
}

impl Archive<'_> {
    /// Every file of data, taken by `each` on all cores, into as many parts as were begun.
    pub fn plan<P: Default + Send>(&self, each: impl Fn(&mut P, Planned) + Sync) -> Vec<P> {
        let mut first = P::default();
        let (front, shown) = front::front(self.config, &self.stories);
        let front = Page::Front(front);
        let mut one = |subject, page: &Page, changed| {
            let (path, route) = self.address(&subject);
            let planned = Planned {
                subject,
                route,
                path,
                key: self.key_of_page(page),
                head: None,
                changed,
            };
            each(&mut first, planned);
        };
        let changed = newest(shown.iter().map(|at| self.stories[*at].changed()));
        one(Subject::Front, &front, changed);
        one(Subject::Popular, &self.popular(), None);
        one(Subject::Site, &Page::Site(self.site.clone()), None);
        for (place, tag) in (0..).zip(&self.tags) {
            if tag.fills_a_rail() {
                one(Subject::Rail(place), &self.rail(tag), None);
            }
        }
        let mut parts = vec![first];
        let lists: Vec<(u32, &super::List<'_>)> = (0..).zip(&self.lists).collect();
        let sheets = lists.par_iter().map(|(place, list)| {
            let mut part = P::default();
            for sheet in paging::sheets(list.stories.len()) {
                each(&mut part, self.sheet(*place, list, &sheet));
            }
            part
        });
        parts.par_extend(sheets);
        let places: Vec<u32> = (0..).zip(&self.stories).map(|(place, _)| place).collect();
        let stories = places.par_chunks(PART).map(|places| {
            let mut part = P::default();
            for place in places {
                each(&mut part, self.story(*place));
            }
            part
        });
        parts.par_extend(stories);
        parts
    }

    /// The path of a file of data from the site's root, with a leading slash, and the page whose
    /// twin it is; a rail is no page.
    pub fn address(&self, subject: &Subject) -> (String, Option<Route>) {
        let route = match subject {
            Subject::Front => Route::Front,
            Subject::Popular => return (popular_path(), None),
            Subject::Site => return (site_path(), None),
            Subject::Rail(place) => return (rail_path(self.tags[*place as usize].slug), None),
            Subject::Sheet(place, sheet) => self.lists[*place as usize].route(sheet.page),
            Subject::Story(place) => self.stories[*place as usize].url.clone(),
        };
        (route.twin(), Some(route))
    }

    fn sheet(&self, place: u32, list: &super::List<'_>, sheet: &Sheet) -> Planned {
        let subject = Subject::Sheet(place, sheet.clone());
        let (path, route) = self.address(&subject);
        let stories = list.stories.get(sheet.stories.clone());
        let stories = stories.unwrap_or_default().iter();
        Planned {
            changed: newest(stories.map(|at| self.stories[*at as usize].changed())),
            head: None,
            key: self.key_of_sheet(list, sheet),
            path,
            route,
            subject,
        }
    }

    fn story(&self, place: u32) -> Planned {
        let subject = Subject::Story(place);
        let (path, route) = self.address(&subject);
        Planned {
            key: self.key_of_story(place),
            changed: None,
            head: self.key_of_head(place),
            path,
            route,
            subject,
        }
    }

    /// The page in a file of data; for a story none, since its body is not kept.
    pub fn page(&self, subject: &Subject) -> Option<Page> {
        Some(match subject {
            Subject::Front => self.front(),
            Subject::Popular => Arc::unwrap_or_clone(self.popular()),
            Subject::Site => Page::Site(self.site.clone()),
            Subject::Rail(place) => {
                let tag = self.tags.get(*place as usize)?;
                Arc::unwrap_or_clone(self.rail(tag))
            }
            Subject::Sheet(place, sheet) => {
                let list = self.lists.get(*place as usize)?;
                let stories = list.stories.get(sheet.stories.clone())?;
                Page::Listing(Listing {
                    kind: list.kind,
                    slug: list.slug.clone(),
                    name: list.name.to_owned(),
                    about: list.about.to_owned(),
                    page: sheet.page,
                    cards: stories
                        .iter()
                        .map(|at| self.stories[*at as usize].card())
                        .collect(),
                    older: sheet.older,
                    newer: sheet.newer,
                })
            }
            Subject::Story(_) => return None,
        })
    }

    /// The page of a story: with its rail, without links to what is not there.
    pub fn finish(&self, story: &Story, article: &mut Article) {
        article.rail = self.rail_of(story);
        frontpage_ingest::clean::remove_dead_links(article, |route| self.has(route));
    }

    fn front(&self) -> Page {
        Page::Front(front::front(self.config, &self.stories).0)
    }

    fn key_of_page(&self, page: &Page) -> Key {
        Mix::new("page")
            .bytes(&self.press)
            .bytes(&key::of_json(page))
            .key()
    }

    fn key_of_sheet(&self, list: &super::List<'_>, sheet: &Sheet) -> Key {
        let number = |page: Option<frontpage_model::PageNumber>| page.map(|p| u64::from(p.get()));
        let mut mix = Mix::new("listing")
            .bytes(&self.press)
            .number(Some(list.kind as u64))
            .text(list.slug.as_str())
            .text(list.name)
            .text(list.about)
            .number(number(sheet.page))
            .number(number(sheet.older))
            .number(number(sheet.newer));
        for at in list.stories.get(sheet.stories.clone()).unwrap_or_default() {
            mix = mix.bytes(&self.stories[*at as usize].card);
        }
        mix.key()
    }

    /// The hash of what a story's page is made of, but for the rails beside it.
    pub fn key_of_story(&self, place: u32) -> Key {
        let story = self.stories[place as usize];
        let mut mix = Mix::new("article").bytes(&self.press).bytes(&story.article);
        if let Some(tag) = self.rail_tag(story) {
            mix = mix.text(tag.slug.as_str()).text(tag.name);
        }
        // who of a byline is an author is said in the head and in feeds
        mix = mix.number(Some(story.named.len() as u64));
        mix = story.named.iter().fold(mix, |mix, name| mix.text(name));
        mix = mix.number(None);
        for link in story.links.iter().filter(|link| !self.has(link)) {
            mix = mix.text(&link.to_string());
        }
        mix.key()
    }

    /// The other languages of a story, and the crops of its picture.
    fn key_of_head(&self, place: u32) -> Option<Key> {
        let versions = self.versions(place);
        let crops = &self.stories[place as usize].crops;
        if versions.is_empty() && crops.is_empty() {
            return None;
        }
        let mut mix = Mix::new("head").number(Some(versions.len() as u64));
        for (lang, url) in &versions {
            mix = mix.text(lang).text(&url.to_string());
        }
        for crop in crops {
            mix = mix.text(&crop.largest()).number(Some(crop.height.into()));
        }
        Some(mix.key())
    }
}
