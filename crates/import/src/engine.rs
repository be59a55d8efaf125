//! Brings the stories of one source into the content folder.

use crate::downloads::{Downloaded, Downloads};
use crate::error::ImportError;
use crate::files::{Fate, Folder};
use crate::item::Item;
use crate::mapping::Mapping;
use crate::newspaper::Newspaper;
use crate::open::unreadable;
use crate::options::Options;
use crate::pictures::{MediaFolder, Missing, MissingKind, Pictures, absolute, addresses};
use crate::progress::Progress;
use crate::report::Summary;
use frontpage_base::config::Config;
use frontpage_fetch::Client;
use frontpage_source::{Converter, Entry, ImportedStory, RawEntry, Source, StoryId, Visibility};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// How many entries are converted in parallel. Each has up to 32 MiB, but few have more than 100 KB.
const BATCH: usize = 64;

/// What all sources of an import share.
#[derive(Clone, Copy)]
pub struct Engine<'a> {
    /// What to import.
    pub options: &'a Options,
    /// The configuration.
    pub config: &'a Config,
    /// The sections and authors.
    pub newspaper: &'a Newspaper<'a>,
    /// The rules for categories, tags and authors.
    pub mapping: &'a Mapping,
}

/// The result of importing a story.
struct Done {
    story: Box<ImportedStory>,
    section: String,
    missing: Vec<Missing>,
    fate: Fate,
}

impl Engine<'_> {
    /// Imports the stories of a source. `shown` names the source in notes; `client` fetches its pictures.
    ///
    /// # Errors
    /// If the source cannot be read, or a file cannot be written.
    pub fn import(
        &self,
        source: &mut dyn Source,
        shown: &Path,
        client: &Arc<Client>,
        summary: &mut Summary,
        on_progress: &mut dyn FnMut(Progress),
    ) -> Result<(), ImportError> {
        let name = slug::slugify(source.name());
        let place = format!("imported/{name}/");
        let target = format!("{place}media/");
        let folder = Folder {
            content: &self.options.content,
            place: &place,
            is_dry_run: self.options.is_dry_run,
        };
        let media = MediaFolder {
            folder: self.options.media.as_deref(),
            beside: shown.parent().filter(|_| shown.is_file()),
            target: &target,
        };
        let downloads = Downloads::new(
            client.clone(),
            &self.options.content,
            &format!("{target}web/"),
            self.options.is_dry_run,
        );
        let mut seen = HashSet::new();
        for_each_batch(source, shown, on_progress, |batch, converter| {
            let entries = batch.into_par_iter().map(|entry| converter.convert(entry));
            let entries: Vec<Entry> = entries.collect();
            let downloaded = match self.options.downloads_pictures {
                true => downloads.all(wanted(&entries, media, self.config)),
                false => Downloaded::new(),
            };
            let pictures = Pictures {
                config: self.config,
                media,
                downloaded: &downloaded,
            };
            let write = |entry| match entry {
                Entry::Story(mut story) => {
                    self.mapping.apply(&mut story, self.newspaper);
                    put(story, self.newspaper, pictures, &folder).map(Ok)
                }
                other => Ok(Err(other)),
            };
            // Versions of one story are written one after the other, so that the newest stays.
            let has_repeats = has_repeats(&entries);
            let results: Vec<Result<Result<Done, Entry>, ImportError>> = match has_repeats {
                true => entries.into_iter().map(write).collect(),
                false => entries.into_par_iter().map(write).collect(),
            };
            // Add the results in the order of the source, not in the order in which they were finished.
            for result in results {
                match result? {
                    Ok(done) => {
                        if let StoryId::Number(number) = done.story.id {
                            seen.insert(number);
                        }
                        add(done, &folder, summary);
                    }
                    Err(Entry::NoStory(kind)) => *summary.no_stories.entry(kind).or_default() += 1,
                    Err(Entry::Refused(refusal)) => {
                        summary.refused += 1;
                        let what = format!("is not imported: {}", refusal.reason);
                        summary.note(format!("{}: {}", shown.display(), refusal.place), what);
                    }
                    Err(Entry::Story(_)) => {}
                }
            }
            Ok(())
        })?;
        self.withdraw(source, shown, &folder, &seen, summary)
    }

    /// Withholds the stories that are no longer visible to readers of the source, if the source can tell.
    fn withdraw(
        &self,
        source: &mut dyn Source,
        shown: &Path,
        folder: &Folder<'_>,
        seen: &HashSet<u64>,
        summary: &mut Summary,
    ) -> Result<(), ImportError> {
        if !source.can_tell_what_is_gone() {
            return Ok(());
        }
        let known = folder.public_numbers(seen)?;
        let gone = source.gone(&known);
        for number in gone.map_err(|error| unreadable(shown, error))? {
            let id = StoryId::Number(number);
            let fate = folder.withdraw(&id)?;
            if fate == Fate::Withdrawn {
                summary.count(fate);
                summary.note(folder.shown(&id), WITHDRAWN);
            }
        }
        Ok(())
    }
}

