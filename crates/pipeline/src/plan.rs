//! Every file of the site, asked for: what has to be made of them.

use super::ask::{Ask, Asked};
use super::found::{self, Feed, Map};
use super::{BuildError, Edition, relative};
use foldhash::HashSet;
use frontpage_base::config::Config;
use frontpage_base::key;
use frontpage_base::key::Key;
use frontpage_base::report::Problem;
use frontpage_catalog::{Archive, Planned, Subject};
use frontpage_hosting::headers_file;
use frontpage_ingest::story::Story;
use frontpage_media::Media;
use frontpage_media::Shown;
use frontpage_model::{LocalTime, Route};
use frontpage_output::feeds::{Format, sitemap};
use jiff::Timestamp;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What hosts read; written last, since it names the others.
const HEADERS: &str = "_headers";

/// Something to be made.
pub enum Job<'a> {
    /// A file of data, the HTML that goes with it, or both. A first publish has one for each page
    /// of the archive: small, and so without their paths.
    Page {
        subject: Subject,
        twin: Option<Key>,
        html: Option<Key>,
    },
    /// A picture that lies in the cache.
    Picture {
        path: String,
        file: PathBuf,
        picture: &'a Shown,
        key: Key,
    },
    /// A feed in some of its formats.
    Feed {
        feed: Box<Feed>,
        files: Vec<(Format, String, Key)>,
    },
    /// The sitemap of a month.
    Month {
        path: String,
        month: sitemap::Month,
        stories: &'a [sitemap::Story<'a>],
        key: Key,
    },
    /// What is made already.
    File {
        path: String,
        bytes: Cow<'a, [u8]>,
        key: Key,
    },
}

/// What one of several plans, who do so at the same time.
#[derive(Default)]
struct Part<'a> {
    asked: Asked,
    jobs: Vec<Job<'a>>,
    pages: usize,
    listings: Vec<(String, Option<LocalTime>)>,
}

/// What is to be planned.
pub struct Plan<'a, 'q, 'p> {
    pub ask: Ask<'q, 'p>,
    pub jobs: Vec<Job<'a>>,
    /// How many files of data there are.
    pub pages: usize,
    /// How many pictures are shown.
    pub pictures: usize,
    /// The pages that list stories, each with the newest change of those it shows.
    listings: Vec<(String, Option<LocalTime>)>,
    /// Files of the publisher's own that are not published.
    pub problems: Vec<Problem>,
    /// Addresses that `_headers` has no room for.
    pub left_out: Vec<String>,
}

