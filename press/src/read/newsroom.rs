//! The content folder as this run sees it: what earlier runs found, and what is new.

use super::file::{self, Text};
use super::item::{self, Edited};
use super::scan::{Found, scan};
use super::{Desk, Head, Known, Looked, Outcome, versions};
use crate::clean::Pictures;
use crate::key::{Key, Mix};
use crate::ledger::{self, Change, Written};
use crate::media::Media;
use crate::report::{Finding, Report, Severity};
use crate::story::{Story, fingerprint};
use frontpage_model::{Article, Image};
use jiff::Timestamp;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A content file.
#[derive(Debug)]
pub struct Copy {
    /// From the content folder.
    pub file: Box<str>,
    /// What is known of it.
    pub known: Box<Known>,
    /// Whether that is on disk as it is.
    kept: bool,
}

/// The content folder, and the list of what was found in it.
#[derive(Debug)]
pub struct Newsroom {
    content: PathBuf,
    list: PathBuf,
    purpose: Key,
    written: Written,
    /// Sorted by file.
    copies: Vec<Copy>,
    /// Files that are on the list and no longer in the folder.
    gone: Vec<Box<str>>,
}

/// That a file is no longer what it was when this run looked at it.
#[derive(Debug, PartialEq, Eq)]
pub struct Moved;

impl Newsroom {
    /// Loads the list in `cache`. `purpose` is the hash of all that decides what is found in a
    /// file, but for the file and its pictures: a list for another purpose counts as none.
    pub fn open(content: &Path, cache: &Path, purpose: Key) -> Self {
        let list = cache.join("index.bin");
        let loaded = ledger::load::<Box<Known>>(&list, &purpose);
        let written = loaded.written();
        let copies = loaded.rows.into_iter().map(|(file, known)| Copy {
            file,
            known,
            kept: true,
        });
        Self {
            content: content.into(),
            list,
            purpose,
            written,
            copies: copies.collect(),
            gone: Vec::new(),
        }
    }

    /// Brings what is known up to date with the folder. Reads what changed.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn look(&mut self) -> std::io::Result<()> {
        let found = scan(&self.content)?;
        // both are sorted
        let mut known = std::mem::take(&mut self.copies).into_iter().peekable();
        let gone = &mut self.gone;
        let mut before: Vec<(Found, Option<Copy>)> = Vec::with_capacity(found.len());
        for found in found {
            while let Some(copy) = known.next_if(|copy| copy.file < found.name) {
                gone.push(copy.file);
            }
            let copy = known.next_if(|copy| copy.file == found.name);
            before.push((found, copy));
        }
        gone.extend(known.map(|copy| copy.file));
        let content = &self.content;
        self.copies = before
            .into_par_iter()
            .map(|(found, copy)| match copy {
                Some(copy) if found.stamp.is_some() && copy.known.stamp == found.stamp => copy,
                copy => read(content, found.name, copy),
            })
            .collect();
        Ok(())
    }

    /// Of each item the version that is published, sorted by file.
    ///
    /// # Errors
    /// [`Moved`] where files change faster than they can be looked at.
    pub fn stories(
        &mut self,
        desk: Desk<'_>,
        now: Timestamp,
        media: &Media,
        report: &mut Report,
    ) -> Result<Vec<usize>, Moved> {
        let content = &self.content;
        let chosen = versions::choose(&mut self.copies, now, report, |copies, places| {
            let found: Vec<(usize, Looked)> = places
                .par_iter()
                .filter(|place| is_open(&copies[**place].known, now, media))
                .map(|place| Ok((*place, look_into(content, &copies[*place], desk, media)?)))
                .collect::<Result<_, Moved>>()?;
            for (place, looked) in found {
                copies[place].known.looked = Some(looked);
                copies[place].kept = false;
            }
            Ok(())
        })?;
        for place in &chosen {
            let Copy { file, known, .. } = &self.copies[*place];
            let Some(story) = known.story() else { continue };
            let warnings = story.warnings.iter().cloned();
            let warnings = warnings.chain(in_the_future(story, now));
            report
                .problems
                .extend(warnings.map(|finding| finding.at(file, Severity::Warning)));
            report.degraded.merge(&story.degraded);
        }
        Ok(chosen)
    }

    /// The files, as [`stories`](Self::stories) numbers them.
    pub fn copies(&self) -> &[Copy] {
        &self.copies
    }

    /// The page of a story as it was when this run looked at it, with every link and without a
    /// rail.
    ///
    /// # Errors
    /// [`Moved`] where it has changed since.
    pub fn article(
        &self,
        copy: &Copy,
        desk: Desk<'_>,
        pictures: &dyn Pictures,
    ) -> Result<Box<Article>, Moved> {
        let text = file::read(&self.content.join(&*copy.file)).map_err(|_| Moved)?;
        if text.key != copy.known.key {
            return Err(Moved);
        }
        let story = copy.known.story().ok_or(Moved)?;
        match item::edit(&text.text, &copy.file, desk, pictures) {
            Edited::Story(article, _) if fingerprint(&article) == story.article => Ok(article),
            _ => Err(Moved),
        }
    }

    /// Forgets what is known of a file, so that it is read again.
    pub fn forget(&mut self, file: &str) {
        if let Some(copy) = self.copies.iter_mut().find(|copy| &*copy.file == file) {
            copy.known.stamp = None;
            copy.known.looked = None;
            copy.kept = false;
        }
    }

    /// Writes the list, where anything on it is new.
    ///
    /// # Errors
    /// When it cannot be written; the next run then reads more than it must.
    pub fn save(&mut self) -> std::io::Result<()> {
        let new = self.copies.iter().filter(|copy| !copy.kept);
        let mut changes: Vec<Change<'_, Known>> =
            new.map(|copy| (&*copy.file, Some(&*copy.known))).collect();
        changes.extend(self.gone.iter().map(|file| (&**file, None)));
        let all = || self.copies.iter().map(|c| (&*c.file, &*c.known)).collect();
        self.written = ledger::save(
            &self.list,
            &self.purpose,
            self.written,
            &changes,
            all,
            self.copies.len(),
        )?;
        self.gone.clear();
        for copy in &mut self.copies {
            copy.kept = true;
        }
        Ok(())
    }
}

