//! Makes the files of the site that are stale, one file at a time on each core.

use super::ask::Ask;
use super::found::{Feed, Paths};
use super::items::Items;
use super::plan::{Job, Plan, page_beside};
use super::{BuildError, Edition, View};
use frontpage_base::config::Config;
use frontpage_base::json;
use frontpage_base::key::{Key, Mix};
use frontpage_base::report::Problem;
use frontpage_catalog::{Archive, Subject};
use frontpage_ingest::read::{Copy, Desk, Newsroom, Unseen};
use frontpage_ingest::story::Story;
use frontpage_media::Shown;
use frontpage_media::{Media, NoPicture};
use frontpage_model::{Article, Page, Twin};
use frontpage_output::feeds::{Format, Item, sitemap};
use frontpage_store::{Compress, Publish, Staged};
use jiff::Timestamp;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The number of files made before their results are collected, so that the jobs and results of a
/// whole archive need not be in memory at once.
const BATCH: usize = 4096;

/// The inputs from which the site is made.
pub struct Make<'a> {
    pub config: &'a Config,
    /// `None` makes only the data and the images.
    pub edition: Option<&'a Edition<'a>>,
    pub compress: Option<&'a dyn Compress>,
    pub newsroom: &'a Newsroom<'a>,
    pub archive: &'a Archive<'a>,
    pub media: &'a Media<'a>,
    pub desk: Desk<'a>,
    pub now: Timestamp,
}

/// The result of making the site's files.
#[derive(Debug, Default)]
pub struct Made {
    /// The number of data files in the site.
    pub pages: usize,
    /// The number of images in the site.
    pub pictures: usize,
    /// The number of pages, feeds, images and other files that were made.
    pub produced: usize,
    /// Diagnostics about the publisher's own files that are not published.
    pub problems: Vec<Problem>,
    /// Addresses that `_headers` has no room for.
    pub left_out: Vec<String>,
    /// Content files that have changed since this run looked at them.
    pub moved: Vec<Box<str>>,
    /// Content files that are damaged and whose stories are not published, so that there is nothing
    /// to make their pages from.
    pub lost: Vec<Box<str>>,
}

