//! Which picture a name in an item stands for, kept between runs: an original that is as it was is
//! not read again.

use super::{Media, NoPicture, Picture, path};
use foldhash::HashSet;
use frontpage_base::key::Key;
use frontpage_base::ledger;
use frontpage_base::ledger::{Change, Written};
use frontpage_base::stamp::Stamp;
use frontpage_base::steady::Patience;
use frontpage_model::Image;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// What a name stood for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The original. None where there is none, or it is too young to be trusted.
    stamp: Option<Stamp>,
    /// The picture, or why there is none.
    pub found: Result<Picture, String>,
}

/// The names that are known, and the list of them on disk.
#[derive(Debug)]
pub struct Names {
    list: PathBuf,
    written: Written,
    purpose: Key,
    /// As they are on disk.
    before: HashMap<Box<str>, Seen>,
    /// As this run found them.
    now: Mutex<HashMap<Box<str>, Seen>>,
}

impl Names {
    pub fn open(list: PathBuf, purpose: Key) -> Self {
        let loaded = ledger::load::<Seen>(&list, &purpose);
        Self {
            list,
            written: loaded.written(),
            purpose,
            before: loaded.rows.into_iter().collect(),
            now: Mutex::default(),
        }
    }

    pub fn get(&self, href: &str) -> Option<Result<Picture, String>> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.get(href).map(|seen| seen.found.clone())
    }

    fn put(&self, href: &str, seen: Seen) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(href.into(), seen);
    }
}

impl Media<'_> {
    /// Takes over what an earlier run found, where the originals are as they were. What has been
    /// found in this run is forgotten.
    pub fn look(&self) {
        let same = |(href, seen): (&str, &Seen)| {
            let stamp = seen.stamp?;
            // follows links, as reading does: a link that leads elsewhere now has another stamp
            let there = std::fs::metadata(self.content.join(href)).ok()?;
            (Stamp::of(&there) == stamp).then(|| (href.into(), seen.clone()))
        };
        let same: HashMap<Box<str>, Seen> = {
            let before = self.names.before.par_iter();
            before
                .filter_map(|(href, seen)| same((href, seen)))
                .collect()
        };
        let mut now = self
            .names
            .now
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *now = same;
        drop(now);
        let by_path = &self.by_path;
        by_path
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        let by_key = &self.by_key;
        by_key
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// The names that are known in this run, each with its picture.
    pub fn known(&self) -> Vec<(Box<str>, Result<Image, NoPicture>)> {
        let now = &self.names.now;
        let now = now.lock().unwrap_or_else(PoisonError::into_inner);
        let known = now.iter().map(|(href, seen)| {
            let found = seen.found.clone().map_err(NoPicture::Bad);
            (href.clone(), found.map(Picture::image))
        });
        known.collect()
    }

    /// The picture behind a name.
    pub(super) fn named(&self, href: &str, patience: Patience) -> Result<Picture, NoPicture> {
        if let Some(found) = self.names.get(href) {
            return found.map_err(NoPicture::Bad);
        }
        let moment = SystemTime::now();
        let stamp = path::local(&self.content, href)
            .ok()
            .and_then(|file| std::fs::metadata(file).ok())
            .map(|file| Stamp::of(&file))
            .filter(|stamp| stamp.is_settled(moment));
        let found = match self.find(href, patience) {
            Ok(picture) => Ok(picture),
            Err(NoPicture::Bad(reason)) => Err(reason),
            // not remembered: it is none of the picture's
            fault => return fault,
        };
        let seen = Seen {
            stamp,
            found: found.clone(),
        };
        self.names.put(href, seen);
        found.map_err(NoPicture::Bad)
    }

    /// Makes the files of a picture again, where the cache has lost them.
    ///
    /// # Errors
    /// Says why it cannot.
    pub fn restore(&self, key: &str) -> Result<(), NoPicture> {
        let named = |names: &HashMap<Box<str>, Seen>| {
            let shows = |seen: &Seen| seen.found.as_ref().is_ok_and(|p| p.key == key);
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
        let bad = |reason: &str| NoPicture::Bad(reason.into());
        let href = href.ok_or_else(|| bad("is shown by no story"))?;
        let picture = self.find(&href, Patience::Last)?;
        if picture.key == key {
            Ok(())
        } else {
            Err(bad("is another now"))
        }
    }

    /// Writes the list of names, where it changed. Names that are not in `used` are left out.
    ///
    /// # Errors
    /// When it cannot be written; the next run then reads more than it must.
    pub fn save(&mut self, used: &HashSet<&str>) -> std::io::Result<()> {
        let names = &mut self.names;
        let now = names.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        now.retain(|href, _| used.contains(&**href));
        let mut changes: Vec<Change<'_, Seen>> = now
            .iter()
            .filter(|(href, seen)| names.before.get(*href) != Some(*seen))
            .map(|(href, seen)| (&**href, Some(seen)))
            .collect();
        let gone = names.before.keys().filter(|href| !now.contains_key(*href));
        changes.extend(gone.map(|href| (&**href, None)));
        changes.sort_unstable_by_key(|(href, _)| *href);
        let all = || now.iter().map(|(href, seen)| (&**href, seen)).collect();
        names.written = ledger::save(
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
