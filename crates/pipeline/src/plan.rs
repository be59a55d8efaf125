//! Plans a build: checks every file of the site, and lists those that have to be made.

use super::discovery::{self, Feed, Sitemap};
use super::redirects::{self, Candidates, REDIRECTS, Redirects};
use super::search::SearchIndex;
use super::stale_check::{CheckedFiles, StaleCheck};
use super::today::Today;
use super::{BuildError, Edition, relative};
use foldhash::HashSet;
use frontpage_assets::tools::Tool;
use frontpage_base::config::{Config, RedirectDelivery};
use frontpage_base::diagnostic::Diagnostic;
use frontpage_base::fingerprint::{self, Fingerprint};
use frontpage_catalog::{Archive, DataFile, PlannedFile};
use frontpage_hosting::redirects::{list_lines, redirect_page, redirect_page_path, redirects_file};
use frontpage_hosting::{HTACCESS, headers_file, htaccess};
use frontpage_ingest::story::Story;
use frontpage_media::{CheckedFile, ImageRef, Media};
use frontpage_model::{LocalTime, Route};
use frontpage_output::feeds::{Format, sitemap};
use frontpage_search::MANIFEST_PATH;
use jiff::Timestamp;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The headers file for hosts. It is planned last, since its rules name the other files.
const HEADERS: &str = "_headers";

/// The number of search files that a core checks at a time.
const PART: usize = 4096;

/// A file, or a group of related files, that has to be made.
pub enum Job<'a> {
    /// A page's data, its HTML, or both. A first publish has one such job for each page of the
    /// archive, so it is kept small and does not hold the paths.
    Page {
        subject: DataFile,
        page_data: Option<Fingerprint>,
        html: Option<Fingerprint>,
    },
    /// An image that is in the cache.
    Picture {
        path: String,
        file: PathBuf,
        picture: &'a ImageRef,
        key: Fingerprint,
    },
    /// A video, an audio recording or captions, which are published as they are.
    Recording {
        path: String,
        file: &'a CheckedFile,
        key: Fingerprint,
    },
    /// A file of the search index that is in the cache.
    Search {
        path: String,
        file: PathBuf,
        key: Fingerprint,
    },
    /// A feed, in some of its formats.
    Feed {
        feed: Box<Feed>,
        files: Vec<(Format, String, Fingerprint)>,
    },
    /// The sitemap of a month.
    Month {
        path: String,
        month: sitemap::Month,
        stories: &'a [sitemap::Story<'a>],
        key: Fingerprint,
    },
    /// A file whose content is known already.
    File {
        path: String,
        bytes: Cow<'a, [u8]>,
        key: Fingerprint,
    },
}

/// One worker's partial plan.
#[derive(Default)]
struct Part<'a> {
    asked: CheckedFiles,
    jobs: Vec<Job<'a>>,
    pages: usize,
    listings: Vec<(String, Option<LocalTime>)>,
    today: Vec<(String, Fingerprint)>,
}

/// The plan of a build.
pub struct Plan<'a, 'q, 'p> {
    pub ask: StaleCheck<'q, 'p>,
    pub jobs: Vec<Job<'a>>,
    /// The number of data files.
    pub pages: usize,
    /// The number of images.
    pub pictures: usize,
    /// The listing pages, each with the time of the newest change among the stories it shows.
    listings: Vec<(String, Option<LocalTime>)>,
    /// The files of the pages of today's edition, with their fingerprints.
    pub today: Vec<(String, Fingerprint)>,
    /// Diagnostics about the publisher's own files that are not published.
    pub problems: Vec<Diagnostic>,
    /// Addresses that `_headers` has no room for.
    pub without_headers: Vec<String>,
}

impl<'a, 'q, 'p> Plan<'a, 'q, 'p> {
    pub fn new(ask: StaleCheck<'q, 'p>) -> Self {
        Self {
            ask,
            jobs: Vec::new(),
            pages: 0,
            pictures: 0,
            listings: Vec::new(),
            today: Vec::new(),
            problems: Vec::new(),
            without_headers: Vec::new(),
        }
    }

