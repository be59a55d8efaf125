//! Runs an import from the first entry to the summary.

use crate::engine::{Engine, for_each_batch};
use crate::error::ImportError;
use crate::locator::Locator;
use crate::mapping::Mapping;
use crate::newspaper::Newspaper;
use crate::open::{Formats, files, open, spooled};
use crate::options::Options;
use crate::progress::Progress;
use crate::remote::open_url;
use crate::report::Summary;
use frontpage_base::atomic::atomic;
use frontpage_base::config::Config;
use frontpage_fetch::Client;
use frontpage_source::{Entry, Source, Visibility};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// Imports all stories of the sources. Calls `on_progress` between batches.
///
/// # Errors
/// If the configuration is not valid, a source is not known or cannot be read, or a file cannot be written.
/// What was imported until then stays, and another run continues from there.
pub fn run(
    options: &Options,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<Summary, ImportError> {
    let mut summary = Summary::default();
    with_engine(options, |engine, formats| {
        for locator in &options.sources {
            let refused =
                for_each_source(locator, options, formats, &mut |source, shown, client| {
                    engine.import(source, shown, client, &mut summary, on_progress)
                })?;
            for error in refused {
                summary.refuse_file(&error);
            }
        }
        Ok(())
    })?;
    Ok(summary)
}

/// Reads the configuration and the mapping, and calls `work` with an engine that uses them, and with what is
/// needed to read files.
///
/// # Errors
/// If the configuration, the mapping or a profile of an agency is not valid, or if `work` returns an error.
pub fn with_engine(
    options: &Options,
    work: impl FnOnce(Engine<'_>, &Formats) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let (config, zone) = Config::read(&options.content)?;
    let formats = Formats::new(&options.content, zone)?;
    let file = options.mapping();
    let mapping = Mapping::read(&file)?;
    let default = options
        .section
        .as_ref()
        .or(mapping.default_section.as_ref());
    mapping.check(&file, &Newspaper::new(&config, None)?)?;
    let newspaper = Newspaper::new(&config, default.map(String::as_str))?;
    let engine = Engine {
        options,
        config: &config,
        newspaper: &newspaper,
        mapping: &mapping,
    };
    work(engine, &formats)
}

/// A function that receives a source, its name for notes, and the client for its host.
type Visit<'v> = dyn FnMut(&mut dyn Source, &Path, &Arc<Client>) -> Result<(), ImportError> + 'v;

/// Calls `visit` for each source of a locator. Returns the errors of bad files in a folder, which do not stop
/// the import of the others.
fn for_each_source(
    locator: &Locator,
    options: &Options,
    formats: &Formats,
    visit: &mut Visit<'_>,
) -> Result<Vec<ImportError>, ImportError> {
    let mut refused = Vec::new();
    match locator {
        Locator::StandardInput => {
            let file = spooled()?;
            let mut source = open(file.path(), None, formats)?;
            // Notes call standard input `-`, as the command line does.
            visit(source.as_mut(), Path::new("-"), &client(None)?)?;
        }
        Locator::Path(path) => {
            let client = client(None)?;
            let files = files(path)?;
            if files.is_empty() {
                return Err(ImportError::NoFiles { path: path.clone() });
            }
            for file in files {
                let result = open(&file, None, formats);
                match result.and_then(|mut source| visit(source.as_mut(), &file, &client)) {
                    Ok(()) => {}
                    Err(error) if error.is_of_the_source() && file != *path => refused.push(error),
                    Err(error) => return Err(error),
                }
            }
        }
        Locator::Url(url) => {
            let client = client(Some(url))?;
            let mut source = open_url(url, &client, options.site(formats))?;
            visit(source.as_mut(), Path::new(url.as_str()), &client)?;
        }
    }
    Ok(refused)
}

/// Returns the client for a source. It may reach the source's host even if that is in a private network.
///
/// # Errors
/// If the system has no sockets or no certificates.
pub fn client(source: Option<&Url>) -> Result<Arc<Client>, ImportError> {
    let client = Client::new(source).map_err(|error| ImportError::Fetch {
        url: source.map(Url::to_string).unwrap_or_default(),
        source: error,
    });
    client.map(Arc::new)
}

/// Makes a mapping from what the sources contain, or adds to the existing one, and writes it. Returns the
/// path of its file.
///
/// # Errors
/// As [`run`].
pub fn plan(
    options: &Options,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<PathBuf, ImportError> {
    let (config, zone) = Config::read(&options.content)?;
    let formats = Formats::new(&options.content, zone)?;
    let newspaper = Newspaper::new(&config, options.section.as_deref())?;
    let file = options.mapping();
    let mut mapping = Mapping::read(&file)?;
    mapping.forget_counts();
    let mut count = |source: &mut dyn Source, shown: &Path, _: &Arc<Client>| {
        for_each_batch(source, shown, on_progress, |batch, converter| {
            let entries = batch.into_par_iter().map(|entry| converter.convert(entry));
            for entry in entries.collect::<Vec<Entry>>() {
                if let Entry::Story(story) = entry
                    && !matches!(story.visibility, Visibility::Hidden(_))
                {
                    mapping.count(&story, &newspaper);
                }
            }
            Ok(())
        })
    };
    for locator in &options.sources {
        for_each_source(locator, options, &formats, &mut count)?;
    }
    mapping.merge_spellings();
    if !options.is_dry_run {
        let text = mapping.to_text().map_err(|error| ImportError::Mapping {
            path: file.clone(),
            place: "the rules".into(),
            reason: error.to_string(),
        })?;
        atomic(&file, text.as_bytes()).map_err(|source| ImportError::Write {
            path: file.clone(),
            source,
        })?;
    }
    Ok(file)
}
