//! Tests of a process that dies at any step of a publish.

use super::newsroom::{Files, Newsroom, bytes, two_editions};
use frontpage_base::step::Step;
use frontpage_pipeline::App;
use frontpage_pipeline::{Options, run};
use serde_json::json;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Environment variables of the child process: the folder of its newsroom, and the step at which to
/// abort.
const ROOM: &str = "PRESS_TEST_ROOM";
const STEP: &str = "PRESS_TEST_STEP";

/// The child process that aborts: the test program itself, started again with its variables set.
/// Without them this test does nothing.
#[test]
fn crashing_child() {
    let (Ok(room), Ok(step)) = (std::env::var(ROOM), std::env::var(STEP)) else {
        return;
    };
    let step: usize = step.parse().unwrap();
    let count = AtomicUsize::new(0);
    let die = |now: Step| {
        // Reads change nothing, so they are not counted.
        if now != Step::Read && count.fetch_add(1, Ordering::Relaxed) == step {
            // Abort without any cleanup.
            std::process::abort();
        }
        Ok(())
    };
    let room = Path::new(&room);
    let dist = room.join("dist");
    let app = dist.exists().then(|| App {
        dist,
        public: room.join("public"),
        prerender: frontpage_render::prerender,
    });
    let now = super::newsroom::NOW.parse().unwrap();
    run(&Options {
        step: Some(&die),
        app,
        ..Options::new(
            room.join("content"),
            room.join("out"),
            room.join("cache"),
            now,
        )
    })
    .unwrap();
}

/// Publishes in a child process that aborts at `step`. Returns whether it finished because there
/// are not that many steps.
pub fn publish_and_crash(room: &Newsroom, step: usize) -> bool {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crashes::crashing_child", "--test-threads", "1"])
        .env(ROOM, room.path(""))
        .env(STEP, step.to_string())
        .env("RUST_BACKTRACE", "0")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

#[test]
fn a_crash_at_any_step_leaves_a_working_site_and_the_next_run_finishes() {
    let (old, new) = two_editions(&Newsroom::new());
    let mut step = 0;
    loop {
        let room = Newsroom::new();
        two_editions(&room);
        let ended = publish_and_crash(&room, step);
        let site = bytes(&room.path("out"));
        if ended {
            assert!(site == new);
            break;
        }
        check_consistent(&site, &old, &new, step);
        let outcome = room.build();
        assert!(bytes(&room.path("out")) == new, "step {step}");
        assert!(!room.path(".out.press/staging").exists());
        assert!(!room.path(".out.press/journal.bin").exists());
        // The list of changes includes those of the crashed publish, so that a purge misses
        // nothing.
        super::republish::check_reported_changes(&old, &new, &outcome);
        let lines = outcome.changed.written.len() + outcome.changed.removed.len();
        let list = std::fs::read_to_string(room.path("cache/changed.txt")).unwrap();
        assert_eq!(list.lines().count(), lines, "step {step}");
        // Nothing is left to do.
        assert!(room.build().changed.written.is_empty(), "step {step}");
        step += 1;
    }
    assert!(step > 12, "only {step} steps");
}

/// A function that removes something from the output.
type Remove = fn(&Newsroom);

#[test]
fn files_removed_after_a_crash_are_rebuilt() {
    let remove: [(&str, Remove); 3] = [
        ("the site", |room| {
            std::fs::remove_dir_all(room.path("out")).unwrap();
        }),
        ("a file that was to change", |room| {
            drop(std::fs::remove_file(room.path("out/2025/01/02/s-2.json")));
        }),
        ("a file that was to stay", |room| {
            std::fs::remove_file(room.path("out/us.json")).unwrap();
        }),
    ];
    let (_, new) = two_editions(&Newsroom::new());
    // Before the journal is written, the site is like any other, so these steps are skipped.
    let mut journaled = 0;
    for (what, remove) in remove {
        let mut step = journaled;
        loop {
            let room = Newsroom::new();
            two_editions(&room);
            if publish_and_crash(&room, step) {
                break;
            }
            if room.path(".out.press/journal.bin").exists() {
                remove(&room);
                room.build();
                assert!(bytes(&room.path("out")) == new, "{what}, step {step}");
                assert!(!room.path(".out.press/journal.bin").exists());
                let again = room.build();
                assert!(again.changed.written.is_empty(), "{what}, step {step}");
            } else {
                journaled = step + 1;
            }
            step += 1;
        }
        assert!(step > journaled + 8, "only {} steps", step - journaled);
    }
}

/// Checks that every file is complete, either old or new, and that pictures are placed before the
/// pages that need them.
fn check_consistent(site: &Files, old: &Files, new: &Files, step: usize) {
    for (name, bytes) in site {
        let known = old.get(name) == Some(bytes) || new.get(name) == Some(bytes);
        assert!(known, "step {step}: {name} is neither old nor new");
    }
    for name in old.keys().filter(|name| new.contains_key(*name)) {
        assert!(site.contains_key(name), "step {step}: {name} is missing");
    }
    let is_new = |name: &String| site.get(name) == new.get(name);
    let changed = |name: &&String| new.get(*name) != old.get(*name);
    let pages_begun = new.keys().filter(changed).any(|name| {
        let page = name.ends_with(".html") || name.ends_with(".json");
        page && is_new(name)
    });
    if pages_begun {
        for name in new.keys().filter(|name| name.starts_with("media/")) {
            assert!(is_new(name), "step {step}: {name} is placed after a page");
        }
    }
}

#[test]
fn changes_of_a_crashed_publish_are_listed_even_after_a_failed_run() {
    let (old, new) = two_editions(&Newsroom::new());
    let mut step = 0;
    let mut journaled = 0;
    loop {
        let room = Newsroom::new();
        two_editions(&room);
        if publish_and_crash(&room, step) {
            break;
        }
        if room.path(".out.press/journal.bin").exists() {
            journaled += 1;
            // The run completes the crashed publish, and then finds no disk space for the new
            // story.
            room.story("s-9", 9, json!({}));
            let full = |step: Step| match step {
                Step::Stage => Err(std::io::ErrorKind::StorageFull.into()),
                _ => Ok(()),
            };
            let options = Options {
                step: Some(&full),
                ..room.options()
            };
            run(&options).unwrap_err();
            assert!(!room.path(".out.press/journal.bin").exists());
            std::fs::remove_file(room.path("content/stories/s-9.json")).unwrap();
            super::republish::check_reported_changes(&old, &new, &room.build());
            assert_eq!(room.build().changed.written, [""; 0]);
        }
        step += 1;
    }
    assert!(journaled > 8, "only {journaled} steps");
}