    /// Plans the page data, and the HTML if there is an edition. `today` is today's edition, if readers can
    /// keep it.
    pub fn pages(
        &mut self,
        archive: &Archive<'_>,
        edition: Option<&Edition<'_>>,
        today: Option<&Today>,
    ) {
        let prerender = edition.map(|edition| {
            let mix = self.ask.fingerprint_of("html");
            mix.bytes(&edition.prerender.key())
        });
        let data_fingerprint = self.ask.fingerprint_of("page data");
        let ask = &self.ask;
        let plan_page = |part: &mut Part<'a>, planned: PlannedFile| {
            let path = relative(&planned.path);
            let page_data = (
                path.to_owned(),
                data_fingerprint.clone().bytes(&planned.fingerprint).key(),
            );
            let route = planned.route.as_ref();
            let html = prerender.as_ref().zip(route).map(|(mix, _)| {
                let mut mix = mix.clone().bytes(&planned.fingerprint);
                if let Some(head) = &planned.head_fingerprint {
                    mix = mix.bytes(head);
                }
                (html_path(path), mix.key())
            });
            part.pages += 1;
            if today
                .zip(route)
                .is_some_and(|(today, route)| today.has(route))
            {
                part.today.push(page_data.clone());
                part.today.extend(html.clone());
            }
            match &planned.route {
                None | Some(Route::Article(..)) => {}
                // What editions and the months of sections show is in the sitemaps already: their stories.
                Some(Route::Edition(_)) => {}
                // Authors without stories are left out of the sitemap, since no page links to them.
                Some(Route::Author(..)) if planned.changed.is_none() => {}
                Some(listing) => part.listings.push((listing.to_string(), planned.changed)),
            }
            let mut stale_key = |(path, key): (String, Fingerprint)| {
                let is_stale = ask.is_stale_for(&mut part.asked, &path, key);
                is_stale.then_some(key)
            };
            let page_data = stale_key(page_data);
            let html = html.and_then(stale_key);
            if page_data.is_some() || html.is_some() {
                part.jobs.push(Job::Page {
                    subject: planned.subject,
                    page_data,
                    html,
                });
            }
        };
        for mut part in archive.plan(plan_page) {
            self.ask.add(part.asked);
            self.pages += part.pages;
            self.listings.append(&mut part.listings);
            self.today.append(&mut part.today);
            self.jobs.append(&mut part.jobs);
        }
    }

    /// Plans the images that published stories show, each once.
    pub fn pictures(&mut self, archive: &'a Archive<'_>, media: &Media<'_>) {
        let pictures = unique_images(archive.stories(), |story| &story.pictures);
        // Only the largest file of a crop is published, for readers of structured data.
        let crops = unique_images(archive.stories(), |story| &story.crops);
        let crops = crops.difference(&pictures).copied().map(|crop| {
            let largest = crop.largest("");
            let files = media.rendition_files(crop).into_iter();
            (crop, files.filter(|(path, _)| *path == largest).collect())
        });
        let whole = pictures.iter().copied();
        let whole = whole.map(|picture| (picture, media.rendition_files(picture)));
        for (picture, files) in whole.chain(crops) {
            self.pictures += 1;
            for (path, file) in files {
                let path = relative(&path).to_owned();
                // The name of an image contains the hash of its content, so it serves as the
                // fingerprint.
                let key = fingerprint::FingerprintBuilder::new("picture")
                    .text(&path)
                    .key();
                if self.ask.is_stale(&path, key) {
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

    /// Plans the videos, audio recordings, captions and moving pictures that published stories have, each once.
    pub fn recordings(&mut self, archive: &'a Archive<'_>) {
        let stories = archive.stories().iter();
        let files: BTreeSet<&CheckedFile> = stories.flat_map(|story| &story.files).collect();
        let mut planned = BTreeSet::new();
        for file in files {
            let path = relative(&file.path()).to_owned();
            // Two originals can have the same content.
            if !planned.insert(path.clone()) {
                continue;
            }
            // The name contains the hash of the content, so it serves as the fingerprint.
            let key = fingerprint::FingerprintBuilder::new("recording")
                .text(&path)
                .key();
            if self.ask.is_stale(&path, key) {
                self.jobs.push(Job::Recording { path, file, key });
            }
        }
    }

    /// Plans the files of the search index.
    pub fn search(&mut self, search: SearchIndex) {
        let kind = self.ask.fingerprint_of("search");
        let ask = &self.ask;
        let parts = search.files.par_chunks(PART).map(|paths| {
            let mut part = Part::default();
            for path in paths {
                // A file with the same name has the same content, so the name serves as the fingerprint.
                let key = kind.clone().text(path).key();
                if ask.is_stale_for(&mut part.asked, path, key) {
                    let file = search.folder.join(path);
                    let path = path.clone();
                    part.jobs.push(Job::Search { path, file, key });
                }
            }
            part
        });
        let parts: Vec<Part<'a>> = parts.collect();
        for mut part in parts {
            self.ask.add(part.asked);
            self.jobs.append(&mut part.jobs);
        }
        self.file(MANIFEST_PATH, Cow::Owned(search.manifest));
    }

    /// Plans the feeds and sitemaps. `stories` are those of the archive.
    pub fn discovery(
        &mut self,
        archive: &Archive<'_>,
        config: &Config,
        stories: &'a mut [sitemap::Story<'a>],
        now: Timestamp,
    ) {
        for feed in discovery::feeds(archive, config) {
            let key = self.ask.fingerprint_of("feed").bytes(&feed.key).key();
            let files = feed.files().into_iter();
            let files: Vec<_> = files
                .filter(|(_, path)| self.ask.is_stale(path, key))
                .map(|(format, path)| (format, path, key))
                .collect();
            if !files.is_empty() {
                let feed = Box::new(feed);
                self.jobs.push(Job::Feed { feed, files });
            }
        }
        for map in discovery::sitemaps(stories, &self.listings, now, config) {
            match map {
                Sitemap::Ready(path, bytes) => self.file(relative(&path), Cow::Owned(bytes)),
                Sitemap::Month {
                    path,
                    month,
                    stories,
                    key,
                } => {
                    let path = relative(&path).to_owned();
                    let key = self.ask.fingerprint_of("month").bytes(&key).key();
                    if self.ask.is_stale(&path, key) {
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

    /// Plans the app's files, the publisher's own files, the redirects, and finally `_headers`, which
    /// depends on all other files. Returns the redirects.
    ///
    /// # Errors
    /// If a line of `_headers` is too long.
    pub fn files(
        &mut self,
        edition: &'a Edition<'_>,
        archive: &Archive<'_>,
        config: &Config,
        candidates: Option<&Candidates<'_>>,
    ) -> Result<Redirects, BuildError> {
        let own_htaccess = edition.overrides.iter().any(|path| path == HTACCESS);
        let adds_to_htaccess = candidates.is_some() && !own_htaccess;
        let search = format!("{}.html", Tool::Search.name());
        for (path, bytes) in &edition.files {
            if *path == search && !edition.overrides.contains(path) {
                let page = edition.prerender.search(&archive.section_years());
                self.file(path, Cow::Owned(page));
            } else if path != HTACCESS || !adds_to_htaccess {
                self.file(path, Cow::Borrowed(bytes));
            }
        }
        let public = &edition.public;
        let mut in_the_way = self.ask.conflicts().clone();
        let headers = public.conflicts_with(HEADERS).into_iter();
        in_the_way.extend(headers.map(Box::from));
        for (path, bytes) in public.files() {
            if candidates.is_some() && path == REDIRECTS {
                // The publisher's file becomes the beginning of the file that press makes.
                continue;
            }
            if in_the_way.contains(&**path) {
                self.problems.push(public.conflict(path));
                continue;
            }
            let key = self.file_fingerprint(bytes);
            if self.ask.is_publisher_file_stale(path, key) {
                let (path, bytes) = (path.clone(), Cow::Borrowed(&**bytes));
                self.jobs.push(Job::File { path, bytes, key });
            }
        }
        let mut found = Redirects::default();
        if let Some(candidates) = candidates {
            let shadowing = self.ask.shadowing();
            found = Redirects {
                stories: candidates.redirects(archive, shadowing, &mut self.problems),
                lists: redirects::lists(archive, config, shadowing),
            };
            self.redirects(&found, edition, config);
        }
        if adds_to_htaccess {
            let text = htaccess(&edition.hosting(), &found.stories, &found.lists);
            self.file(HTACCESS, Cow::Owned(text.into_bytes()));
        }
        let file = headers_file(&edition.hosting(), self.ask.root_names())?;
        self.without_headers = file.omitted;
        self.file(HEADERS, Cow::Owned(file.text.into_bytes()));
        Ok(found)
    }

    /// Plans `_redirects`, and the pages at former addresses if the newspaper wants them.
    fn redirects(&mut self, found: &Redirects, edition: &'a Edition<'_>, config: &Config) {
        let redirects = &found.stories;
        let lists = list_lines(&found.lists);
        let own = edition.public.get(REDIRECTS).unwrap_or_default();
        let key = self.ask.fingerprint_of("redirects").bytes(own).text(&lists);
        let key = key.bytes(&redirects::fingerprint(redirects)).key();
        let is_empty = redirects.is_empty() && lists.is_empty() && own.is_empty();
        if !is_empty && self.ask.is_stale(REDIRECTS, key) {
            let mut bytes = own.to_vec();
            if !own.is_empty() {
                bytes.push(b'\n');
            }
            bytes.extend(redirects_file(redirects).into_bytes());
            bytes.extend(lists.into_bytes());
            let (path, bytes) = (REDIRECTS.to_owned(), Cow::Owned(bytes));
            self.jobs.push(Job::File { path, bytes, key });
        }
        if config.redirects != RedirectDelivery::Pages {
            return;
        }
        // Two addresses can have one file, such as /a and /a.html.
        let mut planned = HashSet::default();
        for redirect in redirects {
            let path = redirect_page_path(redirect, edition.base);
            let is_free = |path: &String| edition.public.conflicts_with(path).is_empty();
            let Some(path) = path.filter(is_free) else {
                continue;
            };
            let key = self.ask.fingerprint_of("redirect");
            let key = key
                .bytes(&redirects::fingerprint(std::slice::from_ref(redirect)))
                .bytes(&config.fingerprint())
                .key();
            if planned.insert(path.clone()) && self.ask.is_stale(&path, key) {
                let page = redirect_page(redirect, &config.url, edition.base, &config.lang);
                let bytes = Cow::Owned(page.into_bytes());
                self.jobs.push(Job::File { path, bytes, key });
            }
        }
    }

    fn file_fingerprint(&self, bytes: &[u8]) -> Fingerprint {
        self.ask
            .fingerprint_of("file")
            .bytes(&fingerprint::of_bytes(bytes))
            .key()
    }

    /// Plans a file whose content is known.
    pub fn file(&mut self, path: &str, bytes: Cow<'a, [u8]>) {
        let key = self.file_fingerprint(&bytes);
        if self.ask.is_stale(path, key) {
            let path = path.to_owned();
            self.jobs.push(Job::File { path, bytes, key });
        }
    }
}

/// Returns the path of the HTML page that belongs to a data file.
pub fn html_path(page_data: &str) -> String {
    format!(
        "{}.html",
        page_data.strip_suffix(".json").unwrap_or(page_data)
    )
}

/// Collects the images of all stories, sorted and without duplicates.
fn unique_images<'a>(
    stories: &[&'a Story],
    of: impl Fn(&'a Story) -> &'a [ImageRef] + Sync,
) -> BTreeSet<&'a ImageRef> {
    let parts = stories.par_chunks(4096).map(|stories| {
        let shown = stories.iter().flat_map(|story| of(story));
        shown.collect::<HashSet<&ImageRef>>()
    });
    // Most images are shown by many stories, so each part is deduplicated before the merge.
    let all = parts.reduce(HashSet::default, |mut all, part| {
        all.extend(part);
        all
    });
    all.into_iter().collect()
}
