//! Every file of the site: asked for, and made where it has to be, one at a time on each core.

use super::{BuildError, Options, View};
use crate::index::{Archive, Planned, Subject};
use crate::key::{self, Key, Mix};
use crate::media::Media;
use crate::read::{Desk, Newsroom};
use crate::story::Shown;
use crate::write::{Publish, Staged};
use frontpage_model::{Page, Route, Twin};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the pages are made from.
pub struct Pages<'a> {
    pub options: &'a Options<'a>,
    pub newsroom: &'a Newsroom,
    pub archive: &'a Archive<'a>,
    pub media: &'a Media,
    pub desk: Desk<'a>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Made {
    /// How many files of data there are.
    pub pages: usize,
    /// How many pictures are shown.
    pub pictures: usize,
    /// How many pages were made.
    pub produced: usize,
    /// Content files that are no longer what they were when they were looked at.
    pub moved: Vec<Box<str>>,
}

/// Something to be made.
enum Job<'a> {
    Page {
        subject: Subject,
        route: Option<Route>,
        twin: Option<(String, Key)>,
        html: Option<(String, Key)>,
    },
    Picture {
        path: String,
        file: PathBuf,
        picture: &'a Shown,
        key: Key,
    },
    Extra {
        path: &'a str,
        bytes: &'a [u8],
        key: Key,
    },
}

