//! Which files there are to be, and which of them have to be made.

use crate::key::{Key, Mix};
use crate::write::Publish;
use std::collections::{BTreeSet, HashMap};

/// Asks for each file of the site whether it is there as it should be.
pub struct Ask<'a, 'p> {
    publish: &'a mut Publish<'p>,
    /// The settings of the packed copies, which are made with the file.
    packed: Option<Key>,
    /// What has to be made.
    wanted: HashMap<Box<str>, Key>,
    /// What lies at the site's root: files by name, folders with a slash.
    top: BTreeSet<Box<str>>,
}

impl<'a, 'p> Ask<'a, 'p> {
    pub fn new(publish: &'a mut Publish<'p>, packed: Option<Key>) -> Self {
        publish.ask_again();
        Self {
            publish,
            packed,
            wanted: HashMap::new(),
            top: BTreeSet::new(),
        }
    }

    /// Begins the hash of what a kind of file is made of.
    pub fn key_of(&self, kind: &str) -> Mix {
        match self.packed {
            Some(packed) => Mix::new(kind).bytes(&packed),
            None => Mix::new(kind),
        }
    }

    /// Whether the file has to be made.
    pub fn ask(&mut self, path: &str, key: Key) -> bool {
        let name = path.split_inclusive('/').next().unwrap_or(path);
        if !self.top.contains(name) {
            self.top.insert(name.into());
        }
        if !self.publish.wants(path, &key) {
            return false;
        }
        self.wanted.insert(path.into(), key);
        // a try that was given up has made it
        !self.publish.has(path, &key)
    }

    /// What lies at the site's root, of what was asked for so far.
    pub fn top(&self) -> impl Iterator<Item = &str> {
        self.top.iter().map(|name| &**name)
    }

    /// What has to be made, by path.
    pub fn wanted(self) -> HashMap<Box<str>, Key> {
        self.wanted
    }
}
