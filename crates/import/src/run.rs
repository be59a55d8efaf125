//! Runs an import from the first entry to the summary.

use crate::error::ImportError;
use crate::files::{Fate, Folder};
use crate::item::Item;
use crate::mapping::Mapping;
use crate::newspaper::Newspaper;
use crate::open::{files, open, spooled, unreadable};
use crate::pictures::MediaFolder;
use crate::progress::Progress;
use crate::report::Summary;
use frontpage_base::atomic::atomic;
use frontpage_base::config::Config;
use frontpage_source::{Converter, Entry, RawEntry, Source};
use frontpage_source::{ImportedStory, Visibility};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many entries are converted side by side. Each has up to 32 MiB, but few have more than 100 KB.
const BATCH: usize = 64;

/// What to import, and where to.
#[derive(Clone, Debug)]
pub struct Options {
    /// A file or a folder of files; `-` reads a file from standard input.
    pub source: PathBuf,
    /// The content folder.
    pub content: PathBuf,
    /// The slug of the section for stories whose categories fit none; without it, the first one.
    pub section: Option<String>,
    /// The mapping; without it, `import.toml` in the content folder, if there is one.
    pub mapping: Option<PathBuf>,
    /// A copy of the media folder of the other system (`wp-content/uploads`).
    pub media: Option<PathBuf>,
    /// Whether nothing is written.
    pub is_dry_run: bool,
}

impl Options {
    fn mapping(&self) -> PathBuf {
        let default = || self.content.join("import.toml");
        self.mapping.clone().unwrap_or_else(default)
    }
}

/// What a story leaves behind.
struct Done {
    story: Box<ImportedStory>,
    section: String,
    missing: Vec<String>,
    fate: Fate,
}

