//! Decides which of the site's files are stale and have to be made again.

use crate::redirects::FormerPaths;
use foldhash::HashMap;
use frontpage_assets::public::PublicFiles;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use frontpage_store::Publish;
use std::collections::BTreeSet;

/// Checks for each file of the site whether the published copy is up to date.
pub struct StaleCheck<'a, 'p> {
    publish: &'a Publish<'p>,
    /// The fingerprint of the compression settings, since precompressed copies are made with their
    /// file.
    packed: Option<Fingerprint>,
    /// The publisher's own files. They give way to the files that press makes.
    public: Option<&'a PublicFiles>,
    /// The former addresses of stories. They give way to all other files.
    former: Option<&'a FormerPaths>,
    /// Whether an earlier attempt of this run was abandoned and left staged files.
    is_retry: bool,
    asked: CheckedFiles,
}

/// The files that one worker has checked.
#[derive(Default)]
pub struct CheckedFiles {
    /// The files that have to be made. Recorded only on a retry: anything else that the abandoned
    /// attempt staged is discarded.
    wanted: Vec<(Box<str>, Fingerprint)>,
    /// The names at the site's root: files by name, folders with a trailing slash.
    root_names: BTreeSet<Box<str>>,
    /// The publisher's own files that conflict with the files checked.
    conflicts: BTreeSet<Box<str>>,
    /// The former addresses at which one of the files is served.
    shadowing: BTreeSet<Box<str>>,
}

impl<'a, 'p> StaleCheck<'a, 'p> {
    pub fn new(
        publish: &'a Publish<'p>,
        packed: Option<Fingerprint>,
        public: Option<&'a PublicFiles>,
        former: Option<&'a FormerPaths>,
    ) -> Self {
        Self {
            is_retry: publish.has_staged(),
            publish,
            packed,
            public,
            former,
            asked: CheckedFiles::default(),
        }
    }

    /// Starts the fingerprint of a kind of file.
    pub fn fingerprint_of(&self, kind: &str) -> FingerprintBuilder {
        match self.packed {
            Some(packed) => FingerprintBuilder::new(kind).bytes(&packed),
            None => FingerprintBuilder::new(kind),
        }
    }

    /// Records that a file is part of the site, and returns whether it has to be made.
    pub fn is_stale(&mut self, path: &str, key: Fingerprint) -> bool {
        let mut asked = std::mem::take(&mut self.asked);
        let is_stale = self.is_stale_for(&mut asked, path, key);
        self.asked = asked;
        is_stale
    }

    /// Like [`is_stale`](Self::is_stale), for one of the publisher's own files that conflicts with no other
    /// file.
    pub fn is_publisher_file_stale(&mut self, path: &str, key: Fingerprint) -> bool {
        let mut asked = std::mem::take(&mut self.asked);
        let is_stale = self.note(&mut asked, path, key);
        self.asked = asked;
        is_stale
    }

    /// Like [`is_stale`](Self::is_stale), for several workers at a time: each records into its own [`CheckedFiles`].
    pub fn is_stale_for(&self, asked: &mut CheckedFiles, path: &str, key: Fingerprint) -> bool {
        if let Some(public) = self.public {
            let files = public.conflicts_with(path).into_iter();
            asked.conflicts.extend(files.map(Box::from));
        }
        self.note(asked, path, key)
    }

    fn note(&self, asked: &mut CheckedFiles, path: &str, key: Fingerprint) -> bool {
        let name = path.split_inclusive('/').next().unwrap_or(path);
        if !asked.root_names.contains(name) {
            asked.root_names.insert(name.into());
        }
        if let Some(former) = self.former {
            asked.shadowing.extend(former.at_file(path));
        }
        if !self.publish.is_stale(path, &key) {
            return false;
        }
        if self.is_retry {
            asked.wanted.push((path.into(), key));
        }
        !self.publish.is_staged(path, &key)
    }

    /// Merges what a worker has checked.
    pub fn add(&mut self, mut asked: CheckedFiles) {
        self.asked.wanted.append(&mut asked.wanted);
        self.asked.root_names.append(&mut asked.root_names);
        self.asked.conflicts.append(&mut asked.conflicts);
        self.asked.shadowing.append(&mut asked.shadowing);
    }

    /// Returns the publisher's own files that conflict with the files checked.
    pub fn conflicts(&self) -> &BTreeSet<Box<str>> {
        &self.asked.conflicts
    }

    /// Returns the keys of the former addresses at which one of the files checked is served.
    pub fn shadowing(&self) -> &BTreeSet<Box<str>> {
        &self.asked.shadowing
    }

    /// Returns the names at the site's root of the files checked.
    pub fn root_names(&self) -> impl Iterator<Item = &str> {
        self.asked.root_names.iter().map(|name| &**name)
    }

    /// Returns the fingerprints of the staged files to keep, by path.
    pub fn wanted(self) -> HashMap<Box<str>, Fingerprint> {
        self.asked.wanted.into_iter().collect()
    }
}
