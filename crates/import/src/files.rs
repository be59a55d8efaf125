//! Writes items into the content folder, each into a file whose path follows from its ID.

use crate::error::ImportError;
use crate::item::{self, Existing, Item};
use crate::pictures::Copy;
use frontpage_base::atomic::{atomic, atomic_by};
use frontpage_base::fingerprint;
use frontpage_source::{ImportedStory, StoryId, Visibility};
use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// How many items with numbers a folder holds.
const PER_FOLDER: u64 = 1000;
/// How many bytes of a fingerprint name a file. Two of a billion stories have the same 12 bytes with a
/// probability below 1 in 10¹⁰.
const NAME_BYTES: usize = 12;

/// What became of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not there before.
    New,
    /// It replaces an older version.
    Updated,
    /// The file is the same, or has a newer version.
    Unchanged,
    /// An editor changed the file, so it was left alone.
    Kept,
    /// It is not public any more, so it is withheld.
    Withdrawn,
    /// It is not public and never was imported.
    Hidden,
}

/// The part of the content folder that belongs to one source.
pub struct Folder<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// The folder of the source in it, with a slash at the end.
    pub place: &'a str,
    /// Whether nothing is written.
    pub is_dry_run: bool,
}

impl Folder<'_> {
    /// Returns the path of a story's file. A story that is identified by a URI can be in the folder of
    /// another source, because an agency's item may name the agency in one version and not in another.
    pub fn file(&self, id: &StoryId) -> PathBuf {
        let name = name(id);
        let own = self.content.join([self.place, &name].concat());
        // Numbers and short names are unique only within their source.
        let is_uri = matches!(id, StoryId::Text(text) if text.contains(':'));
        if !is_uri || own.exists() {
            return own;
        }
        let sources = std::fs::read_dir(self.content.join("imported"));
        let mut others = sources.into_iter().flatten().flatten();
        let found = others.find_map(|source| {
            let file = source.path().join(&name);
            file.is_file().then_some(file)
        });
        found.unwrap_or(own)
    }

    /// Returns the path of a story's file for notes: relative to the content folder.
    pub fn shown(&self, id: &StoryId) -> String {
        let file = self.file(id);
        let shown = file.strip_prefix(self.content).unwrap_or(&file);
        shown.display().to_string()
    }

    /// Returns the numbers of the imported stories that are not withheld, except those in `seen`.
    ///
    /// # Errors
    /// If a folder or a file cannot be read.
    pub fn public_numbers(&self, seen: &HashSet<u64>) -> Result<Vec<u64>, ImportError> {
        let root = self.content.join(self.place);
        let mut numbers = Vec::new();
        for group in entries(&root)? {
            let is_group = number(&group).is_some_and(|number| number % PER_FOLDER == 0);
            if !is_group || !group.is_dir() {
                continue;
            }
            for file in entries(&group)? {
                let Some(number) = number(&file).filter(|number| !seen.contains(number)) else {
                    continue;
                };
                let is_public = match existing(&file)? {
                    None | Some(Existing::Damaged) => false,
                    Some(existing) => item::withheld(existing, None).is_some(),
                };
                if is_public {
                    numbers.push(number);
                }
            }
        }
        Ok(numbers)
    }

    /// Withholds a story.
    ///
    /// # Errors
    /// If its file cannot be read or written.
    pub fn withdraw(&self, id: &StoryId) -> Result<Fate, ImportError> {
        let file = self.file(id);
        let Some(existing) = existing(&file)? else {
            return Ok(Fate::Hidden);
        };
        if matches!(existing, Existing::Damaged) {
            return Ok(Fate::Hidden);
        }
        match item::withheld(existing, None) {
            Some(bytes) => self.write(&file, &bytes).map(|()| Fate::Withdrawn),
            None => Ok(Fate::Unchanged),
        }
    }

    /// Withholds a story that its source hides. If it has versions, its withdrawal is written even if no
    /// version was imported, so that no older version is published later.
    fn hide(&self, story: &ImportedStory) -> Result<Fate, ImportError> {
        if !has_versions(&story.id) {
            return self.withdraw(&story.id);
        }
        let file = self.file(&story.id);
        match existing(&file)? {
            Some(Existing::Damaged) | None => {
                self.write(&file, &item::withdrawal(story))?;
                Ok(Fate::Hidden)
            }
            Some(existing) => match item::withheld(existing, story.updated) {
                Some(bytes) => self.write(&file, &bytes).map(|()| Fate::Withdrawn),
                None => Ok(Fate::Unchanged),
            },
        }
    }

    /// Writes a story, unless its file is newer or was changed by an editor.
    ///
    /// # Errors
    /// If a file cannot be read or written.
    pub fn put(&self, story: &ImportedStory, item: Item) -> Result<Fate, ImportError> {
        let file = self.file(&story.id);
        match story.visibility {
            Visibility::Hidden(_) => return self.hide(story),
            Visibility::Public | Visibility::Draft => {}
        }
        let existing = existing(&file)?;
        let has_versions = has_versions(&story.id);
        let copies = item.copies.clone();
        let mut item = item;
        if let Some(Existing::Unchanged(fields)) = &existing
            && has_versions
            && !item::is_withdrawal(fields)
        {
            item.keep_address(fields);
        }
        let bytes = item.bytes();
        let fate = match existing {
            None | Some(Existing::Damaged) => Fate::New,
            Some(Existing::Edited(_)) => return Ok(Fate::Kept),
            Some(Existing::Unchanged(fields)) => {
                let (before, now) = (item::version(&fields), story.updated.max(story.published));
                // Only a newer version undoes a withdrawal.
                let is_withdrawn = has_versions && item::is_withheld(&fields) && before == now;
                let is_newer = before > now || is_withdrawn;
                let is_same = Existing::read(&bytes).is_unchanged(&fields);
                match is_newer || is_same {
                    true => Fate::Unchanged,
                    false => Fate::Updated,
                }
            }
        };
        // Pictures first, so that a story is never there without them. After a kill they may be
        // missing beside an unchanged story.
        for copy in &copies {
            self.copy(copy)?;
        }
        if fate != Fate::Unchanged {
            self.write(&file, &bytes)?;
        }
        Ok(fate)
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> Result<(), ImportError> {
        if self.is_dry_run {
            return Ok(());
        }
        atomic(file, bytes).map_err(|source| ImportError::Write {
            path: file.to_owned(),
            source,
        })
    }

    /// Copies a picture or a recording, unless a file of the same size is there already.
    fn copy(&self, copy: &Copy) -> Result<(), ImportError> {
        let target = self.content.join(&copy.to);
        let size = |path: &Path| std::fs::metadata(path).map(|metadata| metadata.len()).ok();
        if self.is_dry_run || size(&target) == size(&copy.from) {
            return Ok(());
        }
        let mut from = File::open(&copy.from).map_err(|source| ImportError::Read {
            path: copy.from.clone(),
            source,
        })?;
        // A video is not held in memory.
        let fill = |file: &mut File| io::copy(&mut from, file).map(|_| ());
        atomic_by(&target, fill).map_err(|source| ImportError::Write {
            path: target.clone(),
            source,
        })
    }
}

