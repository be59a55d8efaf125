//! The content folder as this run sees it: what earlier runs found, and what is new.

use super::file::{self, NoText, Text};
use super::item::{self, Edited};
use super::scan::{Found, Scan, scan};
use super::{Desk, Head, Known, Looked, Outcome, Told, versions};
use crate::clean::Pictures;
use crate::story::{Story, fingerprint};
use foldhash::{HashMap, HashSet};
use frontpage_base::fault::Fault;
use frontpage_base::key::{Key, Mix};
use frontpage_base::ledger;
use frontpage_base::ledger::{Change, Written};
use frontpage_base::report::{Degraded, Finding, Report, Severity};
use frontpage_base::steady::{Patience, Tried, when_settled};
use frontpage_base::step::Steps;
use frontpage_media::{Media, NoPicture};
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
    /// Why it is no item any more, where it was one: cut, or no JSON. Nobody can tell then whether
    /// it is to be published or withdrawn, and so `known` is what it said before.
    pub broken: Option<Box<Finding>>,
    /// Whether this run refuses it while it is broken: what it said before was not published.
    refused: bool,
    /// Whether what is known is on disk as it is.
    kept: bool,
}

impl Copy {
    /// What is to be done with it.
    pub fn told(&self, now: Timestamp) -> Told<'_> {
        match &self.broken {
            Some(finding) if self.refused => Told::Refused(std::slice::from_ref(&**finding)),
            _ => self.known.told(now),
        }
    }
}

/// The content folder, and the list of what was found in it.
pub struct Newsroom<'a> {
    content: PathBuf,
    list: PathBuf,
    purpose: Key,
    written: Written,
    /// Sorted by file.
    copies: Vec<Copy>,
    /// Files that are on the list and no longer in the folder.
    gone: Vec<Box<str>>,
    /// Files in the folder that nothing can name.
    unnamed: Vec<String>,
    /// The hash of all that decides what is found in an item, but for its file and its pictures.
    desk: Key,
    step: Option<&'a Steps<'a>>,
}

/// Why what the folder holds cannot be told.
#[derive(Debug)]
pub enum Unseen {
    /// A file is no longer what it was when this run looked at it: another look will tell.
    Moved,
    /// A file cannot be read, or a picture not be kept.
    Fault(Fault),
}