/// The note about a story that is no longer public.
const WITHDRAWN: &str = "is withheld, because it is not public in the source any more";

/// Returns the addresses of the pictures that a batch needs and the media folder does not have.
fn wanted(entries: &[Entry], media: MediaFolder<'_>, config: &Config) -> BTreeSet<String> {
    let stories = entries.iter().filter_map(|entry| match entry {
        Entry::Story(story) => match story.visibility {
            Visibility::Public | Visibility::Draft => Some(story),
            Visibility::Hidden(_) => None,
        },
        Entry::NoStory(_) | Entry::Refused(_) => None,
    });
    let wanted = stories.flat_map(|story| {
        let base = story.base.as_deref();
        let mut wanted = addresses(&story.body, base, config);
        if let Some(lead) = &story.lead
            && let Some(address) = absolute(&lead.url, base)
            && (lead.size.is_none() || config.hosted_picture(&address).is_none())
        {
            wanted.insert(address);
        }
        wanted
    });
    wanted
        .filter(|address| media.find(address).is_none())
        .collect()
}

/// Returns whether a story is among the entries more than once.
fn has_repeats(entries: &[Entry]) -> bool {
    let mut seen = HashSet::new();
    entries.iter().any(|entry| match entry {
        Entry::Story(story) => match &story.id {
            StoryId::Text(id) => !seen.insert(id),
            StoryId::Number(_) => false,
        },
        Entry::NoStory(_) | Entry::Refused(_) => false,
    })
}

/// Passes the entries of a source to `take` in batches, with their converter.
///
/// # Errors
/// If the source cannot be read, or if `take` returns an error.
pub fn for_each_batch(
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
    pictures: Pictures<'_>,
    folder: &Folder<'_>,
) -> Result<Done, ImportError> {
    let item = Item::new(&story, newspaper, pictures);
    let missing = item.missing.clone();
    let place = story.system.as_ref();
    let place = place.map(|system| format!("imported/{}/", slug::slugify(system)));
    let folder = Folder {
        place: place.as_deref().unwrap_or(folder.place),
        ..*folder
    };
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
    let file = folder.shown(&story.id);
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
            summary.note(&file, WITHDRAWN);
        }
        Fate::Hidden => {}
    }
    match story.visibility {
        Visibility::Hidden(_) => return,
        Visibility::Draft => summary.drafts += 1,
        Visibility::Public => {}
    }
    for what in story.left_out {
        *summary.left_out.entry(what).or_default() += 1;
    }
    for missing in missing {
        let Missing {
            address, reason, ..
        } = missing;
        let note = match missing.kind {
            MissingKind::Picture => {
                summary.missing_pictures += 1;
                format!("the picture {address} is missing: {reason}; the story has none there")
            }
            MissingKind::Recording => {
                summary.missing_recordings += 1;
                format!("the recording {address} is missing: {reason}; the story has a link to it")
            }
            MissingKind::RecordingWithoutLink => {
                summary.missing_recordings += 1;
                format!("the recording {address} is missing: {reason}; the story is without it")
            }
            MissingKind::Captions => {
                format!("the captions {address} are missing: {reason}; the recording has none")
            }
        };
        summary.note(&file, note);
    }
}
