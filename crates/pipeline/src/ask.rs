//! Decides which of the site's files are stale and have to be made again.

use foldhash::HashMap;
use frontpage_assets::public::Public;
use frontpage_base::key::{Key, Mix};
use frontpage_store::Publish;
use std::collections::BTreeSet;

/// Checks for each file of the site whether the published copy is up to date.
pub struct Ask<'a, 'p> {
    publish: &'a Publish<'p>,
    /// The fingerprint of the compression settings, since precompressed copies are made with their
    /// file.
    packed: Option<Key>,
    /// The publisher's own files. They give way to the files that press makes.
    public: Option<&'a Public>,
    /// Whether an earlier attempt of this run was abandoned and left staged files.
    is_retry: bool,
    asked: Asked,
}

/// The files that one worker has checked.
#[derive(Default)]
pub struct Asked {
    /// The files that have to be made. Recorded only on a retry: anything else that the abandoned
    /// attempt staged is discarded.
    wanted: Vec<(Box<str>, Key)>,
    /// The names at the site's root: files by name, folders with a trailing slash.
    top: BTreeSet<Box<str>>,
    /// The publisher's own files that conflict with the files checked.
    in_the_way: BTreeSet<Box<str>>,
}

impl<'a, 'p> Ask<'a, 'p> {
    pub fn new(
        publish: &'a mut Publish<'p>,
        packed: Option<Key>,
        public: Option<&'a Public>,
    ) -> Self {
        publish.ask_again();
        Self {
            is_retry: publish.has_any(),
            publish,
            packed,
            public,
            asked: Asked::default(),
        }
    }

    /// Starts the fingerprint of a kind of file.
    pub fn key_of(&self, kind: &str) -> Mix {
        match self.packed {
            Some(packed) => Mix::new(kind).bytes(&packed),
            None => Mix::new(kind),
        }
    }

    /// Records that a file is part of the site, and returns whether it has to be made.
    pub fn ask(&mut self, path: &str, key: Key) -> bool {
        let mut asked = std::mem::take(&mut self.asked);
        let is_stale = self.ask_for(&mut asked, path, key);
        self.asked = asked;
        is_stale
    }

    /// Like [`ask`](Self::ask), for one of the publisher's own files that conflicts with no other
    /// file.
    pub fn ask_theirs(&mut self, path: &str, key: Key) -> bool {
        let mut asked = std::mem::take(&mut self.asked);
        let is_stale = self.note(&mut asked, path, key);
        self.asked = asked;
        is_stale
    }

    /// Like [`ask`](Self::ask), for several workers at a time: each records into its own [`Asked`].
    pub fn ask_for(&self, asked: &mut Asked, path: &str, key: Key) -> bool {
        if let Some(public) = self.public {
            let files = public.in_the_way_of(path).into_iter();
            asked.in_the_way.extend(files.map(Box::from));
        }
        self.note(asked, path, key)
    }

    fn note(&self, asked: &mut Asked, path: &str, key: Key) -> bool {
        let name = path.split_inclusive('/').next().unwrap_or(path);
        if !asked.top.contains(name) {
            asked.top.insert(name.into());
        }
        if !self.publish.wants(path, &key) {
            return false;
        }
        if self.is_retry {
            asked.wanted.push((path.into(), key));
        }
        !self.publish.has(path, &key)
    }

    /// Merges what a worker has checked.
    pub fn add(&mut self, mut asked: Asked) {
        self.asked.wanted.append(&mut asked.wanted);
        self.asked.top.append(&mut asked.top);
        self.asked.in_the_way.append(&mut asked.in_the_way);
    }

    /// Returns the publisher's own files that conflict with the files checked.
    pub fn in_the_way(&self) -> &BTreeSet<Box<str>> {
        &self.asked.in_the_way
    }

    /// Returns the names at the site's root of the files checked.
    pub fn top(&self) -> impl Iterator<Item = &str> {
        self.asked.top.iter().map(|name| &**name)
    }

    /// Returns the fingerprints of the staged files to keep, by path.
    pub fn wanted(self) -> HashMap<Box<str>, Key> {
        self.asked.wanted.into_iter().collect()
    }
}