/// Returns whether a story arrives in versions, in any order, as from agencies. Other systems only have its
/// current state.
fn has_versions(id: &StoryId) -> bool {
    matches!(id, StoryId::Text(_))
}

/// Returns the name of a story's file in the folder of its source.
fn name(id: &StoryId) -> String {
    let name = match id {
        StoryId::Number(number) => {
            let group = number / PER_FOLDER * PER_FOLDER;
            format!("{group}/{number}")
        }
        // A URI cannot be a file name, and can be longer than file names may be.
        StoryId::Text(text) => {
            let fingerprint = fingerprint::of_bytes(text.as_bytes());
            let name: String = fingerprint[..NAME_BYTES]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("{}/{name}", &name[..2])
        }
    };
    format!("{name}.json")
}

impl Existing {
    fn is_unchanged(&self, fields: &serde_json::Map<String, serde_json::Value>) -> bool {
        matches!(self, Self::Unchanged(own) if own == fields)
    }
}

/// Returns what is in a folder, or nothing if there is none.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let list = || -> io::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(folder)?;
        entries.map(|entry| Ok(entry?.path())).collect()
    };
    match list() {
        Ok(entries) => Ok(entries),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(ImportError::Read {
            path: folder.to_owned(),
            source,
        }),
    }
}

/// Returns the number that a file or folder is named after.
fn number(path: &Path) -> Option<u64> {
    path.file_stem()?.to_str()?.parse().ok()
}

fn existing(file: &Path) -> Result<Option<Existing>, ImportError> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(Some(Existing::read(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ImportError::Read {
            path: file.to_owned(),
            source,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_story_follows_from_its_id() {
        let folder = Folder {
            content: Path::new("content"),
            place: "imported/old/",
            is_dry_run: true,
        };
        let file = |id| folder.file(&id).display().to_string();
        assert_eq!(
            file(StoryId::Number(5123)),
            "content/imported/old/5000/5123.json"
        );
        let hostile = file(StoryId::Text("../../../etc/passwd\0".repeat(1000)));
        assert_eq!(
            hostile.len(),
            "content/imported/old/ab/.json".len() + 2 * NAME_BYTES
        );
        assert_ne!(
            file(StoryId::Text("urn:a".into())),
            file(StoryId::Text("urn:b".into()))
        );
    }
}
