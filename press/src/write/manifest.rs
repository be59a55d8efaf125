//! The list of what press wrote into a folder: the only files it may replace or remove.

use super::folders::{Mark, ROOT};
use crate::key::Key;
use crate::ledger::{self, Change, Written};
use crate::read::nanoseconds;
use foldhash::HashMap;
use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::io;
use std::path::PathBuf;

/// What the list is for; rises when its rows mean something else.
const PURPOSE: Key = *b"press manifest 1";

/// A file of the site, and its packed copies beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The hash of what it was made from.
    pub key: Key,
    /// The file itself.
    pub plain: Kept,
    /// `.br` and `.gz` beside it.
    pub packed: Option<Box<Packed>>,
    /// For a hashed asset, when it was first missing from a release: seconds since 1970.
    pub left: Option<i64>,
}

/// The packed copies of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// Brotli.
    pub br: Option<Kept>,
    /// Gzip.
    pub gz: Option<Kept>,
}

/// A file as it was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The hash of its bytes.
    pub hash: Key,
    /// How many bytes.
    pub length: u64,
    /// When it was written, in nanoseconds since 1970.
    pub modified: i64,
}

impl Kept {
    /// A file of which hash and state are known.
    pub fn new(hash: Key, file: &Metadata) -> Self {
        Self {
            hash,
            length: file.len(),
            modified: modified(file),
        }
    }

    /// Whether nobody has touched it since, as far as can be told without reading it.
    pub fn is_untouched(&self, file: &Metadata) -> bool {
        file.is_file() && file.len() == self.length && modified(file) == self.modified
    }
}

fn modified(file: &Metadata) -> i64 {
    file.modified().map_or(i64::MAX, nanoseconds)
}

impl Entry {
    /// One of the files.
    pub fn file_mut(&mut self, suffix: &str) -> Option<&mut Kept> {
        match suffix {
            "" => Some(&mut self.plain),
            ".br" => self.packed.as_mut()?.br.as_mut(),
            ".gz" => self.packed.as_mut()?.gz.as_mut(),
            _ => None,
        }
    }

    /// The files, each by what is added to the name.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &Kept)> {
        let packed = self.packed.as_deref();
        let br = packed.and_then(|packed| packed.br.as_ref());
        let gz = packed.and_then(|packed| packed.gz.as_ref());
        std::iter::once(("", &self.plain))
            .chain(br.map(|kept| (".br", kept)))
            .chain(gz.map(|kept| (".gz", kept)))
    }
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Row {
    File(Entry),
    /// The name of a folder ends with a slash.
    Folder(Mark),
}

/// What this run found out about a file on the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// It is part of the site still.
    pub wanted: bool,
    /// It is not there any more, or not as it was.
    pub broken: bool,
}

/// The list of a folder.
#[derive(Debug)]
pub struct Manifest {
    file: PathBuf,
    written: Written,
    rows: HashMap<Box<str>, (Row, Findings)>,
}

impl Manifest {
    /// Reads the list. A broken one counts as none: then every file is somebody else's.
    pub fn load(file: PathBuf) -> Self {
        let loaded = ledger::load::<Row>(&file, &PURPOSE);
        let written = loaded.written();
        // the list lies where others can write: a path in it must not lead elsewhere
        let rows = loaded
            .rows
            .into_iter()
            .filter(|(path, _)| is_below(path) || &**path == ROOT)
            .map(|(path, row)| (path, (row, Findings::default())));
        Self {
            file,
            written,
            rows: rows.collect(),
        }
    }

    /// What is known of a file.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        match self.rows.get(path) {
            Some((Row::File(entry), _)) => Some(entry),
            _ => None,
        }
    }

    /// The same, to note something about it.
    pub fn get_mut(&mut self, path: &str) -> Option<(&Entry, &mut Findings)> {
        match self.rows.get_mut(path) {
            Some((Row::File(entry), findings)) => Some((entry, findings)),
            _ => None,
        }
    }

    /// What was found out about a file on the list.
    pub fn findings(&self, path: &str) -> Option<Findings> {
        self.rows.get(path).map(|(_, findings)| *findings)
    }

    /// Nothing is wanted any more, until it is asked for.
    pub fn ask_again(&mut self) {
        for (_, findings) in self.rows.values_mut() {
            findings.wanted = false;
        }
    }

    /// Every file.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Entry, Findings)> {
        self.rows
            .iter()
            .filter_map(|(path, (row, findings))| match row {
                Row::File(entry) => Some((&**path, entry, *findings)),
                Row::Folder(_) => None,
            })
    }

    /// Every folder that a file was put into.
    pub fn folders(&self) -> impl Iterator<Item = (&str, &Mark)> {
        self.rows.iter().filter_map(|(path, (row, _))| match row {
            Row::Folder(mark) => Some((&**path, mark)),
            Row::File(_) => None,
        })
    }

    /// Writes what has changed, on disk too.
    ///
    /// # Errors
    /// When the list cannot be written; the one on disk is then as it was.
    pub fn change(
        &mut self,
        files: Vec<(Box<str>, Option<Entry>)>,
        folders: Vec<(Box<str>, Option<Mark>)>,
    ) -> io::Result<()> {
        let files = files
            .into_iter()
            .map(|(p, entry)| (p, entry.map(Row::File)));
        let folders = folders
            .into_iter()
            .map(|(p, mark)| (p, mark.map(Row::Folder)));
        let mut names = Vec::new();
        for (path, row) in files.chain(folders) {
            if self.rows.get(&path).map(|(row, _)| row) == row.as_ref() {
                continue;
            }
            names.push(path.clone());
            match row {
                Some(row) => drop(self.rows.insert(path, (row, Findings::default()))),
                None => drop(self.rows.remove(&path)),
            }
        }
        let rows = &self.rows;
        let changes: Vec<Change<'_, Row>> = names
            .iter()
            .map(|path| (&**path, rows.get(path).map(|(row, _)| row)))
            .collect();
        let all = || rows.iter().map(|(path, (row, _))| (&**path, row)).collect();
        self.written = ledger::save(
            &self.file,
            &PURPOSE,
            self.written,
            &changes,
            all,
            rows.len(),
        )?;
        Ok(())
    }
}

/// Whether a path stays in the folder it is joined to.
pub fn is_below(path: &str) -> bool {
    let fine = |part: &str| {
        !(matches!(part, "" | "." | "..") || cfg!(windows) && part.contains(['\\', ':']))
    };
    path.strip_suffix('/').unwrap_or(path).split('/').all(fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for good in ["a", "a/b.json", "a/"] {
            assert!(is_below(good), "{good}");
        }
        for bad in ["", "/", "/a", "../a", "a/../b", "./a", "a//b", "a//"] {
            assert!(!is_below(bad), "{bad}");
        }
    }
}
