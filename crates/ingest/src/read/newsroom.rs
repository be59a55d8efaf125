//! The content folder as this run sees it: the results of earlier runs, plus what has changed.

use super::file::{self, NoText, Text};
use super::held::Held;
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
    /// Its path, relative to the content folder.
    pub file: Box<str>,
    /// What is known about it.
    pub known: Box<Known>,
    /// Why the file is no longer a valid item, for example because it is truncated. It is unknown
    /// then whether the item was updated or withdrawn, so `known` still describes its last valid
    /// version.
    pub broken: Option<Box<Finding>>,
    /// Whether this run refuses the broken file, because its last valid version is not published.
    refused: bool,
    /// Whether `known` is already in the list on disk.
    kept: bool,
}

impl Copy {
    /// Returns what to do with the file.
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
    /// Files that are in the list but no longer in the folder.
    gone: Vec<Box<str>>,
    /// The printable paths of files whose path is not UTF-8.
    unnamed: Vec<String>,
    /// The fingerprint of the newspaper's settings that parse results depend on.
    desk: Key,
    held: Held,
    step: Option<&'a Steps<'a>>,
}

/// Why the contents of the folder are unknown.
#[derive(Debug)]
pub enum Unseen {
    /// A file has changed since this run looked at it. Look again.
    Moved,
    /// A file cannot be read, or a picture cannot be written to the cache.
    Fault(Fault),
}

