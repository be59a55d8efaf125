//! Tests of the search index that a publish writes.

use frontpage_pipeline::{Options, Outcome, run};
use frontpage_search::{Found, MANIFEST_PATH, Manifest, Order, Query, Searcher, Step};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SITE: &str = r#"
name = "The Post"
url = "https://post.example"
lang = "en-US"
time_zone = "America/Los_Angeles"
sections = [{ slug = "us", name = "U.S." }, { slug = "world", name = "World" }]
search = true
"#;

struct Newsroom {
    root: TempDir,
}

impl Newsroom {
    /// A newsroom with so many stories.
    fn of(stories: u32) -> Self {
        let root = tempfile::tempdir().unwrap();
        let room = Self { root };
        room.write("content/site.toml", SITE);
        for number in 0..stories {
            room.story(number, &format!("Council hears case {number}"));
        }
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn story(&self, number: u32, headline: &str) {
        let day = 1 + number / 20;
        let time = format!("2025-01-{day:02}T12:{:02}:00-08:00", number % 20);
        let body = format!("<p>Witness w{number} spoke of the <em>harbor</em> wall.</p>");
        let item = json!({
            "uri": format!("urn:{number}"),
            "type": "text",
            "version": "1",
            "firstCreated": time,
            "versionCreated": time,
            "pubStatus": "usable",
            "headlines": [{"role": "main", "value": headline}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": body}],
            "subjects": [
                {"rel": "section", "literal": "world"},
                {"rel": "tag", "literal": "mideast", "name": "MidEast"},
            ],
            "altIds": [{"role": "slug", "value": format!("s-{number}")}],
        });
        self.write(
            &format!("content/stories/s-{number}.json"),
            &item.to_string(),
        );
    }

    fn publish(&self) -> Outcome {
        let now = "2025-03-29T00:00:00Z".parse().unwrap();
        let options = Options::new(
            self.path("content"),
            self.path("out"),
            self.path("cache"),
            now,
        );
        run(&options).unwrap()
    }

    /// The files of the index in the site.
    fn index(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let out = self.path("out");
        collect(&out.join("assets/search"), &out, &mut files);
        files
    }

    /// Answers a query from the site alone.
    fn ask(&self, query: &str) -> Found {
        let out = self.path("out");
        let manifest = std::fs::read(out.join(MANIFEST_PATH)).unwrap();
        let mut searcher = Searcher::new(Manifest::read(&manifest).unwrap());
        let query = Query::parse(query);
        loop {
            match searcher.step(&query, Order::Best, 0..10) {
                Step::Done(found) => {
                    assert_eq!(found.unreadable, []);
                    return found;
                }
                Step::Fetch(names) => {
                    for name in names {
                        let bytes = std::fs::read(out.join(name.to_string())).ok();
                        searcher.give(name, bytes.as_deref()).unwrap();
                    }
                }
            }
        }
    }

    fn headlines(&self, query: &str) -> Vec<String> {
        let hits = self.ask(query).hits.into_iter();
        hits.map(|hit| hit.card.headline).collect()
    }
}

fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, root, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

#[test]
fn what_is_published_is_found_and_what_is_withdrawn_is_not() {
    let room = Newsroom::of(300);
    let outcome = room.publish();
    assert_eq!(outcome.report.diagnostics, []);
    assert_eq!(room.headlines("w7 "), ["Council hears case 7"]);
    assert_eq!(
        room.headlines("\"w299 spoke of the harbor\""),
        ["Council hears case 299"]
    );
    assert_eq!(room.ask("harbor").total, 300);
    assert_eq!(room.ask("harbor tag:mideast after:2025-01-15").total, 20);
    let before = room.index();

    // Nothing new: nothing is written.
    assert_eq!(room.publish().produced, 0);
    assert!(room.index() == before);

    // One new story: few files.
    room.story(300, "Harbor master retires");
    room.publish();
    assert_eq!(room.headlines("harbor master"), ["Harbor master retires"]);
    let after = room.index();
    let written = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(*bytes));
    let written = written.count();
    assert!((1..40).contains(&written), "{written} files");

    // A story in an older tier is withdrawn: it is not found, and no file of the site names it.
    std::fs::remove_file(room.path("content/stories/s-7.json")).unwrap();
    room.publish();
    assert_eq!(room.headlines("w7 "), [""; 0]);
    let files = room.index();
    let headline = b"Council hears case 7\t";
    assert!(
        !files
            .values()
            .any(|bytes| bytes.windows(headline.len()).any(|part| part == headline))
    );

    // A corrected one is found by its new words alone.
    room.story(8, "Council corrects its minutes");
    room.publish();
    assert_eq!(
        room.headlines("corrects minutes"),
        ["Council corrects its minutes"]
    );
    assert_eq!(room.ask("w8 ").total, 1);

    // Without its cache, the index is built from nothing, and finds the same.
    std::fs::remove_dir_all(room.path("cache")).unwrap();
    room.publish();
    assert_eq!(
        room.headlines("corrects minutes"),
        ["Council corrects its minutes"]
    );
    assert_eq!(room.headlines("w7 "), [""; 0]);
    assert_eq!(room.ask("harbor").total, 300);

    // Turned off, nothing is left of it.
    room.write(
        "content/site.toml",
        &SITE.replace("search = true", "search = false"),
    );
    room.publish();
    assert!(room.index().is_empty());
    assert!(!room.path("out").join(MANIFEST_PATH).exists());
}
