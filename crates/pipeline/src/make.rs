//! Makes the files of the site that are stale, one file at a time on each core.

use super::discovery::{Feed, LeadImages};
use super::error::folder_error;
use super::items::Items;
use super::plan::{Job, Plan, html_path};
use super::redirects::{Candidates, Redirects};
use super::stale_check::StaleCheck;
use super::{BuildError, Edition, PageView};
use crate::epub;
use crate::last_files::LastFiles;
use crate::today::Today;
use crate::topics;
use frontpage_base::config::Config;
use frontpage_base::diagnostic::Diagnostic;
use frontpage_base::fingerprint::{self, Fingerprint, FingerprintBuilder};
use frontpage_base::json;
use frontpage_catalog::{Archive, DataFile};
use frontpage_ingest::read::{AfterUse, ContentFile, ContentIndex, IngestContext, ScanError};
use frontpage_ingest::story::Story;
use frontpage_media::{CheckedFile, FileFormat, ImageRef, Media, PictureError};
use frontpage_model::{Article, ImageSource, Page, PageData};
use frontpage_output::feeds::{FeedItem, Format, sitemap};
use frontpage_store::{Precompress, Publish, Staged};
use jiff::Timestamp;
use rayon::prelude::*;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The number of files made before their results are collected, so that the jobs and results of a
/// whole archive need not be in memory at once.
const BATCH: usize = 4096;

/// The inputs from which the site is made.
pub struct Builder<'a> {
    pub config: &'a Config,
    /// The folder of the cache.
    pub cache: &'a Path,
    /// `None` makes only the data and the images.
    pub edition: Option<&'a Edition<'a>>,
    /// Whether the site gets a search index.
    pub has_search: bool,
    pub compress: Option<&'a dyn Precompress>,
    pub newsroom: &'a ContentIndex<'a>,
    pub archive: &'a Archive<'a>,
    pub media: &'a Media<'a>,
    pub desk: IngestContext<'a>,
    pub now: Timestamp,
}

/// The result of making the site's files.
#[derive(Debug, Default)]
pub struct BuildResult {
    /// The number of data files in the site.
    pub pages: usize,
    /// The number of images in the site.
    pub pictures: usize,
    /// The number of pages, feeds, images and other files that were made.
    pub produced: usize,
    /// Diagnostics about the publisher's own files that are not published.
    pub problems: Vec<Diagnostic>,
    /// Addresses that `_headers` has no room for.
    pub without_headers: Vec<String>,
    /// The redirects from former addresses.
    pub redirects: Redirects,
    /// Content files that have changed since this run looked at them.
    pub changed_files: Vec<Box<str>>,
    /// Content files that are damaged and whose stories are not published, so that there is nothing
    /// to make their pages from.
    pub unrecoverable_files: Vec<Box<str>>,
}