impl<'a, 'q, 'p> Plan<'a, 'q, 'p> {
    pub fn new(ask: Ask<'q, 'p>) -> Self {
        Self {
            ask,
            jobs: Vec::new(),
            pages: 0,
            pictures: 0,
            listings: Vec::new(),
            problems: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// The data, and the HTML where there is an edition.
    pub fn pages(&mut self, archive: &Archive<'_>, edition: Option<&Edition<'_>>) {
        let prerender = edition.map(|edition| {
            let mix = self.ask.key_of("html");
            mix.bytes(&edition.prerender.key())
        });
        let twins = self.ask.key_of("twin");
        let ask = &self.ask;
        let each = |part: &mut Part<'a>, planned: Planned| {
            let path = relative(&planned.path);
            let twin = (path.to_owned(), twins.clone().bytes(&planned.key).key());
            let route = planned.route.as_ref();
            let html = prerender.as_ref().zip(route).map(|(mix, _)| {
                let mut mix = mix.clone().bytes(&planned.key);
                if let Some(head) = &planned.head {
                    mix = mix.bytes(head);
                }
                (page_beside(path), mix.key())
            });
            part.pages += 1;
            match &planned.route {
                None | Some(Route::Article(..)) => {}
                // Who has not written anything yet is named by no page.
                Some(Route::Author(..)) if planned.changed.is_none() => {}
                Some(listing) => part.listings.push((listing.to_string(), planned.changed)),
            }
            let mut asked = |(path, key): (String, Key)| {
                let open = ask.ask_for(&mut part.asked, &path, key);
                open.then_some(key)
            };
            let twin = asked(twin);
            let html = html.and_then(asked);
            if twin.is_some() || html.is_some() {
                part.jobs.push(Job::Page {
                    subject: planned.subject,
                    twin,
                    html,
                });
            }
        };
        for mut part in archive.plan(each) {
            self.ask.add(part.asked);
            self.pages += part.pages;
            self.listings.append(&mut part.listings);
            self.jobs.append(&mut part.jobs);
        }
    }

    /// Only pictures that a published story shows, each once.
    pub fn pictures(&mut self, archive: &'a Archive<'_>, media: &Media<'_>) {
        let pictures = each_once(archive.stories(), |story| &story.pictures);
        // of a crop one file, for who reads structured data
        let crops = each_once(archive.stories(), |story| &story.crops);
        let crops = crops.difference(&pictures).copied().map(|crop| {
            let largest = crop.largest();
            let files = media.files(crop).into_iter();
            (crop, files.filter(|(path, _)| *path == largest).collect())
        });
        let whole = pictures.iter().copied();
        let whole = whole.map(|picture| (picture, media.files(picture)));
        for (picture, files) in whole.chain(crops) {
            self.pictures += 1;
            for (path, file) in files {
                let path = relative(&path).to_owned();
                // its name tells its content
                let key = key::Mix::new("picture").text(&path).key();
                if self.ask.ask(&path, key) {
                    self.jobs.push(Job::Picture {
                        path,
                        file,
                        picture,
                        key,
                    });
                }
            }
        }
    }

    /// Feeds and sitemaps. `stories` are those of the archive.
    pub fn found(
        &mut self,
        archive: &Archive<'_>,
        config: &Config,
        stories: &'a mut [sitemap::Story<'a>],
        now: Timestamp,
    ) {
        for feed in found::feeds(archive, config) {
            let key = self.ask.key_of("feed").bytes(&feed.key).key();
            let files = feed.files().into_iter();
            let files: Vec<_> = files
                .filter(|(_, path)| self.ask.ask(path, key))
                .map(|(format, path)| (format, path, key))
                .collect();
            if !files.is_empty() {
                let feed = Box::new(feed);
                self.jobs.push(Job::Feed { feed, files });
            }
        }
        for map in found::sitemaps(stories, &self.listings, now, config) {
            match map {
                Map::Made(path, bytes) => self.file(relative(&path), Cow::Owned(bytes)),
                Map::Month {
                    path,
                    month,
                    stories,
                    key,
                } => {
                    let path = relative(&path).to_owned();
                    let key = self.ask.key_of("month").bytes(&key).key();
                    if self.ask.ask(&path, key) {
                        self.jobs.push(Job::Month {
                            path,
                            month,
                            stories,
                            key,
                        });
                    }
                }
            }
        }
    }

    /// The app's files, the publisher's own, and at last what the hosts are to know of all the
    /// others.
    ///
    /// # Errors
    /// Where a line of `_headers` is too long.
    pub fn files(&mut self, edition: &'a Edition<'_>) -> Result<(), BuildError> {
        for (path, bytes) in &edition.files {
            self.file(path, Cow::Borrowed(bytes));
        }
        let public = &edition.public;
        let mut in_the_way = self.ask.in_the_way().clone();
        let headers = public.in_the_way_of(HEADERS).into_iter();
        in_the_way.extend(headers.map(Box::from));
        for (path, bytes) in public.files() {
            if in_the_way.contains(&**path) {
                self.problems.push(public.refuse(path));
                continue;
            }
            let key = self.key_of_file(bytes);
            if self.ask.ask_theirs(path, key) {
                let (path, bytes) = (path.clone(), Cow::Borrowed(&**bytes));
                self.jobs.push(Job::File { path, bytes, key });
            }
        }
        let file = headers_file(&edition.hosting(), self.ask.top())?;
        self.left_out = file.left_out;
        self.file(HEADERS, Cow::Owned(file.text.into_bytes()));
        Ok(())
    }

    fn key_of_file(&self, bytes: &[u8]) -> Key {
        self.ask.key_of("file").bytes(&key::of(bytes)).key()
    }

    fn file(&mut self, path: &str, bytes: Cow<'a, [u8]>) {
        let key = self.key_of_file(&bytes);
        if self.ask.ask(path, key) {
            let path = path.to_owned();
            self.jobs.push(Job::File { path, bytes, key });
        }
    }
}

/// The path of the page that goes with a file of data.
pub fn page_beside(twin: &str) -> String {
    format!("{}.html", twin.strip_suffix(".json").unwrap_or(twin))
}

/// The pictures of all stories, sorted.
fn each_once<'a>(
    stories: &[&'a Story],
    of: impl Fn(&'a Story) -> &'a [Shown] + Sync,
) -> BTreeSet<&'a Shown> {
    let some = stories.par_chunks(4096).map(|stories| {
        let shown = stories.iter().flat_map(|story| of(story));
        shown.collect::<HashSet<&Shown>>()
    });
    // most are shown by many stories
    let all = some.reduce(HashSet::default, |mut all, some| {
        all.extend(some);
        all
    });
    all.into_iter().collect()
}