impl Pages<'_> {
    /// Makes what has to be made, and stages it.
    ///
    /// # Errors
    /// The first that could not be made.
    pub fn make(&self, publish: &mut Publish<'_>) -> Result<Made, BuildError> {
        let mut made = Made::default();
        publish.ask_again();
        let (jobs, wanted) = self.jobs(publish, &mut made)?;
        publish.keep_only(&wanted)?;
        drop(wanted);
        made.produced = jobs.len();
        let done: Vec<Result<Vec<Staged>, Stop>> = {
            let publish = &*publish;
            let todo = jobs.par_iter();
            let stopped = AtomicBool::new(false);
            // a page that moved does not stop the others: they need not be made again
            todo.map(|job| {
                if stopped.load(Ordering::Relaxed) {
                    return Ok(Vec::new());
                }
                let done = self.job(job, publish);
                if matches!(done, Err(Stop::Error(_))) {
                    stopped.store(true, Ordering::Relaxed);
                }
                done
            })
            .collect()
        };
        for done in done {
            match done {
                Ok(staged) => publish.add(staged),
                Err(Stop::Moved(file)) => made.moved.push(file),
                Err(Stop::Error(error)) => return Err(*error),
            }
        }
        Ok(made)
    }

    /// What has to be made, and the files that come of it.
    fn jobs(
        &self,
        publish: &mut Publish<'_>,
        made: &mut Made,
    ) -> Result<(Vec<Job<'_>>, HashMap<Box<str>, Key>), BuildError> {
        let mut jobs = Vec::new();
        let mut wanted = HashMap::new();
        let mut ask = |path: &str, key: Key| {
            if !publish.wants(path, &key) {
                return false;
            }
            wanted.insert(Box::from(path), key);
            // a try that was given up has made it
            !publish.has(path, &key)
        };
        let packed = self.options.compress.map(|compress| compress.key());
        let key_of = |kind: &str| {
            let mix = Mix::new(kind);
            match packed {
                Some(packed) => mix.bytes(&packed),
                None => mix,
            }
        };
        let prerender = self.options.prerender.map(|prerender| {
            let site = self.archive.key_of_site();
            key_of("html").bytes(&prerender.key()).bytes(&site)
        });
        let extras = &self.options.extras;
        let mut twice = None;
        self.archive.plan(|planned| {
            let Planned {
                subject,
                route,
                path,
                key,
            } = planned;
            made.pages += 1;
            let path = relative(&path);
            let twin = Some((path.to_owned(), key_of("twin").bytes(&key).key()));
            let html = prerender.as_ref().zip(route.as_ref()).map(|(mix, _)| {
                let stem = path.strip_suffix(".json").unwrap_or(path);
                (format!("{stem}.html"), mix.clone().bytes(&key).key())
            });
            for (path, _) in twin.iter().chain(&html) {
                if extras.contains_key(path) {
                    twice = Some(path.clone());
                }
            }
            let twin = twin.filter(|(path, key)| ask(path, *key));
            let html = html.filter(|(path, key)| ask(path, *key));
            if twin.is_some() || html.is_some() {
                jobs.push(Job::Page {
                    subject,
                    route,
                    twin,
                    html,
                });
            }
        });
        if let Some(path) = twice {
            return Err(BuildError::Twice { path });
        }
        for picture in self.pictures() {
            made.pictures += 1;
            for (path, file) in self.media.files(picture) {
                let path = relative(&path).to_owned();
                // its name tells its content
                let key = Mix::new("picture").text(&path).key();
                if ask(&path, key) {
                    jobs.push(Job::Picture {
                        path,
                        file,
                        picture,
                        key,
                    });
                }
            }
        }
        for (path, bytes) in extras {
            let key = key_of("extra").bytes(&key::of(bytes)).key();
            if ask(path, key) {
                jobs.push(Job::Extra { path, bytes, key });
            }
        }
        Ok((jobs, wanted))
    }

    /// Only pictures that a published story shows, each once.
    fn pictures(&self) -> BTreeSet<&Shown> {
        let stories = self.archive.stories().iter();
        stories.flat_map(|story| &story.pictures).collect()
    }

    fn job(&self, job: &Job<'_>, publish: &Publish<'_>) -> Result<Vec<Staged>, Stop> {
        match job {
            Job::Page {
                subject,
                route,
                twin,
                html,
            } => self.page(subject, route.as_ref(), twin, html, publish),
            Job::Picture {
                path,
                file,
                picture,
                key,
            } => {
                let bytes = std::fs::read(file).or_else(|error| {
                    let lost = error.kind() == std::io::ErrorKind::NotFound;
                    let again = lost.then(|| self.media.restore(&picture.key));
                    let done = again.unwrap_or_else(|| Err(error.to_string()));
                    done.and_then(|()| std::fs::read(file).map_err(|e| e.to_string()))
                });
                let bytes = bytes.map_err(|reason| BuildError::Picture {
                    path: file.display().to_string(),
                    reason,
                })?;
                Ok(vec![publish.stage_as_it_is(path, *key, &bytes)?])
            }
            Job::Extra { path, bytes, key } => Ok(vec![publish.stage(path, *key, bytes)?]),
        }
    }

    fn page(
        &self,
        subject: &Subject,
        route: Option<&Route>,
        twin: &Option<(String, Key)>,
        html: &Option<(String, Key)>,
        publish: &Publish<'_>,
    ) -> Result<Vec<Staged>, Stop> {
        let (page, rails) = match self.archive.page(subject) {
            Some(page) => (page, Vec::new()),
            None => self.article(subject, html.is_some())?,
        };
        let page = Twin::new(page);
        let bytes = serde_json::to_vec(&page).map_err(|source| BuildError::Json {
            path: route.map_or_else(|| format!("{subject:?}"), ToString::to_string),
            source,
        })?;
        let mut staged = Vec::new();
        if let Some((path, key)) = twin {
            staged.push(publish.stage(path, *key, &bytes)?);
        }
        if let (Some((path, key)), Some(route), Some(prerender)) =
            (html, route, self.options.prerender)
        {
            let view = View {
                route,
                page: &page.page,
                twin: &bytes,
                rails: &rails,
                site: self.archive.site(),
            };
            let html = prerender.html(&view).map_err(|source| BuildError::Render {
                path: path.clone(),
                source,
            })?;
            staged.push(publish.stage(path, *key, &html)?);
        }
        Ok(staged)
    }

    /// A story's page and the rails beside it. Its body was not kept: it is read again.
    fn article(&self, subject: &Subject, rails: bool) -> Result<Beside, Stop> {
        let Subject::Story(place) = subject else {
            unreachable!("only a story's page is not kept")
        };
        let story = self.archive.stories()[*place as usize];
        let copy = self.archive.copy(*place);
        let article = self.newsroom.article(copy, self.desk, self.media);
        let mut article = article.map_err(|_| Stop::Moved(copy.file.clone()))?;
        self.archive.finish(story, &mut article);
        let rails = if rails {
            self.archive.rails_beside(story)
        } else {
            Vec::new()
        };
        Ok((Page::Article(*article), rails))
    }
}

/// A page and what stands beside it.
type Beside = (Page, Vec<(String, std::sync::Arc<Page>)>);

/// Why something was not made.
enum Stop {
    Moved(Box<str>),
    Error(Box<BuildError>),
}

impl<E: Into<BuildError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Error(Box::new(error.into()))
    }
}

fn relative(path: &str) -> &str {
    path.trim_start_matches('/')
}