impl Builder<'_> {
    /// Makes the stale files and stages them.
    ///
    /// # Errors
    /// Fails at the first file that cannot be made.
    pub fn run(&self, publish: &mut Publish<'_>) -> Result<BuildResult, BuildError> {
        publish.start_over();
        let images = LeadImages::of(self.archive, self.config);
        let mut stories = images.stories(self.archive);
        let packed = self.compress.map(|compress| compress.key());
        let public = self.edition.map(|edition| &edition.public);
        let candidates = self.edition.and(Candidates::of(self.archive, self.config));
        let former = candidates.as_ref().map(|candidates| &candidates.paths);
        let ask = StaleCheck::new(publish, packed, public, former);
        let mut redirects = Redirects::default();
        let mut plan = Plan::new(ask);
        // Only a site with pages has an edition to keep on a device, and figures about a visit.
        let today = self
            .edition
            .map(|edition| (Today::of(&self.archive.front()), edition));
        // Each of these three runs partly on a single core; meanwhile the others keep the other cores busy.
        let ((search, topics), ()) = rayon::join(
            || {
                rayon::join(
                    || self.has_search.then(|| self.search_index(publish)),
                    || {
                        let edition = self.edition;
                        edition.map(|edition| topics::files(self.archive, edition))
                    },
                )
            },
            || {
                let today = today.as_ref().map(|(today, _)| today);
                plan.pages(self.archive, self.edition, today);
            },
        );
        let search = match search.transpose() {
            Ok(search) => search,
            Err(JobError::Moved(file)) => {
                return Ok(BuildResult {
                    changed_files: vec![file],
                    ..BuildResult::default()
                });
            }
            Err(JobError::Lost(file)) => {
                return Ok(BuildResult {
                    unrecoverable_files: vec![file],
                    ..BuildResult::default()
                });
            }
            Err(JobError::Error(error)) => return Err(*error),
        };
        plan.pictures(self.archive, self.media);
        plan.recordings(self.archive);
        if let Some(search) = search {
            plan.search(search);
        }
        // These are made last, but `_headers` and the publisher's own files have to know them.
        let last = today.map(|(today, edition)| {
            let keys = std::mem::take(&mut plan.today);
            LastFiles::plan(self.config, today, edition, keys, &mut plan.ask)
        });
        let last = last.as_ref();
        let book = last.filter(|_| self.config.epub);
        let stale_book = book.and_then(|last| {
            let key = plan.ask.fingerprint_of("epub").bytes(last.pages_key());
            let (day, key) = (last.day()?, key.key());
            plan.ask.is_stale(epub::PATH, key).then_some((day, key))
        });
        if let Some(edition) = self.edition {
            for (path, bytes) in topics.into_iter().flatten() {
                plan.file(&path, Cow::Owned(bytes));
            }
            plan.discovery(self.archive, self.config, &mut stories, self.now);
            redirects = plan.files(edition, self.archive, self.config, candidates.as_ref())?;
        }
        let Plan {
            ask,
            jobs,
            pages,
            pictures,
            problems,
            without_headers: left_out,
            ..
        } = plan;
        let wanted = ask.wanted();
        publish.keep_only(&wanted)?;
        drop(wanted);

        let mut made = BuildResult {
            pages,
            pictures,
            produced: jobs.len(),
            problems,
            without_headers: left_out,
            redirects,
            changed_files: Vec::new(),
            unrecoverable_files: Vec::new(),
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
                        Err(JobError::Moved(file)) => made.changed_files.push(file),
                        Err(JobError::Lost(file)) => made.unrecoverable_files.push(file),
                        Err(JobError::Error(error)) => return Err(*error),
                    }
                }
            }
        }
        if let Some(last) = last {
            let staged = last.make(publish)?;
            publish.add(staged);
        }
        if let Some((day, key)) = stale_book {
            // The book contains pictures that were just made.
            made.produced += 1;
            match self.book(day, key, publish) {
                Ok(staged) => publish.add([staged]),
                Err(JobError::Moved(file)) => made.changed_files.push(file),
                Err(JobError::Lost(file)) => made.unrecoverable_files.push(file),
                Err(JobError::Error(error)) => return Err(*error),
            }
        }
        Ok(made)
    }

    fn make_batch(
        &self,
        jobs: &[Job<'_>],
        items: &Items,
        publish: &Publish<'_>,
    ) -> Vec<Result<Vec<Staged>, JobError>> {
        let stopped = AtomicBool::new(false);
        // A story whose file has changed does not stop the other jobs: their results can be kept.
        let make = |job| {
            if stopped.load(Ordering::Relaxed) {
                return Ok(Vec::new());
            }
            let result = self.make_job(job, items, publish);
            if matches!(result, Err(JobError::Error(_))) {
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
    ) -> Result<Vec<Staged>, JobError> {
        match job {
            Job::Page {
                subject,
                page_data,
                html,
            } => self.page(subject, *page_data, *html, items, publish),
            Job::Picture {
                path,
                file,
                picture,
                key,
            } => {
                let bytes = self.picture(file, picture)?;
                Ok(vec![publish.stage_uncompressed(path, *key, &bytes)?])
            }
            Job::Recording { path, file, key } => self.recording(path, file, *key, publish),
            Job::Search { path, file, key } => {
                let bytes = std::fs::read(file).map_err(folder_error(file))?;
                Ok(vec![publish.stage(path, *key, &bytes)?])
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
        subject: &DataFile,
        page_data: Option<Fingerprint>,
        html: Option<Fingerprint>,
        items: &Items,
        publish: &Publish<'_>,
    ) -> Result<Vec<Staged>, JobError> {
        let (path, route) = self.archive.data_path(subject);
        let path = super::relative(&path);
        let (page, rails) = match (self.archive.page(subject), subject) {
            (Some(page), _) => (page, Vec::new()),
            (None, DataFile::Story(place)) => {
                let story = self.archive.stories()[*place as usize];
                let rails = html.map(|_| self.archive.rails_beside(story));
                let article = self.article(*place, publish, AfterUse::Forget)?;
                items.store(*place, || self.item(&article, story));
                (Page::Article(*article), rails.unwrap_or_default())
            }
            (
                None,
                DataFile::Front
                | DataFile::Popular
                | DataFile::Site
                | DataFile::Rail(_)
                | DataFile::Sheet(..)
                | DataFile::Edition(_)
                | DataFile::Calendar(_)
                | DataFile::SectionMonth(..),
            ) => unreachable!("every page but a story's is in memory"),
        };
        let page = PageData::new(page);
        let key = |key: &Fingerprint| match subject {
            DataFile::Story(place) if self.is_broken(*place) => provisional_fingerprint(key),
            _ => *key,
        };
        let mut staged = Vec::new();
        if let Some(made_of) = page_data {
            let json = json::to_string(&page);
            staged.push(publish.stage(path, key(&made_of), json.as_bytes())?);
        }
        if let (Some(made_of), Some(route), Some(edition)) = (html, &route, self.edition) {
            let (versions, named, crops) = match subject {
                DataFile::Story(place) => {
                    let story = self.archive.stories()[*place as usize];
                    let versions = self.archive.translations(*place);
                    (versions, &*story.unlinked_authors, &*story.crops)
                }
                DataFile::Front
                | DataFile::Popular
                | DataFile::Site
                | DataFile::Rail(_)
                | DataFile::Sheet(..)
                | DataFile::Edition(_)
                | DataFile::Calendar(_)
                | DataFile::SectionMonth(..) => Default::default(),
            };
            let html = edition.prerender.html(&PageView {
                route,
                versions: &versions,
                unlisted_authors: named,
                crops,
                page: &Arc::new(page.page),
                rails: &rails,
            });
            staged.push(publish.stage(&html_path(path), key(&made_of), &html)?);
        }
        Ok(staged)
    }

    /// Returns a story with its body. If it is not in memory, the content file is read again. If the file is
    /// damaged, the published article is returned.
    pub fn article(
        &self,
        place: u32,
        publish: &Publish<'_>,
        after_use: AfterUse,
    ) -> Result<Box<Article>, JobError> {
        let copy = self.archive.source_file(place);
        let story = self.archive.stories()[place as usize];
        let mut article = if self.is_broken(place) {
            published(copy, story, publish)?
        } else {
            let newsroom = &self.newsroom;
            let article = newsroom.article(copy, self.desk, self.media, after_use);
            article.map_err(|reason| match reason {
                ScanError::Changed => JobError::Moved(copy.file.clone()),
                ScanError::Fault(fault) => fault.into(),
            })?
        };
        self.archive.complete_article(story, &mut article);
        Ok(article)
    }

    /// Makes the feed item of a story.
    fn item(&self, article: &Article, story: &Story) -> FeedItem {
        FeedItem::new(article, &story.unlinked_authors, self.config)
    }

    pub fn is_broken(&self, place: u32) -> bool {
        self.archive.source_file(place).broken.is_some()
    }

    fn feed(
        &self,
        feed: &Feed,
        files: &[(Format, String, Fingerprint)],
        items: &Items,
        publish: &Publish<'_>,
    ) -> Result<Vec<Staged>, JobError> {
        let stories = feed.stories.iter();
        let items = stories.clone().map(|place| {
            items.take(*place, || {
                let article = self.article(*place, publish, AfterUse::Forget)?;
                Ok(self.item(&article, self.archive.stories()[*place as usize]))
            })
        });
        let items: Vec<Arc<FeedItem>> = items.collect::<Result<_, JobError>>()?;
        let items: Vec<&FeedItem> = items.iter().map(|item| &**item).collect();
        let any_broken = stories.clone().any(|place| self.is_broken(*place));
        let files = files.iter().map(|(format, path, key)| {
            let bytes = feed.channel.write(*format, &items, self.config);
            let key = if any_broken {
                provisional_fingerprint(key)
            } else {
                *key
            };
            Ok(publish.stage(path, key, &bytes)?)
        });
        files.collect()
    }

    /// Stages a video, an audio recording, captions or a picture that moves.
    fn recording(
        &self,
        path: &str,
        file: &CheckedFile,
        key: Fingerprint,
        publish: &Publish<'_>,
    ) -> Result<Vec<Staged>, JobError> {
        // The next attempt reads the originals again.
        let changed = || JobError::Moved(file.href.as_str().into());
        let original = self.media.original(file).map_err(|reason| match reason {
            PictureError::Unusable(_) | PictureError::Unsettled => changed(),
            PictureError::Fault(fault) => fault.into(),
        })?;
        match &file.format {
            FileFormat::Recording { .. } | FileFormat::MovingPicture { .. } => {
                let staged = publish.stage_copy(path, key, &original, file.hash)?;
                Ok(vec![staged.ok_or_else(changed)?])
            }
            FileFormat::Track => {
                let bytes = std::fs::read(&original).map_err(|_| changed())?;
                if fingerprint::of_bytes(&bytes) != file.hash {
                    return Err(changed());
                }
                Ok(vec![publish.stage(path, key, &bytes)?])
            }
            FileFormat::Chapters => {
                let track = std::fs::read(&original).map_err(|_| changed())?;
                if fingerprint::of_bytes(&track) != file.hash {
                    return Err(changed());
                }
                let bytes = frontpage_media::podcast_chapters(&track).map_err(|_| changed())?;
                Ok(vec![publish.stage(path, key, &bytes)?])
            }
        }
    }

    /// Reads an image from the cache. If it has been deleted there, it is made again.
    fn picture(&self, file: &Path, picture: &ImageRef) -> Result<Vec<u8>, BuildError> {
        let failed = |reason: String| BuildError::Picture {
            path: file.display().to_string(),
            reason,
        };
        let ImageSource::Renditions(fingerprint) = &picture.source else {
            return Err(failed("is on a media host, and has no files here".into()));
        };
        match std::fs::read(file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.media
                    .restore(fingerprint)
                    .map_err(|reason| match reason {
                        PictureError::Unusable(reason) => failed(reason),
                        PictureError::Unsettled => failed("is being written".into()),
                        PictureError::Fault(fault) => fault.into(),
                    })?;
                std::fs::read(file)
            }
            read => read,
        }
        .map_err(|error| failed(error.to_string()))
    }
}

/// Returns a story as it is published.
fn published(
    copy: &ContentFile,
    story: &Story,
    publish: &Publish<'_>,
) -> Result<Box<Article>, JobError> {
    let path = story.url.data_path();
    let path = super::relative(&path);
    if !publish.has_published(path) {
        return Err(JobError::Lost(copy.file.clone()));
    }
    let page_data = publish.published(path);
    let page_data = page_data.and_then(|bytes| serde_json::from_slice::<PageData>(&bytes).ok());
    match page_data.map(|page_data| page_data.page) {
        Some(Page::Article(article)) if article.url == story.url => Ok(Box::new(article)),
        Some(
            Page::Article(_) | Page::Front(_) | Page::Listing(_) | Page::Rail(_) | Page::Site(_),
        )
        | None => Err(BuildError::DamagedItem {
            path: copy.file.to_string(),
        }
        .into()),
    }
}

/// Changes the fingerprint of a file that is made from published page data. That data may be older
/// than the fingerprint says, so with another fingerprint the file is stale and is made again as
/// soon as its content file can be read.
pub fn provisional_fingerprint(key: &Fingerprint) -> Fingerprint {
    FingerprintBuilder::new("passing").bytes(key).key()
}

/// The reason why a file was not made.
pub enum JobError {
    /// A content file has changed since this run looked at it.
    Moved(Box<str>),
    /// A content file is damaged, and its story is not published.
    Lost(Box<str>),
    /// The publish cannot continue.
    Error(Box<BuildError>),
}

impl<E: Into<BuildError>> From<E> for JobError {
    fn from(error: E) -> Self {
        Self::Error(Box::new(error.into()))
    }
}
