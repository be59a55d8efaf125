//! Tests of stories that were written on the editor's screen, and that nothing of it is published.

use super::edition::{app, options};
use super::newsroom::Newsroom;
use frontpage_pipeline::{Options, run};

/// A story in the form in which Sveltia CMS 0.221.1 writes one with the settings of `press admin`.
const STORY: &str = "---
title: 'Tide pools: \"open\" again at 7'
draft: false
section: world
date: 2025-02-18T11:45:00-08:00
description: The county reopened the pools.
authors:
  - world-desk
tags:
  - Water
  - Kern County
image: /media/pools.png
image_alt: Rocks with water between them
---

The first paragraph of the story.
";

#[test]
fn a_story_from_the_editors_screen_is_published_without_a_word() {
    let room = Newsroom::new();
    app(&room, "red");
    room.picture("pools.png", [0, 0, 255]);
    room.write(
        "content/stories/2025/02/tide-pools-open-again-at-7.md",
        STORY,
    );
    // A draft, as the screen writes it.
    let draft = STORY.replace("draft: false", "draft: true");
    room.write(
        "content/stories/2025/02/another.md",
        draft.replace("Tide", "Other"),
    );
    let strict = Options {
        strict: true,
        ..options(&room)
    };
    let outcome = run(&strict).unwrap();
    assert!(
        outcome.report.diagnostics.is_empty(),
        "{:?}",
        outcome.report.diagnostics
    );
    assert!(!outcome.stopped);
    let page = room
        .page("2025/02/18/tide-pools-open-again-at-7.json")
        .to_string();
    for part in [
        "Tide pools: \\\"open\\\" again at 7",
        "Rocks with water between them",
        "Kern County",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!room.has("2025/02/18/another.html"));
}

#[test]
fn nothing_of_the_editors_screen_is_published() {
    let room = Newsroom::new();
    app(&room, "red");
    room.write(
        "content/stories/2025/02/tide-pools.md",
        STORY.replace("image: /media/pools.png\n", ""),
    );
    let site = room.path("content/site.toml");
    let settings = std::fs::read_to_string(&site).unwrap();
    std::fs::write(
        &site,
        format!("{settings}\n[admin]\nbackend = \"gitlab\"\nrepository = \"desk/secret-name\"\naddress = \"https://git.example\"\n"),
    )
    .unwrap();
    run(&options(&room)).unwrap();
    let mut files = 0;
    for entry in walkdir::WalkDir::new(room.path("out")) {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(room.path("out")).unwrap();
        assert!(!name.to_string_lossy().contains("admin"), "{name:?}");
        if !entry.file_type().is_file() {
            continue;
        }
        files += 1;
        let bytes = std::fs::read(entry.path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for word in ["admin/", "sveltia", "secret-name", "git.example"] {
            assert!(!text.contains(word), "{word} is in {name:?}");
        }
    }
    assert!(files > 20, "{files}");
    // A change of the screen's settings does not make the pages change.
    std::fs::write(&site, settings).unwrap();
    let outcome = run(&options(&room)).unwrap();
    assert_eq!(
        outcome.changed.written.len(),
        0,
        "{:?}",
        outcome.changed.written
    );
}
