//! The content folder as this run sees it: the results of earlier runs, plus what has changed.

use super::file::{self, ItemReadError, Text};
use super::item::ProcessedItem;
use super::pending_stories::{AfterUse, PendingStories};
use super::scan::{Scan, ScanError, ScannedFile, scan};
use super::source::{
    ProcessError, Processed, Source, file_fingerprint, fingerprint_of_name, picture_fingerprint,
};
use super::{Disposition, FileRecord, Head, IngestContext, ParseResult, markdown, versions};
use crate::story::{Story, fingerprint};
use foldhash::{HashMap, HashSet};
use frontpage_base::diagnostic::{FieldDiagnostic, Report, Severity, SimplificationCounts};
use frontpage_base::fingerprint::Fingerprint;
use frontpage_base::stable_read::{Attempt, AttemptResult, when_settled};
use frontpage_base::step::StepHook;
use frontpage_base::table::{self, Change, FileState};
use frontpage_media::Media;
use frontpage_model::Article;
use jiff::Timestamp;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// A content file.
#[derive(Debug)]
pub struct ContentFile {
    /// Its path, relative to the content folder.
    pub file: Box<str>,
    /// What is known about it.
    pub known: Box<FileRecord>,
    /// Why the file is no longer a valid item, for example because it is truncated. It is unknown
    /// then whether the item was updated or withdrawn, so `known` still describes its last valid
    /// version.
    pub broken: Option<Box<FieldDiagnostic>>,
    /// Whether this run refuses the broken file, because its last valid version is not published.
    refused: bool,
    /// Whether `known` is already in the list on disk.
    is_saved: bool,
}

impl ContentFile {
    /// Returns what to do with the file.
    pub fn disposition(&self, now: Timestamp) -> Disposition<'_> {
        match &self.broken {
            Some(finding) if self.refused => Disposition::Refused(std::slice::from_ref(&**finding)),
            _ => self.known.disposition(now),
        }
    }
}

/// The content folder, and the list of what was found in it.
pub struct ContentIndex<'a> {
    content: PathBuf,
    list: PathBuf,
    purpose: Fingerprint,
    written: FileState,
    /// Sorted by file.
    copies: Vec<ContentFile>,
    /// Files that are in the list but no longer in the folder.
    gone: Vec<Box<str>>,
    /// The printable paths of files whose path is not UTF-8.
    unnamed: Vec<String>,
    /// The fingerprint of the newspaper's settings that parse results depend on.
    desk: Fingerprint,
    held: PendingStories,
    step: Option<&'a StepHook<'a>>,
}