/// Reads a file; where it says what it said before, what is known of it stays.
fn read(content: &Path, name: Box<str>, before: Option<Copy>) -> Copy {
    let path = content.join(&*name);
    let Text { text, key, stamp } = match file::read(&path) {
        Ok(text) => text,
        Err(finding) => {
            let known = Box::new(Known {
                stamp: None,
                key: Key::default(),
                head: Err(finding),
                looked: None,
            });
            let kept = before.is_some_and(|copy| copy.kept && copy.known == known);
            return Copy {
                file: name,
                known,
                kept,
            };
        }
    };
    match before {
        Some(mut copy) if copy.known.key == key && key != Key::default() => {
            copy.kept &= copy.known.stamp == stamp;
            copy.known.stamp = stamp;
            copy
        }
        _ => Copy {
            known: Box::new(Known {
                stamp,
                key,
                head: Head::read(&text),
                looked: None,
            }),
            file: name,
            kept: false,
        },
    }
}

/// Whether an item has to be looked into: nobody did so far, or a picture it names is another.
fn is_open(known: &Known, now: Timestamp, media: &Media) -> bool {
    match &known.looked {
        None => known.is_open(now),
        Some(looked) => looked
            .pictures
            .iter()
            .any(|(href, key)| of_picture(&media.picture(href)) != *key),
    }
}

fn look_into(content: &Path, copy: &Copy, desk: Desk<'_>, media: &Media) -> Result<Looked, Moved> {
    let mut text = file::read(&content.join(&*copy.file)).map_err(|_| Moved)?;
    if text.key != copy.known.key {
        return Err(Moved);
    }
    let watched = Watched {
        pictures: media,
        named: Mutex::default(),
    };
    let text = std::mem::take(&mut text.text);
    let outcome = match item::edit(&text, &copy.file, desk, &watched) {
        Edited::Story(mut article, notes) => {
            Outcome::Story(Box::new(Story::of(&mut article, notes)))
        }
        Edited::NoStory => Outcome::NoStory,
        Edited::Bad(findings) => Outcome::Bad(findings),
    };
    let mut pictures = watched
        .named
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    pictures.sort();
    pictures.dedup();
    Ok(Looked { outcome, pictures })
}

/// Notes which pictures an item names.
struct Watched<'a> {
    pictures: &'a dyn Pictures,
    named: Mutex<Vec<(String, Key)>>,
}

impl Pictures for Watched<'_> {
    fn picture(&self, href: &str) -> Result<Image, String> {
        let found = self.pictures.picture(href);
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.push((href.into(), of_picture(&found)));
        found
    }
}

fn of_picture(found: &Result<Image, String>) -> Key {
    let mix = Mix::new("picture");
    match found {
        Ok(image) => mix
            .text(&image.key)
            .number(Some(image.width.into()))
            .number(Some(image.height.into()))
            .key(),
        Err(reason) => mix.text(reason).key(),
    }
}

fn in_the_future(story: &Story, now: Timestamp) -> Option<Finding> {
    let published = story.published.order() - frontpage_model::LocalTime::EPOCH.order();
    (published > now.as_second()).then(|| {
        Finding::new(
            story.dated_by.as_str(),
            "lies in the future, and the story is published all the same",
            "set embargoedUntil if it is not to be seen before",
        )
    })
}
