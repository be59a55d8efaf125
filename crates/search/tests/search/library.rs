//! An index in memory, and a reader of it that counts its requests.

use frontpage_search::build::Document;
use frontpage_search::tiers::{self, Entry, Index};
use frontpage_search::{
    Card, Day, FileName, Found, Language, Manifest, Order, Query, ReadError, Searcher, Step,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

/// What an update reads and writes.
struct Shelf<'a> {
    documents: BTreeMap<u64, &'a Document>,
    files: RefCell<BTreeMap<FileName, Vec<u8>>>,
    written: RefCell<Vec<FileName>>,
}

impl tiers::Library for Shelf<'_> {
    fn load(&self, entry: &Entry) -> io::Result<Document> {
        Ok(self.documents[&entry.key].clone())
    }

    fn write(&self, name: FileName, bytes: Vec<u8>) -> io::Result<()> {
        self.written.borrow_mut().push(name);
        let before = self.files.borrow_mut().insert(name, bytes.clone());
        assert!(
            before.is_none_or(|before| before == bytes),
            "{name} changed"
        );
        Ok(())
    }

    fn read(&self, name: FileName) -> io::Result<Vec<u8>> {
        Ok(self.files.borrow()[&name].clone())
    }
}

/// The files of an index, with what the publisher keeps.
#[derive(Default)]
pub struct Library {
    pub index: Index,
    pub files: BTreeMap<FileName, Vec<u8>>,
    /// The files of the last update.
    pub written: Vec<FileName>,
}

impl Library {
    /// An index of documents.
    pub fn of(documents: &[Document]) -> Self {
        let mut library = Self::default();
        library.update(documents);
        library
    }

    /// Brings the index up to date.
    pub fn update(&mut self, documents: &[Document]) {
        let folder = tempfile::tempdir().unwrap();
        let entries: Vec<Entry> = documents.iter().map(entry).collect();
        let shelf = Shelf {
            documents: entries
                .iter()
                .map(|entry| entry.key)
                .zip(documents)
                .collect(),
            files: RefCell::new(std::mem::take(&mut self.files)),
            written: RefCell::default(),
        };
        self.index.update(entries, folder.path(), &shelf).unwrap();
        self.files = shelf.files.into_inner();
        self.written = shelf.written.into_inner();
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 0, "temporary files are left");
        let index = Index::read(&self.index.write()).unwrap();
        assert!(index == self.index);
        for tier in &self.index.manifest.tiers {
            assert!(tier.files().all(|name| self.files.contains_key(&name)));
        }
    }

    /// A searcher that has the manifest only.
    pub fn searcher(&self) -> Searcher {
        Searcher::new(Manifest::read(&self.index.manifest.write()).unwrap())
    }

    /// Answers a query with a new searcher.
    pub fn ask(&self, query: &str) -> Found {
        let mut searcher = self.searcher();
        self.answer(&mut searcher, query, Order::Best).0
    }

    /// Answers a query. Returns the number of round trips as well.
    pub fn answer(&self, searcher: &mut Searcher, query: &str, order: Order) -> (Found, usize) {
        let query = Query::parse(query);
        for trips in 0..10 {
            match searcher.step(&query, order, 0..10) {
                Step::Done(found) => return (found, trips),
                Step::Fetch(names) => {
                    assert!(!names.is_empty());
                    for name in names {
                        let bytes = self.files.get(&name).map(Vec::as_slice);
                        let _: Result<(), ReadError> = searcher.give(name, bytes);
                    }
                }
            }
        }
        panic!("{query:?} never ends");
    }

    /// Returns the paths of the stories that a query finds.
    pub fn paths(&self, query: &str) -> Vec<String> {
        let hits = self.ask(query).hits;
        hits.into_iter().map(|hit| hit.card.path).collect()
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(14_695_981_039_346_656_037, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211)
    })
}

fn entry(document: &Document) -> Entry {
    Entry {
        published: i64::from(document.day.0) * 86_400,
        key: hash(&document.card.path),
        version: hash(&format!("{document:?}")),
    }
}

/// A story of a day.
pub fn story(path: &str, day: i32, headline: &str, body: &str) -> Document {
    Document {
        day: Day(day),
        language: Language::English,
        card: Card {
            path: path.to_owned(),
            headline: headline.to_owned(),
            ..Card::default()
        },
        labels: Vec::new(),
        body: vec![body.to_owned()],
        section: "us".to_owned(),
        tags: Vec::new(),
        authors: Vec::new(),
    }
}

/// Stories of words that occur in many or few of them.
pub fn archive(count: u32) -> Vec<Document> {
    (0..count)
        .map(|n| {
            let headline = format!("Council {} hears case {n}", ["north", "south"][n as usize % 2]);
            let body = format!(
                "The harbor wall of district d{} was mended. Witness w{n} spoke of number{} and of group{}. {}",
                n % 7,
                n / 10,
                n % 100,
                ["The old pier stood.", "Pier and old wall.", "Nothing stood."][n as usize % 3]
            );
            story(&format!("/{n}"), (n / 4) as i32, &headline, &body)
        })
        .collect()
}
