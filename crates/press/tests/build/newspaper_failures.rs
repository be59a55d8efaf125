//! Tests of a whole newspaper under failures: its pages, precompressed copies, feeds and sitemaps,
//! and the order in which they are placed.

use super::crashes::publish_and_crash;
use super::edition::{app, options};
use super::newsroom::{Files, Newsroom, bytes, editions};
use frontpage_base::step::Step;
use frontpage_pipeline::{Options, run};
use serde_json::json;
use std::io::{Error, ErrorKind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A published newspaper and a prepared second edition with another release of the app: the site as
/// published, and as the second edition should become.
struct Editions {
    room: Newsroom,
    old: Files,
    new: Files,
}

impl Editions {
    fn new() -> Self {
        let room = Newsroom::new();
        app(&room, "red");
        let (old, mut new) = editions(&room, &options(&room), || app(&room, "blue"));
        // The assets of the previous release stay for a while.
        let assets = old.iter().filter(|(name, _)| name.starts_with("assets/"));
        for (name, bytes) in assets {
            new.entry(name.clone()).or_insert_with(|| bytes.clone());
        }
        Self { room, old, new }
    }

    /// Returns another newsroom with the same files.
    fn copy(&self) -> Newsroom {
        let room = Newsroom::new();
        for folder in ["content", "dist", "public", "out", ".out.press"] {
            for (name, bytes) in bytes(&self.room.path(folder)) {
                room.write(&format!("{folder}/{name}"), bytes);
            }
        }
        room
    }

    /// Returns the numbers of the steps of the second edition to test: the first of each kind, and
    /// a sample of the others.
    fn steps(&self) -> Vec<usize> {
        let room = self.copy();
        let steps = Mutex::new(Vec::new());
        let note = |step: Step| {
            if step != Step::Read {
                steps.lock().unwrap().push(step);
            }
            Ok(())
        };
        run(&Options {
            step: Some(&note),
            ..options(&room)
        })
        .unwrap();
        let steps = steps.into_inner().unwrap();
        let places = steps.iter().filter(|step| **step == Step::Place).count();
        assert!(places > 60, "only {places} files");
        let first = |at: usize| at == 0 || steps[at - 1] != steps[at];
        let is_sampled = |at: usize| at.is_multiple_of(steps.len() / 8);
        (0..steps.len())
            .filter(|at| first(*at) || is_sampled(*at))
            .collect()
    }

    /// Checks that every file is complete, either old or new, and that files are placed in the
    /// order of [`stage_of`].
    fn check_consistent(&self, site: &Files, at: &str) {
        for (name, bytes) in site {
            let known = self.old.get(name) == Some(bytes) || self.new.get(name) == Some(bytes);
            assert!(known, "{at}: {name} is neither old nor new");
        }
        for name in self.old.keys().filter(|name| self.new.contains_key(*name)) {
            assert!(site.contains_key(name), "{at}: {name} is missing");
        }
        let changed = self
            .new
            .iter()
            .filter(|(name, new)| self.old.get(*name) != Some(*new));
        let (placed, open): (Vec<_>, Vec<_>) =
            changed.partition(|(name, new)| site.get(*name) == Some(*new));
        let last = placed.iter().max_by_key(|(name, _)| stage_of(name));
        let first = open.iter().min_by_key(|(name, _)| stage_of(name));
        if let (Some((last, _)), Some((first, _))) = (last, first) {
            assert!(
                stage_of(last) <= stage_of(first),
                "{at}: {last} is placed before {first}"
            );
        }
    }
}

/// Returns the stage in which a file must be placed: 0 for what pages need, 1 for data, 2 for
/// pages, 3 for what leads to pages.
fn stage_of(name: &str) -> usize {
    let plain = name
        .strip_suffix(".br")
        .or(name.strip_suffix(".gz"))
        .unwrap_or(name);
    let file = plain.rsplit('/').next().unwrap();
    if name.starts_with("assets/") || name.starts_with("media/") {
        0
    } else if file.starts_with("feed.")
        || file.starts_with("sitemap")
        || name.starts_with("sitemaps/")
    {
        3
    } else if file.ends_with(".html") {
        2
    } else {
        1
    }
}

#[test]
fn assets_are_placed_before_pages_and_feeds_after_them() {
    let editions = Editions::new();
    // Files of every stage change.
    let counts: Vec<usize> = (0..4)
        .map(|stage| {
            let changed = editions
                .new
                .iter()
                .filter(|(name, new)| editions.old.get(*name) != Some(*new));
            changed.filter(|(name, _)| stage_of(name) == stage).count()
        })
        .collect();
    assert!(counts.iter().all(|count| *count >= 6), "{counts:?}");
    for name in [
        "feed.xml",
        "feed.atom",
        "feed.json",
        "feed.atom.br",
        "world/feed.atom.gz",
    ] {
        assert_ne!(editions.old[name], editions.new[name], "{name}");
    }
    let count = AtomicUsize::new(0);
    let out = editions.room.path("out");
    let look = |step: Step| {
        if matches!(step, Step::Place | Step::Remove | Step::Placed) {
            let at = count.fetch_add(1, Ordering::Relaxed);
            editions.check_consistent(&bytes(&out), &format!("file {at}"));
        }
        Ok(())
    };
    run(&Options {
        step: Some(&look),
        ..options(&editions.room)
    })
    .unwrap();
    assert!(bytes(&out) == editions.new);
    assert!(count.into_inner() > 60);
}

#[test]
fn a_killed_publish_is_finished_by_the_next_run() {
    let editions = Editions::new();
    for step in editions.steps() {
        let room = editions.copy();
        assert!(!publish_and_crash(&room, step), "step {step}");
        editions.check_consistent(&bytes(&room.path("out")), &format!("step {step}"));
        run(&options(&room)).unwrap();
        assert!(bytes(&room.path("out")) == editions.new, "step {step}");
        assert!(!room.path(".out.press/staging").exists());
        assert!(!room.path(".out.press/journal.bin").exists());
    }
}

#[test]
fn a_full_disk_keeps_the_old_site_or_the_next_run_finishes() {
    let editions = Editions::new();
    for full_from in editions.steps() {
        let room = editions.copy();
        let count = AtomicUsize::new(0);
        let full = |step: Step| {
            let writes = step != Step::Read;
            match count.fetch_add(usize::from(writes), Ordering::Relaxed) {
                at if writes && at >= full_from => Err(Error::from(ErrorKind::StorageFull)),
                _ => Ok(()),
            }
        };
        let message = run(&Options {
            step: Some(&full),
            ..options(&room)
        });
        let message = message.unwrap_err().to_string();
        assert!(message.contains("make room and publish again"), "{message}");
        let site = bytes(&room.path("out"));
        if message.contains("only partly in place") {
            editions.check_consistent(&site, &format!("step {full_from}"));
        } else {
            assert!(site == editions.old, "step {full_from}: {message}");
        }
        run(&options(&room)).unwrap();
        assert!(bytes(&room.path("out")) == editions.new, "step {full_from}");
    }
}

#[test]
fn a_broken_story_stays_in_rebuilt_feeds_and_pages() {
    let room = Newsroom::new();
    app(&room, "red");
    for day in 1..=3 {
        room.story(&format!("s-{day}"), day, json!({}));
    }
    run(&options(&room)).unwrap();
    let item = "content/stories/s-2.json";
    let whole = std::fs::read(room.path(item)).unwrap();
    room.write(item, "{\"uri\" cut");
    // Every page is rendered again, and every feed has a new story.
    app(&room, "blue");
    room.story("s-4", 4, json!({}));
    let outcome = run(&options(&room)).unwrap();
    assert_eq!(outcome.report.warnings(), 1);
    let text = |name: &str| String::from_utf8(bytes(&room.path("out"))[name].clone()).unwrap();
    for name in ["feed.xml", "feed.atom", "feed.json", "world/feed.xml"] {
        for words in ["Headline of s-4", "Body of s-2"] {
            assert!(text(name).contains(words), "{name}: {words}");
        }
    }
    let page = text("2025/01/02/s-2.html");
    let style = bytes(&room.path("out"));
    let style = style.keys().filter(|name| name.starts_with("assets/main-"));
    assert_eq!(style.clone().filter(|name| page.contains(*name)).count(), 1);
    assert!(page.contains("Body of s-2"));
    // Publishing again changes nothing.
    assert_eq!(run(&options(&room)).unwrap().changed.written, [""; 0]);
    // When the file is repaired, the site equals that of a first publish.
    room.write(item, whole);
    run(&options(&room)).unwrap();
    let first_publish = Options {
        out: room.path("first"),
        cache: room.path("first-cache"),
        ..options(&room)
    };
    run(&first_publish).unwrap();
    let mut site = bytes(&room.path("out"));
    let expected = bytes(&room.path("first"));
    // The assets of the previous release stay for a while.
    site.retain(|name, _| !name.starts_with("assets/") || expected.contains_key(name));
    assert!(site == expected);
}
