//! Keeps between runs which picture a name in an item refers to, so that an unchanged original is
//! not read again.

use super::{CachedPicture, Media, PictureError, path};
use foldhash::HashSet;
use frontpage_base::file_stamp::FileStamp;
use frontpage_base::fingerprint::Fingerprint;
use frontpage_base::stable_read::Attempt;
use frontpage_base::table::{self, Change, FileState};
use frontpage_model::Image;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// What a name referred to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookup {
    /// The stamp of the original; `None` if there is none, or if it is too new to be trusted.
    stamp: Option<FileStamp>,
    /// The picture, or why it is not available.
    pub found: Result<CachedPicture, String>,
}

/// The known names, and the list of them on disk.
#[derive(Debug)]
pub struct Lookups {
    list: PathBuf,
    written: FileState,
    purpose: Fingerprint,
    /// The names as they are on disk.
    before: HashMap<Box<str>, Lookup>,
    /// The names as this run found them.
    now: Mutex<HashMap<Box<str>, Lookup>>,
}

impl Lookups {
    pub fn open(list: PathBuf, purpose: Fingerprint) -> Self {
        let loaded = table::load::<Lookup>(&list, &purpose);
        Self {
            list,
            written: loaded.written(),
            purpose,
            before: loaded.rows.into_iter().collect(),
            now: Mutex::default(),
        }
    }

    pub fn get(&self, href: &str) -> Option<Result<CachedPicture, String>> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.get(href).map(|seen| seen.found.clone())
    }

    fn put(&self, href: &str, seen: Lookup) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(href.into(), seen);
    }
}

impl Media<'_> {
    /// Takes over what an earlier run found, for originals that have not changed. Forgets what this
    /// run has found.
    pub fn refresh(&self) {
        let if_unchanged = |(href, seen): (&str, &Lookup)| {
            let stamp = seen.stamp?;
            // Follow links, as reading does, so that a link to another file has another stamp.
            let there = std::fs::metadata(self.content.join(href)).ok()?;
            (FileStamp::of(&there) == stamp).then(|| (href.into(), seen.clone()))
        };
        let unchanged: HashMap<Box<str>, Lookup> = {
            let before = self.names.before.par_iter();
            before
                .filter_map(|(href, seen)| if_unchanged((href, seen)))
                .collect()
        };
        let mut now = self
            .names
            .now
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *now = unchanged;
        drop(now);
        let by_path = &self.by_path;
        by_path
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        let by_fingerprint = &self.by_fingerprint;
        by_fingerprint
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// Returns the names that are known in this run, each with its picture.
    pub fn known(&self) -> Vec<(Box<str>, Result<Image, PictureError>)> {
        let now = &self.names.now;
        let now = now.lock().unwrap_or_else(PoisonError::into_inner);
        let known = now.iter().map(|(href, seen)| {
            let found = seen.found.clone().map_err(PictureError::Unusable);
            (href.clone(), found.map(CachedPicture::image))
        });
        known.collect()
    }

    /// Returns the picture that a name refers to.
    pub(super) fn named(
        &self,
        href: &str,
        patience: Attempt,
    ) -> Result<CachedPicture, PictureError> {
        if let Some(found) = self.names.get(href) {
            return found.map_err(PictureError::Unusable);
        }
        let moment = SystemTime::now();
        let stamp = path::local(&self.content, href)
            .ok()
            .and_then(|file| std::fs::metadata(file).ok())
            .map(|file| FileStamp::of(&file))
            .filter(|stamp| stamp.is_settled(moment));
        let found = match self.find(href, patience) {
            Ok(picture) => Ok(picture),
            Err(PictureError::Unusable(reason)) => Err(reason),
            // Do not cache this: it says nothing about the picture itself.
            fault => return fault,
        };
        let seen = Lookup {
            stamp,
            found: found.clone(),
        };
        self.names.put(href, seen);
        found.map_err(PictureError::Unusable)
    }

    /// Makes the files of a picture again that the cache has lost.
    ///
    /// # Errors
    /// [`PictureError`] says why they cannot be made.
    pub fn restore(&self, fingerprint: &str) -> Result<(), PictureError> {
        let named = |names: &HashMap<Box<str>, Lookup>| {
            let shows = |seen: &Lookup| {
                seen.found
                    .as_ref()
                    .is_ok_and(|p| p.fingerprint == fingerprint)
            };
            let mut names: Vec<_> = names.iter().filter(|(_, seen)| shows(seen)).collect();
            names.sort_by_key(|(href, _)| *href);
            names.first().map(|(href, _)| href.to_string())
        };
        let now = self
            .names
            .now
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let href = named(&now);
        drop(now);
        let bad = |reason: &str| PictureError::Unusable(reason.into());
        let href = href.ok_or_else(|| bad("is not used by any story"))?;
        let picture = self.find(&href, Attempt::Last)?;
        if picture.fingerprint == fingerprint {
            Ok(())
        } else {
            Err(bad("has changed"))
        }
    }

    /// Writes the list of names if it has changed. Leaves out names that are not in `used`.
    ///
    /// # Errors
    /// If it cannot be written. The next run then reads more files than necessary.
    pub fn save(&mut self, used: &HashSet<&str>) -> std::io::Result<()> {
        let names = &mut self.names;
        let now = names.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        now.retain(|href, _| used.contains(&**href));
        let mut changes: Vec<Change<'_, Lookup>> = now
            .iter()
            .filter(|(href, seen)| names.before.get(*href) != Some(*seen))
            .map(|(href, seen)| (&**href, Some(seen)))
            .collect();
        let gone = names.before.keys().filter(|href| !now.contains_key(*href));
        changes.extend(gone.map(|href| (&**href, None)));
        changes.sort_unstable_by_key(|(href, _)| *href);
        let all = || now.iter().map(|(href, seen)| (&**href, seen)).collect();
        names.written = table::save(
            &names.list,
            &names.purpose,
            names.written,
            &changes,
            all,
            now.len(),
        )?;
        Ok(())
    }
}
