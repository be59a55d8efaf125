//! One publish from start to end: read, list, make what changed, commit.
//!
//! 1. **A publish costs what changed.** The same input gives the same bytes, and bytes that are
//!    already there are not written again. The clock decides embargoes and nothing else.
//! 2. **All or nothing.** Readers see the old site or the new one.
//! 3. **This crate knows no framework.** HTML comes from a [`Prerender`]; without one the data and
//!    the pictures are made alone.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

pub mod assemble;
mod discovery;
mod edition;
mod epub;
mod error;
mod figures;
mod hosts;
mod items;
mod last_files;
mod make;
mod options;
mod outcome;
mod plan;
mod precompress;
mod prerender;
mod redirects;
mod search;
mod stale_check;
mod today;
mod topics;
mod transfer_size;

pub use edition::Edition;
pub use error::BuildError;
pub use figures::Figures;
pub use frontpage_catalog::{SectionYears, Topic, TopicPair};
pub use options::{App, Options};
pub use outcome::{ChangesListError, Leftovers, Outcome};
pub use prerender::{NewPrerender, PageView, Prerender, TopicsView};
pub use topics::{FOLLOWING_PATH, TOPICS_PATH};

use error::folder_error;
use frontpage_base::config::Config;
use frontpage_base::diagnostic::Report;
use frontpage_base::fingerprint::{self, Fingerprint, FingerprintBuilder};
use frontpage_catalog::Archive;
use frontpage_hosting::HostingOptions;
use frontpage_ingest::read::{ContentIndex, IngestContext, ScanError};
use frontpage_languages::Alphabet;
use frontpage_media::Media;
use frontpage_model::messages::Words;
use frontpage_store::{
    Changed, Committed, ManifestPreload, OnWait, Precompress, Publish, PublishSettings,
};
use jiff::tz::TimeZone;
use make::Builder;
use precompress::Precompressor;
use std::path::Path;
use std::time::Instant;

/// The largest number of new files for which the content index stays in memory until the end.
/// Freeing it name by name would take longer than the rest of the publish, so it goes into the
/// outcome's [`Leftovers`]. With more new files, the memory is needed to put them in place.
const KEEP_INDEX_UP_TO: usize = 4096;
/// The number of attempts to read content that changes while it is being read.
const MAX_ATTEMPTS: usize = 8;

/// Builds the newspaper.
///
/// # Errors
/// [`BuildError`] if nothing can be built. A bad item is no error, but a diagnostic in the outcome.
pub fn run(options: &Options<'_>) -> Result<Outcome, BuildError> {
    let started = Instant::now();
    let (config, zone) = Config::read(&options.content)?;
    let words = frontpage_languages::of_newspaper(&config.lang);
    in_language(words, || publish(options, started, &config, &zone))
}

/// Runs `publish` with the interface in this language, on every thread that takes part.
fn in_language<T: Send>(words: Words, publish: impl FnOnce() -> T + Send) -> T {
    if words == Words::ENGLISH {
        // Threads start in English.
        return publish();
    }
    let threads = rayon::ThreadPoolBuilder::new().start_handler(move |_| words.begin());
    match threads.build() {
        Ok(threads) => threads.install(publish),
        // If no threads can be started, use this one.
        Err(_) => words.speak(publish),
    }
}