impl<'a> ContentIndex<'a> {
    /// Loads the list in `cache`. Ignores a list with another `purpose`. Items that were parsed
    /// with another `desk` are parsed again. Up to `memory` bytes of stories are kept between the
    /// steps of a publish; beyond that, a file is read again. `step` is called before a file is
    /// read.
    pub fn open(
        content: &Path,
        cache: &Path,
        purpose: Fingerprint,
        desk: Fingerprint,
        memory: usize,
        step: Option<&'a StepHook<'a>>,
    ) -> Self {
        let list = cache.join("index.bin");
        let loaded = table::load::<Box<FileRecord>>(&list, &purpose);
        let written = loaded.written();
        let copies = loaded.rows.into_iter().map(|(file, known)| ContentFile {
            file,
            known,
            broken: None,
            refused: false,
            is_saved: true,
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
            held: PendingStories::new(memory),
            step,
        }
    }

    /// Brings what is known up to date with the folder. Reads only the files that changed.
    ///
    /// # Errors
    /// [`ScanError`] if something in the folder cannot be read.
    pub fn refresh(&mut self) -> Result<(), ScanError> {
        let Scan {
            found,
            not_utf8: unnamed,
        } = scan(&self.content).map_err(ScanError::Fault)?;
        self.unnamed = unnamed;
        let copies = std::mem::take(&mut self.copies);
        let before = pair_with_known(found, copies, &mut self.gone);
        let (content, held, step) = (&self.content, &self.held, self.step);
        let read: Vec<Result<ContentFile, UnreadFile>> =
            when_settled(before, |(found, copy), patience| match copy {
                Some(copy) if found.stamp.is_some() && copy.known.stamp == found.stamp => {
                    AttemptResult::Done(Ok(copy))
                }
                before => match file::read(&content.join(&*found.name), patience, step) {
                    Ok(text) => {
                        held.keep_text(&found.name, &text);
                        AttemptResult::Done(Ok(compare(text, found.name, before)))
                    }
                    Err(ItemReadError::Unsettled) => AttemptResult::Unsettled((found, before)),
                    Err(reason) => {
                        let reason = reason.into();
                        AttemptResult::Done(Err(UnreadFile { before, reason }))
                    }
                },
            });
        self.copies.reserve_exact(read.len());
        let mut result = Ok(());
        for read in read {
            match read {
                Ok(copy) => self.copies.push(copy),
                Err(UnreadFile { before, reason }) => {
                    self.copies.extend(before);
                    // Report a system error first, since looking again does not help then.
                    if !matches!(result, Err(ScanError::Fault(_))) {
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
    /// [`ScanError`] if files have changed since the last look, or cannot be read.
    pub fn stories(
        &mut self,
        desk: IngestContext<'_>,
        now: Timestamp,
        media: &Media<'_>,
        report: &mut Report,
    ) -> Result<Vec<usize>, ScanError> {
        let key = self.desk;
        let source = Source {
            content: &self.content,
            held: &self.held,
            desk,
            media,
            step: self.step,
        };
        let chosen =
            versions::choose::<ScanError>(&mut self.copies, now, report, |copies, places| {
                let pictures = media.known();
                let pictures = pictures.par_iter();
                let mut picture_keys: HashMap<&str, Option<Fingerprint>> = pictures
                    .map(|(href, found)| (&**href, picture_fingerprint(found)))
                    .collect();
                let files = media.known_files();
                let files = files.iter();
                picture_keys.extend(files.map(|(name, found)| (&**name, file_fingerprint(found))));
                let is_same =
                    |(href, key): &(String, Fingerprint)| match picture_keys.get(href.as_str()) {
                        Some(found) => found.as_ref() == Some(key),
                        // A picture that is being written counts as changed, so parse the item again.
                        None => fingerprint_of_name(href, media).as_ref() == Some(key),
                    };
                let candidates = places.par_iter().copied();
                let open = candidates.filter(|place| is_open(&copies[*place], key, now, is_same));
                let open: Vec<usize> = open.collect();
                let found = when_settled(open, |place, patience| {
                    match source.parse_item(&copies[place].file, copies[place].known.key, patience)
                    {
                        Ok(looked) => AttemptResult::Done(Ok((place, looked))),
                        Err(ProcessError::Unsettled) => AttemptResult::Unsettled(place),
                        Err(ProcessError::Unseen(reason)) => AttemptResult::Done(Err(reason)),
                    }
                });
                let found = found.into_iter().collect::<Result<Vec<_>, ScanError>>()?;
                for (place, (outcome, pictures)) in found {
                    copies[place].known.parsed = Some(ParseResult {
                        outcome,
                        settings: key,
                        pictures,
                    });
                    copies[place].is_saved = false;
                }
                Ok(())
            })?;
        let not_refused = self.copies.iter().filter(|copy| !copy.refused);
        let broken = not_refused.filter_map(|copy| {
            let finding = FieldDiagnostic::clone(copy.broken.as_ref()?);
            let remedy = format!(
                "{}; until then its last valid version counts",
                finding.remedy
            );
            Some(FieldDiagnostic { remedy, ..finding }.in_file(&copy.file, Severity::Warning))
        });
        report.diagnostics.extend(broken);
        let unnamed = self.unnamed.iter().map(|file| {
            let finding = FieldDiagnostic::new("file", "has a path that is not UTF-8", "rename it");
            finding.in_file(file, Severity::Refused)
        });
        report.diagnostics.extend(unnamed);
        let diagnostics = chosen.par_chunks(1024).map(|places| {
            let (mut problems, mut degraded) = (Vec::new(), SimplificationCounts::default());
            for place in places {
                let ContentFile { file, known, .. } = &self.copies[*place];
                let Some(story) = known.story() else { continue };
                let warnings = story.warnings.iter().cloned();
                let warnings = warnings.chain(in_the_future(story, now));
                problems.extend(warnings.map(|finding| finding.in_file(file, Severity::Warning)));
                degraded.merge(&story.degraded);
            }
            (problems, degraded)
        });
        for (mut problems, degraded) in diagnostics.collect::<Vec<_>>() {
            report.diagnostics.append(&mut problems);
            report.degraded.merge(&degraded);
        }
        Ok(chosen)
    }

    /// Returns the files of the folder. [`stories`](Self::stories) returns indexes into this list.
    pub fn copies(&self) -> &[ContentFile] {
        &self.copies
    }

    /// Consumes the index and returns the files.
    pub fn into_files(self) -> Vec<ContentFile> {
        self.copies
    }

    /// Returns the names of all pictures, recordings and captions that items name.
    pub fn pictures(&self) -> HashSet<&str> {
        let sets = self.copies.par_chunks(4096).map(|copies| {
            let looked = copies.iter().filter_map(|copy| copy.known.parsed.as_ref());
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
    /// [`ScanError`] if the story has changed since then, or cannot be read.
    pub fn article(
        &self,
        copy: &ContentFile,
        desk: IngestContext<'_>,
        media: &Media<'_>,
        after_use: AfterUse,
    ) -> Result<Box<Article>, ScanError> {
        let story = copy.known.story().ok_or(ScanError::Changed)?;
        let key = story.article_fingerprint;
        if let Some(article) = self.held.article(&copy.file, key, after_use) {
            return Ok(article);
        }
        let source = Source {
            content: &self.content,
            held: &self.held,
            desk,
            media,
            step: self.step,
        };
        let Processed { item: edited, .. } = source
            .process(&copy.file, copy.known.key, Attempt::Later)
            .map_err(|reason| match reason {
                // The next look waits for it.
                ProcessError::Unsettled => ScanError::Changed,
                ProcessError::Unseen(reason) => reason,
            })?;
        match edited {
            ProcessedItem::Story(article, _) if fingerprint(&article) == key => Ok(article),
            _ => Err(ScanError::Changed),
        }
    }

    /// Makes the next look read a file again, even if its stamp is the same. What is known about
    /// the file is kept, in case it is broken now.
    pub fn invalidate(&mut self, file: &str) {
        if let Some(copy) = self.copies.iter_mut().find(|copy| &*copy.file == file) {
            copy.known.stamp = None;
            copy.is_saved = false;
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
        let new = self.copies.iter().filter(|copy| !copy.is_saved);
        let mut changes: Vec<Change<'_, FileRecord>> =
            new.map(|copy| (&*copy.file, Some(&*copy.known))).collect();
        changes.extend(self.gone.iter().map(|file| (&**file, None)));
        let all = || self.copies.iter().map(|c| (&*c.file, &*c.known)).collect();
        self.written = table::save(
            &self.list,
            &self.purpose,
            self.written,
            &changes,
            all,
            self.copies.len(),
        )?;
        self.gone.clear();
        for copy in &mut self.copies {
            copy.is_saved = true;
        }
        Ok(())
    }
}

/// Pairs every file with what is known about it. Both lists are sorted. Files that no longer exist
/// go to `gone`.
fn pair_with_known(
    found: Vec<ScannedFile>,
    copies: Vec<ContentFile>,
    gone: &mut Vec<Box<str>>,
) -> Vec<(ScannedFile, Option<ContentFile>)> {
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
struct UnreadFile {
    before: Option<ContentFile>,
    reason: ScanError,
}

/// Updates what is known about a file with its current contents. If they are the same as before, or
/// are no longer valid, what is known stays.
fn compare(current: Text, name: Box<str>, mut before: Option<ContentFile>) -> ContentFile {
    let Text { text, key, stamp } = current;
    let same = |copy: &ContentFile| copy.known.key == key && key != Fingerprint::default();
    if let Some(mut copy) = before.take_if(|copy| same(copy)) {
        copy.is_saved &= copy.known.stamp == stamp;
        copy.known.stamp = stamp;
        copy.broken = None;
        return copy;
    }
    let head = match &text {
        Ok(text) => Head::read(text, &name),
        Err(finding) => Err(finding.clone()),
    };
    let is_whole = || {
        let text = text.as_deref();
        text.is_ok_and(|text| match markdown::is_markdown(&name) {
            true => markdown::is_whole(text),
            false => file::is_json(text),
        })
    };
    match (before, head) {
        (Some(mut copy), Err(finding)) if copy.known.head.is_ok() && !is_whole() => {
            // Without a stamp, the next run reads it again.
            copy.is_saved &= copy.known.stamp.is_none();
            copy.known.stamp = None;
            copy.broken = Some(Box::new(finding));
            copy
        }
        (before, head) => {
            let known = Box::new(FileRecord {
                stamp,
                key,
                head,
                parsed: None,
            });
            ContentFile {
                is_saved: before.is_some_and(|copy| copy.is_saved && copy.known == known),
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
    copy: &ContentFile,
    desk: Fingerprint,
    now: Timestamp,
    is_same: impl Fn(&(String, Fingerprint)) -> bool,
) -> bool {
    let ContentFile { known, broken, .. } = copy;
    match &known.parsed {
        _ if broken.is_some() => false,
        None => known.needs_parsing(now),
        Some(looked) if looked.settings != desk => true,
        Some(looked) => !looked.pictures.iter().all(is_same),
    }
}

fn in_the_future(story: &Story, now: Timestamp) -> Option<FieldDiagnostic> {
    let published = story.published.utc_seconds() - frontpage_model::LocalTime::EPOCH.utc_seconds();
    (published > now.as_second()).then(|| {
        FieldDiagnostic::new(
            story.dated_by.as_str(),
            "is in the future, but the story is published now",
            "set embargoedUntil if it must not be published before then",
        )
    })
}