impl Make<'_> {
    /// Makes the stale files and stages them.
    ///
    /// # Errors
    /// Fails at the first file that cannot be made.
    pub fn make(&self, publish: &mut Publish<'_>) -> Result<Made, BuildError> {
        let paths = Paths::of(self.archive);
        let mut stories = paths.stories(self.archive);
        let packed = self.compress.map(|compress| compress.key());
        let public = self.edition.map(|edition| &edition.public);
        let ask = Ask::new(publish, packed, public);
        let mut plan = Plan::new(ask);
        plan.pages(self.archive, self.edition);
        plan.pictures(self.archive, self.media);
        if let Some(edition) = self.edition {
            plan.found(self.archive, self.config, &mut stories, self.now);
            plan.files(edition)?;
        }
        let Plan {
            ask,
            jobs,
            pages,
            pictures,
            problems,
            left_out,
            ..
        } = plan;
        let wanted = ask.wanted();
        publish.keep_only(&wanted)?;
        drop(wanted);

        let mut made = Made {
            pages,
            pictures,
            produced: jobs.len(),
            problems,
            left_out,
            moved: Vec::new(),
            lost: Vec::new(),
        };
        let items = Items::of(&jobs);
        // Pages come first, because they read stories that the feeds can reuse.
        let is_feed = |job: &Job<'_>| matches!(job, Job::Feed { .. });
        let (feeds, others): (Vec<_>, Vec<_>) = jobs.into_iter().partition(is_feed);
        for jobs in [others, feeds] {
            let mut jobs = jobs.into_iter();
            loop {
                let batch: Vec<Job<'_>> = jobs.by_ref().take(BATCH).collect();
                if batch.is_empty() {
                    break;
                }
                for result in self.make_batch(&batch, &items, publish) {
                    match result {
                        Ok(staged) => publish.add(staged),
                        Err(Stop::Moved(file)) => made.moved.push(file),
                        Err(Stop::Lost(file)) => made.lost.push(file),
                        Err(Stop::Error(error)) => return Err(*error),
                    }
                }
            }
        }
        Ok(made)
    }

    fn make_batch(
        &self,
        jobs: &[Job<'_>],
        items: &Items,
        publish: &Publish<'_>,
    ) -> Vec<Result<Vec<Staged>, Stop>> {
        let stopped = AtomicBool::new(false);
        // A story whose file has changed does not stop the other jobs: their results can be kept.
        let make = |job| {
            if stopped.load(Ordering::Relaxed) {
                return Ok(Vec::new());
            }
            let result = self.make_job(job, items, publish);
            if matches!(result, Err(Stop::Error(_))) {
                stopped.store(true, Ordering::Relaxed);
            }
            result
        };
        jobs.par_iter().map(make).collect()
    }

    fn make_job(
        &self,
        job: &Job<'_>,
        items: &Items,
        publish: &Publish<'_>,
    ) -> Result<Vec<Staged>, Stop> {
        match job {
            Job::Page {
                subject,
                twin,
                html,
            } => self.page(subject, *twin, *html, items, publish),
            Job::Picture {
                path,
                file,
                picture,
                key,
            } => {
                let bytes = self.picture(file, picture)?;
                Ok(vec![publish.stage_as_it_is(path, *key, &bytes)?])
            }
            Job::Feed { feed, files } => self.feed(feed, files, items, publish),
            Job::Month {
                path,
                month,
                stories,
                key,
            } => {
                let files = sitemap::stories(*month, stories, self.config);
                let file = files.first().map_or(&[][..], |file| &file.bytes);
                Ok(vec![publish.stage(path, *key, file)?])
            }
            Job::File { path, bytes, key } => Ok(vec![publish.stage(path, *key, bytes)?]),
        }
    }

    fn page(
        &self,
        subject: &Subject,
        twin: Option<Key>,
        html: Option<Key>,
        items: &Items,
        publish: &Publish<'_>,
    ) -> Result<Vec<Staged>, Stop> {
        let (path, route) = self.archive.address(subject);
        let path = super::relative(&path);
        let (page, rails) = match (self.archive.page(subject), subject) {
            (Some(page), _) => (page, Vec::new()),
            (None, Subject::Story(place)) => {
                let story = self.archive.stories()[*place as usize];
                let rails = html.map(|_| self.archive.rails_beside(story));
                let article = self.article(*place, publish)?;
                items.offer(*place, || self.item(&article, story));
                (Page::Article(*article), rails.unwrap_or_default())
            }
            (
                None,
                Subject::Front
                | Subject::Popular
                | Subject::Site
                | Subject::Rail(_)
                | Subject::Sheet(..),
            ) => unreachable!("every page but a story's is in memory"),
        };
        let page = Twin::new(page);
        let json = json::text(&page);
        let key = |key: &Key| match subject {
            Subject::Story(place) if self.is_broken(*place) => passing(key),
            _ => *key,
        };
        let mut staged = Vec::new();
        if let Some(made_of) = twin {
            staged.push(publish.stage(path, key(&made_of), json.as_bytes())?);
        }
        if let (Some(made_of), Some(route), Some(edition)) = (html, &route, self.edition) {
            let (versions, named, crops) = match subject {
                Subject::Story(place) => {
                    let story = self.archive.stories()[*place as usize];
                    let versions = self.archive.versions(*place);
                    (versions, &*story.named, &*story.crops)
                }
                Subject::Front
                | Subject::Popular
                | Subject::Site
                | Subject::Rail(_)
                | Subject::Sheet(..) => Default::default(),
            };
            let html = edition.prerender.html(&View {
                route,
                versions: &versions,
                named,
                crops,
                page: &Arc::new(page.page),
                twin: &json,
                rails: &rails,
            });
            staged.push(publish.stage(&page_beside(path), key(&made_of), &html)?);
        }
        Ok(staged)
    }

    /// Returns a story with its body. The content file is read again, because bodies are not kept
    /// in memory. If the file is damaged, the published article is returned.
    fn article(&self, place: u32, publish: &Publish<'_>) -> Result<Box<Article>, Stop> {
        let copy = self.archive.copy(place);
        let story = self.archive.stories()[place as usize];
        let mut article = if self.is_broken(place) {
            published(copy, story, publish)?
        } else {
            let article = self.newsroom.article(copy, self.desk, self.media);
            article.map_err(|reason| match reason {
                Unseen::Moved => Stop::Moved(copy.file.clone()),
                Unseen::Fault(fault) => fault.into(),
            })?
        };
        self.archive.finish(story, &mut article);
        Ok(article)
    }

    /// Makes the feed item of a story.
    fn item(&self, article: &Article, story: &Story) -> Item {
        Item::new(article, &story.named, self.config)
    }

    fn is_broken(&self, place: u32) -> bool {
        self.archive.copy(place).broken.is_some()
    }

    fn feed(
        &self,
        feed: &Feed,
        files: &[(Format, String, Key)],
        items: &Items,
        publish: &Publish<'_>,
    ) -> Result<Vec<Staged>, Stop> {
        let stories = feed.stories.iter();
        let items = stories.clone().map(|place| {
            items.take(*place, || {
                let article = self.article(*place, publish)?;
                Ok(self.item(&article, self.archive.stories()[*place as usize]))
            })
        });
        let items: Vec<Arc<Item>> = items.collect::<Result<_, Stop>>()?;
        let items: Vec<&Item> = items.iter().map(|item| &**item).collect();
        let any_broken = stories.clone().any(|place| self.is_broken(*place));
        let files = files.iter().map(|(format, path, key)| {
            let bytes = feed.channel.write(*format, &items, self.config);
            let key = if any_broken { passing(key) } else { *key };
            Ok(publish.stage(path, key, &bytes)?)
        });
        files.collect()
    }

    /// Reads an image from the cache. If it has been deleted there, it is made again.
    fn picture(&self, file: &Path, picture: &Shown) -> Result<Vec<u8>, BuildError> {
        let failed = |reason: String| BuildError::Picture {
            path: file.display().to_string(),
            reason,
        };
        match std::fs::read(file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.media
                    .restore(&picture.key)
                    .map_err(|reason| match reason {
                        NoPicture::Bad(reason) => failed(reason),
                        NoPicture::Unsettled => failed("is being written".into()),
                        NoPicture::Fault(fault) => fault.into(),
                    })?;
                std::fs::read(file)
            }
            read => read,
        }
        .map_err(|error| failed(error.to_string()))
    }
}