/// Builds the newspaper with the interface in the current language.
fn publish(
    options: &Options<'_>,
    started: Instant,
    config: &Config,
    zone: &TimeZone,
) -> Result<Outcome, BuildError> {
    let desk = IngestContext {
        config,
        alphabet: &Alphabet::of(&config.lang),
        zone,
    };
    let on_wait = |path: &Path| {
        eprintln!(
            "press: another publish or a deploy is under way ({}); waiting for it",
            path.display()
        );
    };
    let waiting: Option<&OnWait<'_>> = options.wait.then_some(&on_wait);
    let _lock = frontpage_store::lock_exclusive(&options.cache, waiting)?;
    let (content, cache, step) = (&options.content, &options.cache, options.step);
    let mut media = Media::new(content, cache, step).map_err(folder_error(cache))?;
    let purpose = purpose(content)?;
    // Preparing the app runs mostly on one core, so open the content index at the same time.
    let (edition, mut newsroom) = rayon::join(
        || {
            let app = options.app.as_ref();
            app.map(|app| assemble::prepare(config, app, cache))
                .transpose()
        },
        || {
            ContentIndex::open(
                content,
                cache,
                purpose,
                config.fingerprint(),
                options.memory,
                step,
            )
        },
    );
    let edition = edition?;
    let packing = edition.as_ref().filter(|_| options.precompress);
    let packing = packing.map(|edition| Precompressor::new(edition.prerender.shared_prefixes()));
    let compress = packing.as_ref().map(|packing| packing as &dyn Precompress);
    let mut publish: Option<Publish<'_>> = None;
    let mut ahead: Option<ManifestPreload> = None;
    let mut notes = Vec::new();
    let mut produced = 0;

    for _ in 0..MAX_ATTEMPTS {
        let mut report = Report::default();
        let chosen = newsroom.refresh().and_then(|()| {
            media.refresh();
            // Choosing the stories leaves cores idle, so read the manifest at the same time.
            if publish.is_none() {
                ahead.get_or_insert_with(|| ManifestPreload::begin(&options.out));
            }
            newsroom.stories(desk, options.now, &media, &mut report)
        });
        let chosen = match chosen {
            Ok(chosen) => chosen,
            Err(ScanError::Changed) => continue,
            Err(ScanError::Fault(fault)) => return Err(fault.into()),
        };
        note_cache_error(&mut notes, newsroom.save());
        let archive = Archive::new(config, &newsroom, &chosen);
        report.diagnostics.extend(archive.diagnostics());
        if let Some(edition) = &edition {
            let problems = edition.public.problems();
            report.diagnostics.extend(problems.iter().cloned());
        }
        report.diagnostics.sort();
        let mut outcome = Outcome {
            stories: chosen.len(),
            pages: 0,
            produced,
            images_made: media.made(),
            images_reused: 0,
            changed: Changed::default(),
            notes: Vec::new(),
            overrides: Vec::new(),
            changes_list_error: None,
            leftovers: Leftovers::default(),
            stopped: options.strict && !report.diagnostics.is_empty(),
            duration: started.elapsed(),
            report,
        };
        if outcome.stopped {
            return Ok(outcome);
        }

        let publish_now = match &mut publish {
            Some(publish) => publish,
            slot => slot.insert(Publish::open(
                &options.out,
                settings(options, compress, waiting),
                ahead.take(),
            )?),
        };
        let make = Builder {
            config,
            cache,
            edition: edition.as_ref(),
            has_search: config.search && options.search,
            compress,
            newsroom: &newsroom,
            archive: &archive,
            media: &media,
            desk,
            now: options.now,
        };
        let made = make.run(publish_now)?;
        // Files made by an abandoned attempt count too, even if this attempt makes them again.
        produced += made.produced;
        outcome.produced = produced;
        if !(made.changed_files.is_empty() && made.unrecoverable_files.is_empty()) {
            for file in made.changed_files {
                newsroom.invalidate(&file);
            }
            for file in made.unrecoverable_files {
                newsroom.refuse(&file);
            }
            continue;
        }
        if !made.problems.is_empty() {
            outcome.report.diagnostics.extend(made.problems);
            outcome.report.diagnostics.sort();
            if options.strict {
                outcome.stopped = true;
                return Ok(outcome);
            }
        }
        notes.extend(headers_note(&made.without_headers));
        notes.extend(redirects::note(&made.redirects.stories));
        let redirects = made.redirects;
        outcome.pages = made.pages;
        outcome.images_reused = made.pictures.saturating_sub(outcome.images_made);
        note_cache_error(&mut notes, media.save(&newsroom.pictures()));
        drop(archive);
        // Putting many files in place needs memory, so the content index is freed first.
        let copies = (made.produced <= KEEP_INDEX_UP_TO).then(|| newsroom.into_files());
        let Some(publish) = publish.take() else {
            unreachable!("the publish was opened above")
        };
        let changes = options.cache.join("changed.txt");
        let changes = options.changed.as_ref().unwrap_or(&changes);
        let Committed {
            changed,
            listed,
            list,
        } = publish.commit(|changed| {
            frontpage_base::atomic::atomic_by(changes, |file| outcome::write_changes(changed, file))
        })?;
        outcome.changed = changed;
        outcome.leftovers = Leftovers::new(copies.unwrap_or_default(), list);
        outcome.changes_list_error = listed.err().map(|source| ChangesListError {
            path: changes.display().to_string(),
            source,
        });
        if let Some(edition) = &edition {
            let hosting = HostingOptions {
                redirects: redirects.len(),
                ..edition.hosting()
            };
            notes.extend(hosts::write(&options.out, config, &hosting, &redirects)?);
            outcome.overrides.clone_from(&edition.overrides);
        }
        outcome.notes = notes;
        outcome.duration = started.elapsed();
        return Ok(outcome);
    }
    Err(BuildError::ContentKeepsChanging {
        path: options.content.display().to_string(),
    })
}

fn note_cache_error(notes: &mut Vec<String>, result: std::io::Result<()>) {
    if let Err(error) = result {
        notes.push(format!(
            "the cache cannot be written: {error}; the next publish will take longer"
        ));
    }
}

/// Returns a note about the addresses for which `_headers` has no room.
fn headers_note(addresses: &[String]) -> Option<String> {
    let first = addresses.first()?;
    let more = match addresses.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!(
        "_headers: Cloudflare Pages reads 100 rules, which leaves none for {first}{more}; there, \
         the host's own caching applies; move your own files into a subfolder of public/"
    ))
}

fn settings<'a>(
    options: &'a Options<'a>,
    compress: Option<&'a dyn Precompress>,
    waiting: Option<&'a OnWait<'a>>,
) -> PublishSettings<'a> {
    PublishSettings {
        waiting,
        adopt: options.adopt,
        verify_all: options.verify_all,
        compress,
        now: options.now.as_second(),
        step: options.step,
    }
}

/// The purpose of the content index: this content folder, read by this build of press.
fn purpose(content: &Path) -> Result<Fingerprint, BuildError> {
    let content = content.canonicalize().map_err(folder_error(content))?;
    Ok(FingerprintBuilder::new("items")
        .bytes(&fingerprint::of_this_program())
        .bytes(content.as_os_str().as_encoded_bytes())
        .key())
}

fn relative(path: &str) -> &str {
    path.trim_start_matches('/')
}
