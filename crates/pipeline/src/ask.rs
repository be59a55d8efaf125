//! Which files there are to be, and which of them have to be made.

use foldhash::HashMap;
use frontpage_assets::public::Public;
use frontpage_base::key::{Key, Mix};
use frontpage_store::Publish;
use std::collections::BTreeSet;

/// Asks for each file of the site whether it is there as it should be.
pub struct Ask<'a, 'p> {
    publish: &'a Publish<'p>,
    /// The settings of the packed copies, which are made with the file.
    packed: Option<Key>,
    /// The publisher's own files, which give way.
    public: Option<&'a Public>,
    /// Whether an earlier try was given up.
    again: bool,
    asked: Asked,
}

/// What was asked for, by one of several that ask at the same time.
#[derive(Default)]
pub struct Asked {
    /// What has to be made: what a try that was given up has made beside it is of no use.
    wanted: Vec<(Box<str>, Key)>,
    /// What lies at the site's root: files by name, folders with a slash.
    top: BTreeSet<Box<str>>,
    /// Files of the publisher's own that cannot be there with what was asked for.
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
            again: publish.has_any(),
            publish,
            packed,
            public,
            asked: Asked::default(),
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
        let mut asked = std::mem::take(&mut self.asked);
        let open = self.ask_for(&mut asked, path, key);
        self.asked = asked;
        open
    }

    /// The same for a file of the publisher's own that is in nobody's way.
    pub fn ask_theirs(&mut self, path: &str, key: Key) -> bool {
        let mut asked = std::mem::take(&mut self.asked);
        let open = self.note(&mut asked, path, key);
        self.asked = asked;
        open
    }

    /// The same, for several that ask at the same time: each notes it for itself.
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
        if self.again {
            asked.wanted.push((path.into(), key));
        }
        !self.publish.has(path, &key)
    }

    /// Takes over what another has asked for.
    pub fn add(&mut self, mut asked: Asked) {
        self.asked.wanted.append(&mut asked.wanted);
        self.asked.top.append(&mut asked.top);
        self.asked.in_the_way.append(&mut asked.in_the_way);
    }

    /// Files of the publisher's own that cannot be there with what was asked for so far.
    pub fn in_the_way(&self) -> &BTreeSet<Box<str>> {
        &self.asked.in_the_way
    }

    /// What lies at the site's root, of what was asked for so far.
    pub fn top(&self) -> impl Iterator<Item = &str> {
        self.asked.top.iter().map(|name| &**name)
    }

    /// What of the staged files is of use, by path.
    pub fn wanted(self) -> HashMap<Box<str>, Key> {
        self.asked.wanted.into_iter().collect()
    }
}