impl From<NoText> for Unseen {
    fn from(reason: NoText) -> Self {
        match reason {
            // The next look waits for it.
            NoText::Gone | NoText::Unsettled => Self::Moved,
            NoText::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// Why an item was not processed.
enum Unedited {
    /// One of its pictures is still being written. Never returned for [`Patience::Last`].
    Unsettled,
    Unseen(Unseen),
}

impl<E: Into<Unseen>> From<E> for Unedited {
    fn from(reason: E) -> Self {
        Self::Unseen(reason.into())
    }
}

impl<'a> Newsroom<'a> {
    /// Loads the list in `cache`. Ignores a list with another `purpose`. Items that were parsed
    /// with another `desk` are parsed again. Up to `memory` bytes of stories are kept between the
    /// steps of a publish; beyond that, a file is read again. `step` is called before a file is
    /// read.
    pub fn open(
        content: &Path,
        cache: &Path,
        purpose: Key,
        desk: Key,
        memory: usize,
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
            held: Held::new(memory),
            step,
        }
    }

    /// Brings what is known up to date with the folder. Reads only the files that changed.
    ///
    /// # Errors
    /// [`Unseen`] if something in the folder cannot be read.
    pub fn look(&mut self) -> Result<(), Unseen> {
        let Scan { found, unnamed } = scan(&self.content).map_err(Unseen::Fault)?;
        self.unnamed = unnamed;
        let copies = std::mem::take(&mut self.copies);
        let before = side_by_side(found, copies, &mut self.gone);
        let (content, held, step) = (&self.content, &self.held, self.step);
        let read: Vec<Result<Copy, Lost>> =
            when_settled(before, |(found, copy), patience| match copy {
                Some(copy) if found.stamp.is_some() && copy.known.stamp == found.stamp => {
                    Tried::Done(Ok(copy))
                }
                before => match file::read(&content.join(&*found.name), patience, step) {
                    Ok(text) => {
                        held.keep_text(&found.name, &text);
                        Tried::Done(Ok(compare(text, found.name, before)))
                    }
                    Err(NoText::Unsettled) => Tried::Unsettled((found, before)),
                    Err(reason) => {
                        let reason = reason.into();
                        Tried::Done(Err(Lost { before, reason }))
                    }
                },
            });
        self.copies.reserve_exact(read.len());
        let mut result = Ok(());
        for read in read {
            match read {
                Ok(copy) => self.copies.push(copy),
                Err(Lost { before, reason }) => {
                    self.copies.extend(before);
                    // Report a system error first, since looking again does not help then.
                    if !matches!(result, Err(Unseen::Fault(_))) {
                        result = Err(reason);
                    }
                }
            }
        }
        result
    }

    /// Returns the version of every item that is published, as indexes into
    /// [`copies`](Self::copies), sorted by file. Adds diagnostics to `report`.
    ///
    /// # Errors
    /// [`Unseen`] if files have changed since the last look, or cannot be read.
    pub fn stories(
        &mut self,
        desk: Desk<'_>,
        now: Timestamp,
        media: &Media<'_>,
        report: &mut Report,
    ) -> Result<Vec<usize>, Unseen> {
        let key = self.desk;
        let source = Source {
            content: &self.content,
            held: &self.held,
            desk,
            media,
            step: self.step,
        };
        let chosen =
            versions::choose::<Unseen>(&mut self.copies, now, report, |copies, places| {
                let pictures = media.known();
                let pictures = pictures.par_iter();
                let picture_keys: HashMap<&str, Option<Key>> = pictures
                    .map(|(href, found)| (&**href, of_picture(found)))
                    .collect();
                let is_same = |(href, key): &(String, Key)| match picture_keys.get(href.as_str()) {
                    Some(found) => found.as_ref() == Some(key),
                    // A picture that is being written counts as changed, so parse the item again.
                    None => of_picture(&media.picture(href, Patience::Later)).as_ref() == Some(key),
                };
                let candidates = places.par_iter().copied();
                let open = candidates.filter(|place| is_open(&copies[*place], key, now, is_same));
                let open: Vec<usize> = open.collect();
                let found = when_settled(open, |place, patience| {
                    match source.look_into(&copies[place], patience) {
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
        let not_refused = self.copies.iter().filter(|copy| !copy.refused);
        let broken = not_refused.filter_map(|copy| {
            let finding = Finding::clone(copy.broken.as_ref()?);
            let remedy = format!(
                "{}; until then its last valid version counts",
                finding.remedy
            );
            Some(Finding { remedy, ..finding }.at(&copy.file, Severity::Warning))
        });
        report.problems.extend(broken);
        let unnamed = self.unnamed.iter().map(|file| {
            let finding = Finding::new("file", "has a path that is not UTF-8", "rename it");
            finding.at(file, Severity::Refused)
        });
        report.problems.extend(unnamed);
        let diagnostics = chosen.par_chunks(1024).map(|places| {
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
        for (mut problems, degraded) in diagnostics.collect::<Vec<_>>() {
            report.problems.append(&mut problems);
            report.degraded.merge(&degraded);
        }
        Ok(chosen)
    }

    /// Returns the files of the folder. [`stories`](Self::stories) returns indexes into this list.
    pub fn copies(&self) -> &[Copy] {
        &self.copies
    }

    /// Consumes the newsroom and returns the files.
    pub fn into_copies(self) -> Vec<Copy> {
        self.copies
    }

    /// Returns the paths of all pictures that items name.
    pub fn pictures(&self) -> HashSet<&str> {
        let sets = self.copies.par_chunks(4096).map(|copies| {
            let looked = copies.iter().filter_map(|copy| copy.known.looked.as_ref());
            let pictures = looked.flat_map(|looked| &looked.pictures);
            pictures
                .map(|(href, _)| href.as_str())
                .collect::<HashSet<_>>()
        });
        sets.reduce(HashSet::default, |mut names, set| {
            names.extend(set);
            names
        })
    }

    /// Returns the page of a story as it was when this run looked at it, with all links and without
    /// a rail.
    ///
    /// # Errors
    /// [`Unseen`] if the story has changed since then, or cannot be read.
    pub fn article(
        &self,
        copy: &Copy,
        desk: Desk<'_>,
        media: &Media<'_>,
    ) -> Result<Box<Article>, Unseen> {
        let story = copy.known.story().ok_or(Unseen::Moved)?;
        let held = self.held.take_article(&copy.file);
        if let Some(article) = held.filter(|article| fingerprint(article) == story.article) {
            return Ok(article);
        }
        let source = Source {
            content: &self.content,
            held: &self.held,
            desk,
            media,
            step: self.step,
        };
        let (edited, _, _) = source
            .edit(copy, Patience::Later)
            .map_err(|reason| match reason {
                // The next look waits for it.
                Unedited::Unsettled => Unseen::Moved,
                Unedited::Unseen(reason) => reason,
            })?;
        match edited {
            Edited::Story(article, _) if fingerprint(&article) == story.article => Ok(article),
            _ => Err(Unseen::Moved),
        }
    }

    /// Makes the next look read a file again, even if its stamp is the same. What is known about
    /// the file is kept, in case it is broken now.
    pub fn read_again(&mut self, file: &str) {
        if let Some(copy) = self.copies.iter_mut().find(|copy| &*copy.file == file) {
            copy.known.stamp = None;
            copy.kept = false;
        }
    }

    /// Makes this run treat a broken file as if it had never been valid.
    pub fn refuse(&mut self, file: &str) {
        if let Some(copy) = self.copies.iter_mut().find(|copy| &*copy.file == file) {
            copy.refused = true;
        }
    }

    /// Writes the list if it has changed.
    ///
    /// # Errors
    /// If it cannot be written. The next run then reads more files than necessary.
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

/// Pairs every file with what is known about it. Both lists are sorted. Files that no longer exist
/// go to `gone`.
fn side_by_side(
    found: Vec<Found>,
    copies: Vec<Copy>,
    gone: &mut Vec<Box<str>>,
) -> Vec<(Found, Option<Copy>)> {
    // Usually no file was added or removed. Checking that first uses all cores.
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

/// A file that was not read, with what was known about it before.
struct Lost {
    before: Option<Copy>,
    reason: Unseen,
}

/// Updates what is known about a file with its current contents. If they are the same as before, or
/// are no longer valid, what is known stays.
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
            // Without a stamp, the next run reads it again.
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

/// Returns whether an item must be parsed: it never was, or the settings or one of its pictures
/// have changed.
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

/// The pictures that an item names, each with the fingerprint of what was found there.
type Named = Vec<(String, Key)>;

/// Where the items of a publish come from, and what processing them depends on.
struct Source<'a> {
    content: &'a Path,
    held: &'a Held,
    desk: Desk<'a>,
    media: &'a Media<'a>,
    step: Option<&'a Steps<'a>>,
}

impl Source<'_> {
    /// Parses an item. Returns the outcome and the pictures that the item names.
    fn look_into(&self, copy: &Copy, patience: Patience) -> Result<(Outcome, Named), Unedited> {
        let (edited, mut pictures, size) = self.edit(copy, patience)?;
        let outcome = match edited {
            Edited::Story(mut article, notes) => {
                let story = Box::new(Story::of(&mut article, notes));
                self.held.keep_article(&copy.file, article, size);
                Outcome::Story(story)
            }
            Edited::NoStory => Outcome::NoStory,
            Edited::Bad(findings) => Outcome::Bad(findings),
        };
        pictures.sort();
        pictures.dedup();
        pictures.shrink_to_fit();
        Ok((outcome, pictures))
    }

    /// Processes an item, if its file has not changed since this run looked at it. Also returns the
    /// pictures that it names and the size of its text.
    fn edit(&self, copy: &Copy, patience: Patience) -> Result<(Edited, Named, usize), Unedited> {
        let read = match self.held.take_text(&copy.file, copy.known.key) {
            Some(text) => text,
            None => file::read(&self.content.join(&*copy.file), Patience::Later, self.step)?,
        };
        let text = read.text.map_err(|_| Unseen::Moved)?;
        if read.key != copy.known.key {
            return Err(Unseen::Moved.into());
        }
        let watched = Watched {
            media: self.media,
            patience,
            seen: Mutex::default(),
        };
        let edited = item::edit(&text, &copy.file, self.desk, &watched);
        let seen = watched.seen.into_inner();
        let Seen {
            named,
            unsettled,
            fault,
        } = seen.unwrap_or_else(PoisonError::into_inner);
        match fault {
            Some(fault) => Err(Unseen::Fault(fault).into()),
            None if unsettled => Err(Unedited::Unsettled),
            None => Ok((edited, named, text.len())),
        }
    }
}

/// Records which pictures an item names.
struct Watched<'a> {
    media: &'a Media<'a>,
    patience: Patience,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    named: Named,
    /// Whether one of them is still being written.
    unsettled: bool,
    /// A system error, because of which the outcome of the item is unknown.
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
                "is still being written".into()
            }
            NoPicture::Fault(fault) => {
                let reason = fault.to_string();
                seen.fault = Some(fault);
                reason
            }
        })
    }
}

/// Returns the fingerprint of a picture, or of the reason why there is none. Returns `None` if
/// neither is known.
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
            "is in the future, but the story is published now",
            "set embargoedUntil if it must not be published before then",
        )
    })
}