/// Imports all stories of a source. Calls `on_progress` between batches.
///
/// # Errors
/// If the configuration is not valid, the source is not known or cannot be read, or a file cannot be
/// written. What was imported until then stays, and another run goes on from there.
pub fn run(
    options: &Options,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<Summary, ImportError> {
    let (config, zone) = Config::read(&options.content)?;
    let file = options.mapping();
    let mapping = Mapping::read(&file)?;
    let default = options
        .section
        .as_ref()
        .or(mapping.default_section.as_ref());
    mapping.check(&file, &Newspaper::new(&config, None)?)?;
    let newspaper = Newspaper::new(&config, default.map(String::as_str))?;
    let mut summary = Summary::default();
    let spooled = spooled(&options.source)?;
    let path = spooled
        .as_ref()
        .map_or(options.source.as_path(), |file| file.path());
    for file in files(path)? {
        let mut source = open(&file, &zone)?;
        // Notes name standard input as the command does.
        let shown = match spooled {
            Some(_) => options.source.clone(),
            None => file,
        };
        one(
            source.as_mut(),
            &shown,
            options,
            (&newspaper, &mapping),
            &mut summary,
            on_progress,
        )?;
    }
    Ok(summary)
}

/// Makes a mapping from what a source contains, or adds to the one that there is, and writes it. Returns
/// where it is.
///
/// # Errors
/// As [`run`].
pub fn plan(
    options: &Options,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<PathBuf, ImportError> {
    let (config, zone) = Config::read(&options.content)?;
    let newspaper = Newspaper::new(&config, options.section.as_deref())?;
    let file = options.mapping();
    let mut mapping = Mapping::read(&file)?;
    mapping.forget_counts();
    let spooled = spooled(&options.source)?;
    let path = spooled
        .as_ref()
        .map_or(options.source.as_path(), |file| file.path());
    for path in files(path)? {
        let mut source = open(&path, &zone)?;
        for_each_batch(source.as_mut(), &path, on_progress, |batch, converter| {
            let entries = batch.into_par_iter().map(|entry| converter.convert(entry));
            for entry in entries.collect::<Vec<Entry>>() {
                if let Entry::Story(story) = entry
                    && story.visibility == Visibility::Public
                {
                    mapping.count(&story, &newspaper);
                }
            }
            Ok(())
        })?;
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

fn one(
    source: &mut dyn Source,
    path: &Path,
    options: &Options,
    (newspaper, mapping): (&Newspaper<'_>, &Mapping),
    summary: &mut Summary,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<(), ImportError> {
    let name = slug::slugify(source.name());
    let place = format!("imported/{name}/");
    let target = format!("{place}media/");
    let folder = Folder {
        content: &options.content,
        place: &place,
        is_dry_run: options.is_dry_run,
    };
    let media = MediaFolder {
        folder: options.media.as_deref(),
        target: &target,
    };
    for_each_batch(source, path, on_progress, |batch, converter| {
        let results: Vec<Result<Result<Done, Entry>, ImportError>> = batch
            .into_par_iter()
            .map(|entry| match converter.convert(entry) {
                Entry::Story(mut story) => {
                    mapping.apply(&mut story, newspaper);
                    put(story, newspaper, media, &folder).map(Ok)
                }
                other => Ok(Err(other)),
            })
            .collect();
        // In the order of the source, whichever was done first.
        for result in results {
            match result? {
                Ok(done) => add(done, &folder, summary),
                Err(Entry::NoStory(kind)) => *summary.no_stories.entry(kind).or_default() += 1,
                Err(Entry::Refused(refusal)) => {
                    summary.refused += 1;
                    let what = format!("is not imported: {}", refusal.reason);
                    summary.note(format!("{}: {}", path.display(), refusal.place), what);
                }
                Err(Entry::Story(_)) => {}
            }
        }
        Ok(())
    })
}

/// Hands the entries of a source to `take`, batch by batch, with what converts them.
fn for_each_batch(
    source: &mut dyn Source,
    path: &Path,
    on_progress: &mut dyn FnMut(Progress),
    mut take: impl FnMut(Vec<RawEntry>, &dyn Converter) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let started = Instant::now();
    let mut done = 0;
    loop {
        let batch = source
            .next(BATCH)
            .map_err(|error| unreadable(path, error))?;
        if batch.is_empty() {
            return Ok(());
        }
        done += batch.len() as u64;
        take(batch, source.converter())?;
        on_progress(Progress {
            done,
            total: source.total(),
            elapsed: started.elapsed(),
        });
    }
}

fn put(
    story: Box<ImportedStory>,
    newspaper: &Newspaper<'_>,
    media: MediaFolder<'_>,
    folder: &Folder<'_>,
) -> Result<Done, ImportError> {
    let item = Item::new(&story, newspaper, media);
    let missing = item.missing.clone();
    let fate = folder.put(&story, item)?;
    Ok(Done {
        section: newspaper.section(&story).to_owned(),
        story,
        missing,
        fate,
    })
}

fn add(done: Done, folder: &Folder<'_>, summary: &mut Summary) {
    let Done {
        story,
        section,
        missing,
        fate,
    } = done;
    summary.count(fate);
    if let Visibility::Hidden(status) = &story.visibility {
        *summary.hidden.entry(status.clone()).or_default() += 1;
    }
    let file = folder.file(&story.id);
    let file = file
        .strip_prefix(folder.content)
        .unwrap_or(&file)
        .display()
        .to_string();
    match fate {
        Fate::New | Fate::Updated | Fate::Unchanged => {
            *summary.sections.entry(section).or_default() += 1;
        }
        Fate::Kept => summary.note(
            &file,
            "was changed by an editor, so the import did not touch it; to take the imported version, \
             delete the file and import again",
        ),
        Fate::Withdrawn => {
            summary.note(&file, "is withheld, because it is not public in the source any more");
        }
        Fate::Hidden => {}
    }
    if story.visibility != Visibility::Public {
        return;
    }
    for what in story.left_out {
        *summary.left_out.entry(what).or_default() += 1;
    }
    for address in missing {
        summary.missing_pictures += 1;
        summary.note(
            &file,
            format!("the picture {address} was not found; the story has none there"),
        );
    }
}
