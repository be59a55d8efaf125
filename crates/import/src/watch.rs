//! Imports again and again, for a wire that keeps delivering.

use crate::engine::Engine;
use crate::error::ImportError;
use crate::locator::Locator;
use crate::open::{Formats, files, open, unreadable};
use crate::options::Options;
use crate::remote::open_url;
use crate::report::Summary;
use crate::run::{client, with_engine};
use frontpage_base::file_stamp::FileStamp;
use frontpage_fetch::Client;
use frontpage_source::Source;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use url::Url;

/// The longest pause that a source can ask for. A feed may say a week.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// What happened in a round.
#[derive(Debug)]
pub struct Round {
    /// What was imported.
    pub summary: Summary,
    /// The sources that could not be read. They are tried again in the next round.
    pub errors: Vec<ImportError>,
}

/// Imports the sources, and then what is new in them, every `pause`, until `on_round` breaks. A source that
/// cannot be read does not stop the others.
///
/// # Errors
/// If a source cannot be watched, or if a file of the content folder cannot be read or written.
pub fn watch(
    options: &Options,
    pause: Duration,
    on_round: &mut dyn FnMut(Round) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    let mut watched = Vec::new();
    for locator in &options.sources {
        watched.push(Watched::new(locator)?);
    }
    loop {
        let started = Instant::now();
        let mut round = Round {
            summary: Summary::default(),
            errors: Vec::new(),
        };
        // Read the configuration and the mapping again, so that changes to them take effect.
        with_engine(options, |engine, formats| {
            for source in &mut watched {
                source.round(engine, formats, &mut round)?;
            }
            Ok(())
        })?;
        if on_round(round).is_break() {
            return Ok(());
        }
        thread::sleep(pause.saturating_sub(started.elapsed()));
    }
}

/// A source, and what is known about it from the last round.
enum Watched {
    /// A file or a folder, with the stamps that its files had when their import was last tried.
    Files {
        path: PathBuf,
        imported: HashMap<PathBuf, FileStamp>,
    },
    /// An address.
    Address {
        url: Url,
        client: Arc<Client>,
        /// `None` until it has been opened.
        source: Option<Box<dyn Source>>,
        /// The time before which nothing is requested.
        due: Instant,
    },
}

impl Watched {
    fn new(locator: &Locator) -> Result<Self, ImportError> {
        match locator {
            Locator::StandardInput => Err(ImportError::Unwatchable {
                place: locator.to_string(),
            }),
            Locator::Path(path) => Ok(Self::Files {
                path: path.clone(),
                imported: HashMap::new(),
            }),
            Locator::Url(url) => Ok(Self::Address {
                url: url.clone(),
                client: client(Some(url))?,
                source: None,
                due: Instant::now(),
            }),
        }
    }

    /// Imports what is new.
    ///
    /// # Errors
    /// If a file of the content folder cannot be written. Errors of the source are added to the round.
    fn round(
        &mut self,
        engine: Engine<'_>,
        formats: &Formats,
        round: &mut Round,
    ) -> Result<(), ImportError> {
        match self {
            Self::Files { path, imported } => changed_files(path, imported, engine, formats, round),
            Self::Address {
                url,
                client,
                source,
                due,
            } => {
                if Instant::now() < *due {
                    return Ok(());
                }
                let is_opened = match source {
                    None => open_url(url, client, engine.options.site(formats)).map(|opened| {
                        *source = Some(opened);
                        true
                    }),
                    Some(source) => source
                        .again()
                        .map_err(|error| unreadable(Path::new(url.as_str()), error)),
                };
                match (is_opened, source) {
                    (Ok(true), Some(source)) => {
                        let pause = source.pause().unwrap_or_default();
                        *due = Instant::now() + pause.min(LONGEST_PAUSE);
                        let shown = Path::new(url.as_str());
                        let summary = &mut round.summary;
                        let result =
                            engine.import(source.as_mut(), shown, client, summary, &mut |_| {});
                        unless_of_the_source(result, round)
                    }
                    (Ok(_), _) => Ok(()),
                    (Err(error), _) => unless_of_the_source(Err(error), round),
                }
            }
        }
    }
}

/// Imports the files that are new or changed.
fn changed_files(
    path: &Path,
    imported: &mut HashMap<PathBuf, FileStamp>,
    engine: Engine<'_>,
    formats: &Formats,
    round: &mut Round,
) -> Result<(), ImportError> {
    let now = SystemTime::now();
    let client = client(None)?;
    let files = match files(path) {
        Ok(files) => files,
        Err(error) => return unless_of_the_source(Err(error), round),
    };
    for file in files {
        let Ok(metadata) = std::fs::metadata(&file) else {
            // It was moved away since the folder was listed.
            continue;
        };
        let stamp = FileStamp::of(&metadata);
        // A file that is being written is left for the next round.
        if !stamp.is_settled(now) || imported.get(&file) == Some(&stamp) {
            continue;
        }
        let result = open(&file, None, formats).and_then(|mut source| {
            let summary = &mut round.summary;
            engine.import(source.as_mut(), &file, &client, summary, &mut |_| {})
        });
        unless_of_the_source(result, round)?;
        imported.insert(file, stamp);
    }
    imported.retain(|file, _| file.exists());
    Ok(())
}

/// Adds an error of a source to the round. Returns any other error, because it concerns the content folder,
/// which all sources share.
fn unless_of_the_source(
    result: Result<(), ImportError>,
    round: &mut Round,
) -> Result<(), ImportError> {
    match result {
        Err(error) if error.is_of_the_source() => {
            round.errors.push(error);
            Ok(())
        }
        other => other,
    }
}
