//! `press build`: the rooms in their order.

use crate::clean::{self, Pages, Pictures};
use crate::config::{Config, ConfigError};
use crate::index;
use crate::media::Media;
use crate::read::{self, Draft};
use crate::release::App;
use crate::report::{Degraded, Finding, Problem, Report, Severity};
use crate::story::Story;
use crate::write::{self, Files, Source, WriteError, Written};
use frontpage_model::{Article, Figure, Image, Inline};
use jiff::Timestamp;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What to build, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with site.toml, the items and their media.
    pub content: PathBuf,
    /// Where the files go.
    pub out: PathBuf,
    /// What is kept between runs.
    pub cache: PathBuf,
    /// Whether any problem keeps everything from being written.
    pub strict: bool,
    /// The moment of publishing.
    pub now: Timestamp,
    /// The app to publish with; none makes the data and the pictures only.
    pub app: Option<App>,
}

/// Why nothing could be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// `site.toml` is missing or wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The content folder cannot be read, or the cache not be made.
    #[error("{path}: {source}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A page cannot be made JSON.
    #[error("{path}: {source}")]
    Json {
        /// The page.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
    /// This press has no app in it to prerender with.
    #[cfg(not(feature = "render"))]
    #[error("this press makes the data only; build it with --features render to publish")]
    DataOnly,
    /// The data could not be made a newspaper.
    #[cfg(feature = "render")]
    #[error(transparent)]
    Edition(#[from] crate::edition::EditionError),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    /// What is wrong with the content.
    pub report: Report,
    /// Published stories.
    pub stories: usize,
    /// Files of data.
    pub pages: usize,
    /// Pictures that were made.
    pub made: usize,
    /// Pictures that an earlier run had made.
    pub kept: usize,
    /// What happened to the files.
    pub written: Written,
    /// Whether `--strict` kept everything from being written.
    pub stopped: bool,
    /// How long it took.
    pub took: Duration,
}

/// Builds the newspaper.
///
/// # Errors
/// [`BuildError`] where there can be no newspaper. A bad item is a problem in the outcome.
pub fn run(options: &Options) -> Result<Outcome, BuildError> {
    let started = Instant::now();
    let folder = |path: &PathBuf| {
        let path = path.display().to_string();
        |source| BuildError::Folder { path, source }
    };
    let (config, zone) = Config::read(&options.content)?;
    let mut report = Report::default();
    let desk = read::Desk {
        config: &config,
        zone: &zone,
        now: options.now,
    };
    let drafts =
        read::read(&options.content, desk, &mut report).map_err(folder(&options.content))?;

    let media = Media::new(&options.content, &options.cache).map_err(folder(&options.cache))?;
    let mut stories = clean_all(drafts, &config, &media, &mut report);
    index::sort(&mut stories);
    let (made, kept) = media.counts();

    let mut files = pictures(&stories, &media);
    let count = stories.len();
    let (twins, findings) = index::pages(&config, stories);
    let pages = twins.len();
    let site = findings.into_iter();
    report
        .problems
        .extend(site.map(|finding| finding.at("site.toml", Severity::Warning)));
    for (path, twin) in &twins {
        let bytes = serde_json::to_vec(twin).map_err(|source| BuildError::Json {
            path: path.clone(),
            source,
        })?;
        files.insert(relative(path), Source::Bytes(bytes));
    }
    #[cfg(not(feature = "render"))]
    if options.app.is_some() {
        return Err(BuildError::DataOnly);
    }
    #[cfg(feature = "render")]
    if let Some(app) = &options.app {
        crate::edition::complete(&mut files, &twins, &config, app, options.now)?;
    }
    report.problems.sort();

    let stopped = options.strict && !report.problems.is_empty();
    let written = if stopped {
        Written::default()
    } else {
        write::write(&files, &options.out, &options.cache)?
    };
    Ok(Outcome {
        report,
        stories: count,
        pages,
        made,
        kept,
        written,
        stopped,
        took: started.elapsed(),
    })
}

fn relative(path: &str) -> String {
    path.trim_start_matches('/').to_owned()
}

/// Only pictures that a published story shows.
fn pictures(stories: &[Story], media: &Media) -> Files {
    let images: BTreeSet<(&str, u32)> = stories
        .iter()
        .flat_map(Story::figures)
        .map(|figure| (figure.image.key.as_str(), figure.image.width))
        .collect();
    images
        .into_iter()
        .flat_map(|(key, width)| {
            media.files(&Image {
                key: key.into(),
                width,
                height: 0,
                alt: String::new(),
            })
        })
        .map(|(path, file)| (relative(&path), Source::Picture(file)))
        .collect()
}

/// Cleans every body, then takes out links to what is not there.
fn clean_all(
    drafts: Vec<Draft>,
    config: &Config,
    media: &Media,
    report: &mut Report,
) -> Vec<Story> {
    let results: Vec<_> = drafts
        .into_par_iter()
        .map(|draft| story(draft, config, media))
        .collect();
    let mut stories = Vec::new();
    let mut fields = Vec::new();
    for (result, problems, degraded) in results {
        report.problems.extend(problems);
        report.degraded.merge(degraded);
        if let Some((story, field)) = result {
            stories.push(story);
            fields.push(field);
        }
    }
    let pages = Pages {
        articles: stories.iter().map(|s| s.article.url.clone()).collect(),
        sections: config.sections.iter().map(|s| s.slug.clone()).collect(),
        tags: stories
            .iter()
            .flat_map(|s| s.article.tags.iter().map(|tag| tag.slug.clone()))
            .collect(),
        authors: config.authors.iter().map(|a| a.slug.clone()).collect(),
    };
    for (story, field) in stories.iter_mut().zip(&fields) {
        let findings = clean::remove_dead_links(&mut story.article, field, &pages);
        let findings = findings.into_iter();
        report
            .problems
            .extend(findings.map(|finding| finding.at(&story.file, Severity::Warning)));
    }
    stories
}

/// The story and where its body stands in the item, or why there is none.
type Tried = (Option<(Story, String)>, Vec<Problem>, Degraded);

fn story(draft: Draft, config: &Config, media: &Media) -> Tried {
    let desk = clean::Desk {
        site_url: &config.url,
        pictures: media,
    };
    let cleaned = clean::body(&draft.body, desk);
    if cleaned.blocks.is_empty() {
        let reason = "holds nothing that can be shown";
        let finding = Finding::new(&draft.body.field, reason, "give the story a text");
        let problem = finding.at(&draft.file, Severity::Refused);
        return (None, vec![problem], cleaned.degraded);
    }
    let mut warnings = cleaned.warnings;
    let lead = draft.lead.and_then(|lead| match media.picture(&lead.href) {
        Ok(image) => Some(Figure {
            image: Image {
                alt: lead.alt,
                ..image
            },
            caption: match lead.caption {
                caption if caption.is_empty() => Vec::new(),
                caption => vec![Inline::Text(caption)],
            },
            credit: lead.credit,
        }),
        Err(reason) => {
            warnings.push(Finding::new(
                lead.field,
                format!("the picture {:?} {reason}", lead.href),
                "put it into the content folder; until then the story goes without it",
            ));
            None
        }
    });
    let warnings = warnings
        .into_iter()
        .map(|finding| finding.at(&draft.file, Severity::Warning))
        .collect();
    let story = Story {
        file: draft.file,
        urgency: draft.urgency,
        authors: draft.authors,
        article: Article {
            url: draft.url,
            section: draft.section,
            tags: draft.tags,
            headline: draft.headline,
            summary: draft.summary,
            lead,
            published: draft.published,
            updated: draft.updated,
            byline: draft.byline,
            dateline: draft.dateline,
            body: cleaned.blocks,
            credit: draft.credit,
            lang: draft.lang,
            dir: draft.dir,
            rail: None,
        },
    };
    (Some((story, draft.body.field)), warnings, cleaned.degraded)
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = &self.report;
        writeln!(
            f,
            "{} stories, {} pages, {} pictures ({} made, {} kept) in {:.1} s",
            self.stories,
            self.pages,
            self.made + self.kept,
            self.made,
            self.kept,
            self.took.as_secs_f64()
        )?;
        let Written {
            written,
            unchanged,
            removed,
        } = self.written;
        writeln!(
            f,
            "files: {written} written, {unchanged} unchanged, {removed} removed"
        )?;
        write!(
            f,
            "items: {} refused, {} warnings, {} withheld, {} embargoed, {} no stories",
            report.refused(),
            report.warnings(),
            report.withheld,
            report.embargoed,
            report.ignored
        )?;
        if !report.degraded.0.is_empty() {
            let kinds: Vec<String> = report
                .degraded
                .0
                .iter()
                .map(|(kind, count)| format!("{kind} {count}"))
                .collect();
            write!(f, "\nsimplified: {}", kinds.join(", "))?;
        }
        Ok(())
    }
}
