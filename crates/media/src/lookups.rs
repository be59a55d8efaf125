//! Keeps between runs which picture or recording a name in an item refers to, so that an unchanged
//! original is not read again.

use super::{CachedPicture, Media, PictureError, path};
use foldhash::HashSet;
use frontpage_base::file_stamp::FileStamp;
use frontpage_base::fingerprint::Fingerprint;
use frontpage_base::stable_read::Attempt;
use frontpage_base::table::{self, Change, FileState};
use frontpage_model::Image;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// What a name referred to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookup<T> {
    /// The stamp of the original; `None` if there is none, or if it is too new to be trusted.
    stamp: Option<FileStamp>,
    /// What was found, or why it is not available.
    pub found: Result<T, String>,
}

/// The known names, and the list of them on disk.
#[derive(Debug)]
pub struct Lookups<T> {
    list: PathBuf,
    written: FileState,
    purpose: Fingerprint,
    /// The names as they are on disk.
    before: HashMap<Box<str>, Lookup<T>>,
    /// The names as this run found them.
    now: Mutex<HashMap<Box<str>, Lookup<T>>>,
}

impl<T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned> Lookups<T> {
    pub fn open(list: PathBuf, purpose: Fingerprint) -> Self {
        let loaded = table::load::<Lookup<T>>(&list, &purpose);
        Self {
            list,
            written: loaded.written(),
            purpose,
            before: loaded.rows.into_iter().collect(),
            now: Mutex::default(),
        }
    }

    fn get(&self, name: &str) -> Option<Result<T, String>> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.get(name).map(|seen| seen.found.clone())
    }

    fn put(&self, name: &str, seen: Lookup<T>) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(name.into(), seen);
    }

    /// Restores what an earlier run found, for originals that have not changed. Forgets what this run has
    /// found.
    fn refresh(&self, content: &Path) {
        let if_unchanged = |(name, seen): (&str, &Lookup<T>)| {
            let stamp = seen.stamp?;
            // Follow links, as reading does, so that a link to another file has another stamp.
            let there = std::fs::metadata(content.join(href_of(name))).ok()?;
            (FileStamp::of(&there) == stamp).then(|| (name.into(), seen.clone()))
        };
        let unchanged: HashMap<Box<str>, Lookup<T>> = {
            let before = self.before.par_iter();
            before
                .filter_map(|(name, seen)| if_unchanged((name, seen)))
                .collect()
        };
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = unchanged;
    }

    /// Returns the names that are known in this run, each with what was found.
    pub fn known(&self) -> Vec<(Box<str>, Result<T, PictureError>)> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let known = now.iter().map(|(name, seen)| {
            let found = seen.found.clone().map_err(PictureError::Unusable);
            (name.clone(), found)
        });
        known.collect()
    }

    /// Returns what a name refers to. Calls `find` unless this run knows it.
    pub fn named(
        &self,
        name: &str,
        content: &Path,
        find: impl FnOnce() -> Result<T, PictureError>,
    ) -> Result<T, PictureError> {
        if let Some(found) = self.get(name) {
            return found.map_err(PictureError::Unusable);
        }
        let moment = SystemTime::now();
        let stamp = path::local(content, href_of(name))
            .ok()
            .and_then(|file| std::fs::metadata(file).ok())
            .map(|file| FileStamp::of(&file))
            .filter(|stamp| stamp.is_settled(moment));
        let found = match find() {
            Ok(found) => Ok(found),
            Err(PictureError::Unusable(reason)) => Err(reason),
            // Do not cache this: it says nothing about the file itself.
            fault => return fault,
        };
        let seen = Lookup {
            stamp,
            found: found.clone(),
        };
        self.put(name, seen);
        found.map_err(PictureError::Unusable)
    }

    /// Returns the first name, in alphabetical order, whose finding fulfills `is_wanted`.
    pub fn name_of(&self, is_wanted: impl Fn(&T) -> bool) -> Option<String> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = now
            .iter()
            .filter(|(_, seen)| seen.found.as_ref().is_ok_and(&is_wanted));
        fits.map(|(name, _)| name)
            .min()
            .map(|name| name.to_string())
    }

    /// Writes the list of names if it has changed. Leaves out names that are not in `used`.
    fn save(&mut self, used: &HashSet<&str>) -> std::io::Result<()> {
        let now = self.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        now.retain(|name, _| used.contains(&**name));
        let mut changes: Vec<Change<'_, Lookup<T>>> = now
            .iter()
            .filter(|(name, seen)| self.before.get(*name) != Some(*seen))
            .map(|(name, seen)| (&**name, Some(seen)))
            .collect();
        let gone = self.before.keys().filter(|name| !now.contains_key(*name));
        changes.extend(gone.map(|name| (&**name, None)));
        changes.sort_unstable_by_key(|(name, _)| *name);
        let all = || now.iter().map(|(name, seen)| (&**name, seen)).collect();
        self.written = table::save(
            &self.list,
            &self.purpose,
            self.written,
            &changes,
            all,
            now.len(),
        )?;
        Ok(())
    }
}

/// Returns the path in a name. The names of recordings and tracks begin with their kind and a colon, and a
/// path has no colon.
fn href_of(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, href)| href)
}

impl Media<'_> {
    /// Restores what an earlier run found, for originals that have not changed. Forgets what this run has
    /// found.
    pub fn refresh(&self) {
        self.names.refresh(&self.content);
        self.files.refresh(&self.content);
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
        let known = self.names.known().into_iter();
        known
            .map(|(name, found)| (name, found.map(CachedPicture::image)))
            .collect()
    }

    /// Makes the files of a picture again, because the cache has lost them.
    ///
    /// # Errors
    /// [`PictureError`] says why they cannot be made.
    pub fn restore(&self, fingerprint: &str) -> Result<(), PictureError> {
        let bad = |reason: &str| PictureError::Unusable(reason.into());
        let href = self
            .names
            .name_of(|picture| picture.fingerprint == fingerprint)
            .ok_or_else(|| bad("is not used by any story"))?;
        let picture = self.find(&href, Attempt::Last)?;
        if picture.fingerprint == fingerprint {
            Ok(())
        } else {
            Err(bad("has changed"))
        }
    }

    /// Writes the lists of names if they have changed. Leaves out names that are not in `used`.
    ///
    /// # Errors
    /// If they cannot be written. The next run then reads more files than necessary.
    pub fn save(&mut self, used: &HashSet<&str>) -> std::io::Result<()> {
        self.names.save(used)?;
        self.files.save(used)
    }
}
