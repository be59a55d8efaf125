//! The list of what press wrote, by folder: the only files it may remove.

use super::{WriteError, at};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// What is on disk: one list for each folder that was ever written to.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Lists {
    folders: BTreeMap<String, BTreeMap<String, String>>,
}

/// The list of one folder.
#[derive(Debug)]
pub struct Manifest {
    file: PathBuf,
    folder: String,
    lists: Lists,
    /// Content hashes by path.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the list for `out`. A broken one counts as none: then nothing is removed.
    pub fn read(cache: &Path, out: &Path) -> Result<Self, WriteError> {
        std::fs::create_dir_all(cache).map_err(at(cache))?;
        let file = cache.join(".press.json");
        let folder = out.canonicalize().map_err(at(out))?;
        let folder = folder.to_string_lossy().into_owned();
        let lists: Lists = std::fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut files = lists.folders.get(&folder).cloned().unwrap_or_default();
        // the list lies where others can write: a path in it must not lead elsewhere
        files.retain(|path, _| is_below(path));
        Ok(Self {
            file,
            folder,
            lists,
            files,
        })
    }

    /// Whether the list on disk says something else.
    pub fn is_stale(&self) -> bool {
        self.lists.folders.get(&self.folder) != Some(&self.files)
    }

    /// Writes the list, if it has changed.
    pub fn save(&mut self) -> Result<(), WriteError> {
        if !self.is_stale() {
            return Ok(());
        }
        let folders = &mut self.lists.folders;
        folders.insert(self.folder.clone(), self.files.clone());
        // folders that are gone, as a staging folder is after each build
        folders.retain(|folder, _| Path::new(folder).is_dir());
        let bytes = serde_json::to_vec(&self.lists).unwrap_or_default();
        super::atomic(&self.file, &bytes).map_err(at(&self.file))
    }
}

fn is_below(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}
