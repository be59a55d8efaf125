//! What a publish changes: which files it writes, keeps for a while and removes.

use super::Publish;
use crate::journal::Change;
use crate::manifest::{Entry, FileStatus, Manifest};
use crate::names::PathList;
use crate::stage::{Staged, VARIANTS};
use foldhash::HashSet;

/// How long an asset stays after it has left the release, and an image under its former name, in
/// seconds. A page that a CDN or an open tab still holds must keep working.
const KEEP_ASSETS: i64 = 30 * 24 * 60 * 60;

/// The changes to a site, as paths from its root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Files with new content.
    pub written: PathList,
    /// Files that are no longer part of the site.
    pub removed: PathList,
    /// The number of files that did not change.
    pub unchanged: usize,
}

impl Publish<'_> {
    /// Returns what happens to each file that does not stay as it is.
    pub(super) fn changes(&mut self) -> Vec<Change> {
        let mut changes: Vec<Change> = std::mem::take(&mut self.staged)
            .into_iter()
            .map(|Staged { path, entry, put }| {
                let mut remove = 0;
                if let Some(old) = self.manifest.get(&path) {
                    // Remove precompressed copies that are no longer made.
                    for (suffix, bit) in VARIANTS {
                        let has = |entry: &Entry| entry.files().any(|(s, _)| s == suffix);
                        if has(old) && !has(&entry) {
                            remove |= bit;
                        }
                    }
                }
                Change {
                    path,
                    entry: Some(entry),
                    put,
                    remove,
                }
            })
            .collect();
        let former = self.former_names(&changes);
        for (path, entry, findings) in self.manifest.files().filter(|(_, _, f)| !f.in_use) {
            let now = self.settings.now;
            let since = entry.left_at.unwrap_or(now);
            // Files of the search index go at once, because they name withdrawn stories. A reader with a
            // former manifest fetches the new one.
            let is_kept = (path.starts_with("assets/") && !path.starts_with("assets/search/"))
                || picture(path).is_some_and(|name| former.contains(name));
            let stays = is_kept && now - since < KEEP_ASSETS;
            if !stays {
                changes.push(Change {
                    path: path.into(),
                    entry: None,
                    put: 0,
                    remove: u8::MAX,
                });
            } else if entry.left_at.is_none() && !findings.broken {
                changes.push(Change {
                    path: path.into(),
                    entry: Some(Entry {
                        left_at: Some(now),
                        ..entry.clone()
                    }),
                    put: 0,
                    remove: 0,
                });
            }
        }
        changes.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        changes
    }

    /// Returns the former, shorter names of the site's images. Files with such names stay for a
    /// while, like assets. They go at once when their image leaves the site, because a withdrawn
    /// story must take its images with it.
    fn former_names(&self, changes: &[Change]) -> HashSet<String> {
        let is_former = |(path, _, f): (&str, &Entry, FileStatus)| {
            !f.in_use && picture(path).is_some_and(|name| name.len() == FORMER_LENGTH)
        };
        if !self.manifest.files().any(is_former) {
            return HashSet::default();
        }
        let there = self.manifest.files().filter(|(_, _, f)| f.in_use);
        let there = there.map(|(path, _, _)| path);
        let new = changes.iter().map(|change| &*change.path);
        let names = there.chain(new).filter_map(picture);
        names.filter_map(frontpage_media::former_name).collect()
    }
}

/// The length of former image names.
const FORMER_LENGTH: usize = 16;

/// Returns the name of an image, given the path of one of its files.
fn picture(path: &str) -> Option<&str> {
    path.strip_prefix("media/")?.split('-').next()
}

/// Returns the names of the files that are written, and of those that are removed.
pub fn named(changes: &[Change]) -> (PathList, PathList) {
    let named = |is: fn(&Change, u8) -> bool| {
        let names = changes.iter().flat_map(move |change| {
            let kinds = VARIANTS.iter().filter(move |(_, bit)| is(change, *bit));
            kinds.map(|(suffix, _)| (&*change.path, *suffix))
        });
        PathList::collect(names)
    };
    let written = named(|change, bit| change.put & bit != 0);
    let removed = named(|change, bit| change.put & bit == 0 && change.remove & bit != 0);
    (written, removed)
}

/// Returns what changes for readers.
pub fn changed(changes: &[Change], manifest: &Manifest) -> Changed {
    let (written, removed) = named(changes);
    let wanted = manifest.files().filter(|(_, _, findings)| findings.in_use);
    let before: usize = wanted.map(|(_, entry, _)| entry.files().count()).sum();
    let mut outdated = 0;
    let mut kept = 0;
    for change in changes {
        let Some(entry) = change
            .entry
            .as_ref()
            .filter(|entry| entry.left_at.is_none())
        else {
            continue;
        };
        let old = manifest.get(&change.path);
        outdated += old.map_or(0, |old| old.files().count());
        kept += entry.files().count() - change.put.count_ones() as usize;
    }
    Changed {
        written,
        removed,
        unchanged: before - outdated + kept,
    }
}