impl From<NoText> for Unseen {
    fn from(reason: NoText) -> Self {
        match reason {
            // Whoever looks again waits for it.
            NoText::Gone | NoText::Unsettled => Self::Moved,
            NoText::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// Why an item was not edited.
enum Unedited {
    /// Somebody is writing one of its pictures. Never the answer to [`Patience::Last`].
    Unsettled,
    Unseen(Unseen),
}

impl<E: Into<Unseen>> From<E> for Unedited {
    fn from(reason: E) -> Self {
        Self::Unseen(reason.into())
    }
}

impl<'a> Newsroom<'a> {
    /// Loads the list in `cache`. A list for another purpose counts as none; what was found in
    /// items at another `desk` is looked at again. `step` is called before a file is read.
    pub fn open(
        content: &Path,
        cache: &Path,
        purpose: Key,
        desk: Key,
        step: Option<&'a Steps<'a>>,
    ) -> Self {
        let list = cache.join("index.bin");
        let loaded = ledger::load::<Box<Known>>(&list, &purpose);
        let written = loaded.written();
        let copies = loaded.rows.into_iter().map(|(file, known)| Copy {
            file,
            known,
            broken: None,
            refused: false,
            kept: true,
        });
        Self {
            content: content.into(),
            list,
            purpose,
            written,
            copies: copies.collect(),
            gone: Vec::new(),
            unnamed: Vec::new(),
            desk,
            step,
        }
    }

    /// Brings what is known up to date with the folder. Reads what changed.
    ///
    /// # Errors
    /// [`Unseen`] where something in the folder cannot be read.
    pub fn look(&mut self) -> Result<(), Unseen> {
        let Scan { found, unnamed } = scan(&self.content).map_err(Unseen::Fault)?;
        self.unnamed = unnamed;
        let copies = std::mem::take(&mut self.copies);
        let before = side_by_side(found, copies, &mut self.gone);
        let (content, step) = (&self.content, self.step);
        let read: Vec<Result<Copy, Lost>> =
            when_settled(before, |(found, copy), patience| match copy {
                Some(copy) if found.stamp.is_some() && copy.known.stamp == found.stamp => {
                    Tried::Done(Ok(copy))
                }
                before => match file::read(&content.join(&*found.name), patience, step) {
                    Ok(text) => Tried::Done(Ok(compare(text, found.name, before))),
                    Err(NoText::Unsettled) => Tried::Unsettled((found, before)),
                    Err(reason) => {
                        let reason = reason.into();
                        Tried::Done(Err(Lost { before, reason }))
                    }
                },
            });
        self.copies.reserve_exact(read.len());
        let mut seen = Ok(());
        for read in read {
            match read {
                Ok(copy) => self.copies.push(copy),
                Err(Lost { before, reason }) => {
                    self.copies.extend(before);
                    // another look does not help against a fault
                    if !matches!(seen, Err(Unseen::Fault(_))) {
                        seen = Err(reason);
                    }
                }
            }
        }
        seen
    }

    /// Of each item the version that is published, sorted by file.
    ///
    /// # Errors
    /// [`Unseen`] where files change faster than they can be looked at, or cannot be read.
    pub fn stories(
        &mut self,
        desk: Desk<'_>,
        now: Timestamp,
        media: &Media<'_>,
        report: &mut Report,
    ) -> Result<Vec<usize>, Unseen> {
        let (content, step, key) = (&self.content, self.step, self.desk);
        let chosen =
            versions::choose::<Unseen>(&mut self.copies, now, report, |copies, places| {
                let pictures = media.known();
                let pictures = pictures.par_iter();
                let pictures: HashMap<&str, Option<Key>> = pictures
                    .map(|(href, found)| (&**href, of_picture(found)))
                    .collect();
                let is_same = |(href, key): &(String, Key)| match pictures.get(href.as_str()) {
                    Some(found) => found.as_ref() == Some(key),
                    // One that is being written is not the same: the item is looked into.
                    None => of_picture(&media.picture(href, Patience::Later)).as_ref() == Some(key),
                };
                let open = places.par_iter().copied();
                let open = open.filter(|place| is_open(&copies[*place], key, now, is_same));
                let open: Vec<usize> = open.collect();
                let found = when_settled(open, |place, patience| {
                    match look_into(content, &copies[place], desk, media, patience, step) {
                        Ok(looked) => Tried::Done(Ok((place, looked))),
                        Err(Unedited::Unsettled) => Tried::Unsettled(place),
                        Err(Unedited::Unseen(reason)) => Tried::Done(Err(reason)),
                    }
                });
                let found = found.into_iter().collect::<Result<Vec<_>, Unseen>>()?;
                for (place, (outcome, pictures)) in found {
                    copies[place].known.looked = Some(Looked {
                        outcome,
                        desk: key,
                        pictures,
                    });
                    copies[place].kept = false;
                }
                Ok(())
            })?;
        let broken = self.copies.iter().filter(|copy| !copy.refused);
        let broken = broken.filter_map(|copy| {
            let finding = Finding::clone(copy.broken.as_ref()?);
            let remedy = format!("{}; until then it counts as it did before", finding.remedy);
            Some(Finding { remedy, ..finding }.at(&copy.file, Severity::Warning))
        });
        report.problems.extend(broken);
        let unnamed = self.unnamed.iter().map(|file| {
            let finding = Finding::new("file", "has a path that is not UTF-8", "rename it");
            finding.at(file, Severity::Refused)
        });
        report.problems.extend(unnamed);
        let told = chosen.par_chunks(1024).map(|places| {
            let (mut problems, mut degraded) = (Vec::new(), Degraded::default());
            for place in places {
                let Copy { file, known, .. } = &self.copies[*place];
                let Some(story) = known.story() else { continue };
                let warnings = story.warnings.iter().cloned();
                let warnings = warnings.chain(in_the_future(story, now));
                problems.extend(warnings.map(|finding| finding.at(file, Severity::Warning)));
                degraded.merge(&story.degraded);
            }
            (problems, degraded)
        });
        for (mut problems, degraded) in told.collect::<Vec<_>>() {
            report.problems.append(&mut problems);
            report.degraded.merge(&degraded);
        }
        Ok(chosen)
    }

    /// The files, as [`stories`](Self::stories) numbers them.
    pub fn copies(&self) -> &[Copy] {
        &self.copies
    }

    /// Gives up the list, and hands out what was on it.
    pub fn into_copies(self) -> Vec<Copy> {
        self.copies
    }

    /// The names of the pictures that items name.
    pub fn pictures(&self) -> HashSet<&str> {
        let some = self.copies.par_chunks(4096).map(|copies| {
            let looked = copies.iter().filter_map(|copy| copy.known.looked.as_ref());
            let pictures = looked.flat_map(|looked| &looked.pictures);
            pictures
                .map(|(href, _)| href.as_str())
                .collect::<HashSet<_>>()
        });
        some.reduce(HashSet::default, |mut all, some| {
            all.extend(some);
            all
        })
    }

    /// The page of a story as it was when this run looked at it, with every link and without a
    /// rail.
    ///
    /// # Errors
    /// [`Unseen`] where it has changed since, or cannot be read.
    pub fn article(
        &self,
        copy: &Copy,
        desk: Desk<'_>,
        media: &Media<'_>,
    ) -> Result<Box<Article>, Unseen> {
        let story = copy.known.story().ok_or(Unseen::Moved)?;
        let edited = edit(&self.content, copy, desk, media, Patience::Later, self.step);
        let (edited, _) = edited.map_err(|reason| match reason {
            // Whoever looks again waits for it.
            Unedited::Unsettled => Unseen::Moved,
            Unedited::Unseen(reason) => reason,
        })?;
        match edited {
            Edited::Story(article, _) if fingerprint(&article) == story.article => Ok(article),
            _ => Err(Unseen::Moved),
        }
    }

    /// Has a file read again, whatever its stamp. What it said stays known, for the case that it
    /// is broken now.
    pub fn read_again(&mut self, file: &str) {
        if let Some(copy) = self.copies.iter_mut().find(|copy| &*copy.file == file) {
            copy.known.stamp = None;
            copy.kept = false;
        }
    }

    /// Has this run take a broken file for one that was never whole.
    pub fn refuse(&mut self, file: &str) {
        if let Some(copy) = self.copies.iter_mut().find(|copy| &*copy.file == file) {
            copy.refused = true;
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

/// Each file with what is known of it; both are sorted. What is there no longer goes to `gone`.
fn side_by_side(
    found: Vec<Found>,
    copies: Vec<Copy>,
    gone: &mut Vec<Box<str>>,
) -> Vec<(Found, Option<Copy>)> {
    // most often no file has come or gone, and this is seen on all cores
    let pairs = || found.par_iter().zip(&copies);
    if found.len() == copies.len() && pairs().all(|(found, copy)| found.name == copy.file) {
        return found
            .into_iter()
            .zip(copies.into_iter().map(Some))
            .collect();
    }
    let mut known = copies.into_iter().peekable();
    let mut before = Vec::with_capacity(found.len());
    for found in found {
        while let Some(copy) = known.next_if(|copy| copy.file < found.name) {
            gone.push(copy.file);
        }
        let copy = known.next_if(|copy| copy.file == found.name);
        before.push((found, copy));
    }
    gone.extend(known.map(|copy| copy.file));
    before
}

/// A file that was not read, with what is known of it all the same.
struct Lost {
    before: Option<Copy>,
    reason: Unseen,
}

/// Takes over what a file says; where that is what it said before, or nothing that can be
/// understood any more, what is known of it stays.
fn compare(said: Text, name: Box<str>, mut before: Option<Copy>) -> Copy {
    let Text { text, key, stamp } = said;
    let same = |copy: &Copy| copy.known.key == key && key != Key::default();
    if let Some(mut copy) = before.take_if(|copy| same(copy)) {
        copy.kept &= copy.known.stamp == stamp;
        copy.known.stamp = stamp;
        copy.broken = None;
        return copy;
    }
    let head = match &text {
        Ok(text) => Head::read(text),
        Err(finding) => Err(finding.clone()),
    };
    let is_json = || text.as_ref().is_ok_and(|text| file::is_json(text));
    match (before, head) {
        (Some(mut copy), Err(finding)) if copy.known.head.is_ok() && !is_json() => {
            // without a stamp it is read again by the next run
            copy.kept &= copy.known.stamp.is_none();
            copy.known.stamp = None;
            copy.broken = Some(Box::new(finding));
            copy
        }
        (before, head) => {
            let known = Box::new(Known {
                stamp,
                key,
                head,
                looked: None,
            });
            Copy {
                kept: before.is_some_and(|copy| copy.kept && copy.known == known),
                known,
                broken: None,
                refused: false,
                file: name,
            }
        }
    }
}

/// Whether an item has to be looked into: nobody did so far, or a picture it names is another, or
/// what decides is.
fn is_open(
    copy: &Copy,
    desk: Key,
    now: Timestamp,
    is_same: impl Fn(&(String, Key)) -> bool,
) -> bool {
    let Copy { known, broken, .. } = copy;
    match &known.looked {
        _ if broken.is_some() => false,
        None => known.is_open(now),
        Some(looked) if looked.desk != desk => true,
        Some(looked) => !looked.pictures.iter().all(is_same),
    }
}

fn look_into(
    content: &Path,
    copy: &Copy,
    desk: Desk<'_>,
    media: &Media<'_>,
    patience: Patience,
    step: Option<&Steps<'_>>,
) -> Result<(Outcome, Named), Unedited> {
    let (edited, mut pictures) = edit(content, copy, desk, media, patience, step)?;
    let outcome = match edited {
        Edited::Story(mut article, notes) => {
            Outcome::Story(Box::new(Story::of(&mut article, notes)))
        }
        Edited::NoStory => Outcome::NoStory,
        Edited::Bad(findings) => Outcome::Bad(findings),
    };
    pictures.sort();
    pictures.dedup();
    pictures.shrink_to_fit();
    Ok((outcome, pictures))
}

/// The pictures an item names, and what was found there.
type Named = Vec<(String, Key)>;

/// Edits an item that has not changed since this run looked at it.
fn edit(
    content: &Path,
    copy: &Copy,
    desk: Desk<'_>,
    media: &Media<'_>,
    patience: Patience,
    step: Option<&Steps<'_>>,
) -> Result<(Edited, Named), Unedited> {
    let read = file::read(&content.join(&*copy.file), Patience::Later, step)?;
    let text = read.text.map_err(|_| Unseen::Moved)?;
    if read.key != copy.known.key {
        return Err(Unseen::Moved.into());
    }
    let watched = Watched {
        media,
        patience,
        seen: Mutex::default(),
    };
    let edited = item::edit(&text, &copy.file, desk, &watched);
    let seen = watched.seen.into_inner();
    let Seen {
        named,
        unsettled,
        fault,
    } = seen.unwrap_or_else(PoisonError::into_inner);
    match fault {
        Some(fault) => Err(Unseen::Fault(fault).into()),
        None if unsettled => Err(Unedited::Unsettled),
        None => Ok((edited, named)),
    }
}

/// Notes which pictures an item names.
struct Watched<'a> {
    media: &'a Media<'a>,
    patience: Patience,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    named: Named,
    /// Whether one of them is being written.
    unsettled: bool,
    /// With one, it is not known what the item is.
    fault: Option<Fault>,
}

impl Pictures for Watched<'_> {
    fn picture(&self, href: &str) -> Result<Image, String> {
        let found = self.media.picture(href, self.patience);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let named = of_picture(&found).map(|key| (href.into(), key));
        seen.named.extend(named);
        found.map_err(|reason| match reason {
            NoPicture::Bad(reason) => reason,
            NoPicture::Unsettled => {
                seen.unsettled = true;
                "is being written".into()
            }
            NoPicture::Fault(fault) => {
                let reason = fault.to_string();
                seen.fault = Some(fault);
                reason
            }
        })
    }
}

/// None where nothing is known of it.
fn of_picture(found: &Result<Image, NoPicture>) -> Option<Key> {
    let mix = Mix::new("picture");
    match found {
        Ok(image) => Some(
            mix.text(&image.key)
                .number(Some(image.width.into()))
                .number(Some(image.height.into()))
                .key(),
        ),
        Err(NoPicture::Bad(reason)) => Some(mix.text(reason).key()),
        Err(NoPicture::Unsettled | NoPicture::Fault(_)) => None,
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
