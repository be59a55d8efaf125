//! The plan of page data: lists every data file of the site with the fingerprint of its input, and
//! builds the page in it.

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

/// The number of stories that a core plans at a time.
const PART: usize = 1024;

/// The content of a data file.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The front page.
    Front,
    /// The *Popular* rail.
    Popular,
    /// The newspaper's name, sections and time zone.
    Site,
    /// The rail of the tag at this index.
    Rail(u32),
    /// A page of the list at this index.
    Sheet(u32, Sheet),
    /// The story at this index.
    Story(u32),
}

/// A data file to publish.
#[derive(Debug)]
pub struct Planned {
    /// Its content.
    pub subject: Subject,
    /// The page that it holds the data of; `None` for rails and `site.json`, which are not pages.
    pub route: Option<Route>,
    /// The path from the site's root, with a leading slash.
    pub path: String,
    /// The fingerprint of its input.
    pub key: Key,
    /// The fingerprint of what only the HTML head of a story shows: its translations, and the crops
    /// of its picture. `None` if it has neither, and for everything else.
    pub head: Option<Key>,
    /// The latest change of the stories on the front page or a listing; `None` for everything else.
    pub changed: Option<LocalTime>,
}

impl Archive<'_> {
    /// Passes every data file to `add`, in parallel. Each worker collects its files in its own `P`;
    /// returns all of these.
    pub fn plan<P: Default + Send>(&self, add: impl Fn(&mut P, Planned) + Sync) -> Vec<P> {
        let mut first = P::default();
        let (front, shown) = front::front(self.config, &self.stories);
        let front = Page::Front(front);
        let mut add_page = |subject, page: &Page, changed| {
            let (path, route) = self.address(&subject);
            let planned = Planned {
                subject,
                route,
                path,
                key: self.key_of_page(page),
                head: None,
                changed,
            };
            add(&mut first, planned);
        };
        let changed = newest(shown.iter().map(|at| self.stories[*at].changed()));
        add_page(Subject::Front, &front, changed);
        add_page(Subject::Popular, &self.popular(), None);
        add_page(Subject::Site, &Page::Site(self.site.clone()), None);
        for (place, tag) in (0..).zip(&self.tags) {
            if tag.fills_a_rail() {
                add_page(Subject::Rail(place), &self.rail(tag), None);
            }
        }
        let mut parts = vec![first];
        let lists: Vec<(u32, &super::List<'_>)> = (0..).zip(&self.lists).collect();
        let sheets = lists.par_iter().map(|(place, list)| {
            let mut part = P::default();
            for sheet in paging::sheets(list.stories.len()) {
                add(&mut part, self.sheet(*place, list, &sheet));
            }
            part
        });
        parts.par_extend(sheets);
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

    /// Returns the page in a data file. `None` for a story, because story bodies are not kept in
    /// memory.
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

    /// Completes the page of a story: sets its rail, and removes links to pages that do not exist.
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

    /// Returns the fingerprint of a story's page. The rails beside it are left out, so that a new
    /// story does not rebuild every older story with the same tag.
    pub fn key_of_story(&self, place: u32) -> Key {
        let story = self.stories[place as usize];
        let mut mix = Mix::new("article").bytes(&self.press).bytes(&story.article);
        if let Some(tag) = self.rail_tag(story) {
            mix = mix.text(tag.slug.as_str()).text(tag.name);
        }
        // The head and the feeds show which names of the byline are authors.
        mix = mix.number(Some(story.named.len() as u64));
        mix = story.named.iter().fold(mix, |mix, name| mix.text(name));
        mix = mix.number(None);
        for link in story.links.iter().filter(|link| !self.has(link)) {
            mix = mix.text(&link.to_string());
        }
        mix.key()
    }

    /// Returns the fingerprint of a story's translations and of its picture's crops; `None` if it
    /// has neither.
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