/// Returns a story as it is published.
fn published(copy: &Copy, story: &Story, publish: &Publish<'_>) -> Result<Box<Article>, Stop> {
    let path = story.url.twin();
    let path = super::relative(&path);
    if !publish.has_published(path) {
        return Err(Stop::Lost(copy.file.clone()));
    }
    let twin = publish.published(path);
    let twin = twin.and_then(|bytes| serde_json::from_slice::<Twin>(&bytes).ok());
    match twin.map(|twin| twin.page) {
        Some(Page::Article(article)) if article.url == story.url => Ok(Box::new(article)),
        Some(
            Page::Article(_) | Page::Front(_) | Page::Listing(_) | Page::Rail(_) | Page::Site(_),
        )
        | None => Err(BuildError::Broken {
            path: copy.file.to_string(),
        }
        .into()),
    }
}

/// Changes the fingerprint of a file that is made from published page data. That data may be older
/// than the fingerprint says, so with another fingerprint the file is stale and is made again as
/// soon as its content file can be read.
fn passing(key: &Key) -> Key {
    Mix::new("passing").bytes(key).key()
}

/// The reason why a file was not made.
enum Stop {
    Moved(Box<str>),
    Lost(Box<str>),
    Error(Box<BuildError>),
}

impl<E: Into<BuildError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Error(Box::new(error.into()))
    }
}
