//! Tests of what a publish reads, writes and removes after a change of the content.

use super::edition::{STYLE, app, newsroom, options, out, publish};
use super::newsroom::{Newsroom, SITE, bytes, files, lead};
use frontpage_base::step::Step;
use frontpage_pipeline::{Options, run};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

/// A hook for the steps of a publish that counts how often an item is read.
fn count_read(reads: &AtomicUsize, step: Step) -> std::io::Result<()> {
    reads.fetch_add(usize::from(step == Step::Read), Ordering::Relaxed);
    Ok(())
}

#[test]
fn a_story_is_read_once_for_its_page_and_all_its_feeds() {
    let room = Newsroom::new();
    app(&room, "red");
    let reads = AtomicUsize::new(0);
    let count = |step| count_read(&reads, step);
    let options = Options {
        step: Some(&count),
        ..options(&room)
    };
    let tags =
        ["Sea", "Hills", "Ships", "Wind", "Sand"].map(|name| json!({"rel": "tag", "name": name}));
    let subjects = [&[json!({"rel": "section", "literal": "world"})][..], &tags].concat();
    room.story("s-1", 1, json!({"subjects": subjects}));
    run(&options).unwrap();
    for feed in [
        "",
        "world/",
        "tag/sea/",
        "tag/hills/",
        "tag/ships/",
        "tag/wind/",
        "tag/sand/",
    ] {
        let feed = std::fs::read_to_string(room.path(&format!("out/{feed}feed.xml"))).unwrap();
        assert!(feed.contains("Body of s-1"), "{feed}");
    }
    // Finding out which item it is, parsing it, its page and its seven feeds share the text and the
    // article.
    assert_eq!(reads.swap(0, Ordering::Relaxed), 1);

    // Another story comes and goes. The page of this one stays, so it is read only for its feeds.
    room.wait_until_settled("content/stories/s-1.json");
    room.story("s-2", 2, json!({"subjects": subjects}));
    run(&options).unwrap();
    reads.swap(0, Ordering::Relaxed);
    std::fs::remove_file(room.path("content/stories/s-2.json")).unwrap();
    run(&options).unwrap();
    assert_eq!(reads.swap(0, Ordering::Relaxed), 1);
}

#[test]
fn a_story_is_read_once_for_its_page_and_the_search() {
    let room = Newsroom::new();
    let site = SITE.replace("search = false", "search = true");
    room.write("content/site.toml", site);
    app(&room, "red");
    let reads = AtomicUsize::new(0);
    let count = |step| count_read(&reads, step);
    let options = Options {
        step: Some(&count),
        ..options(&room)
    };
    for number in 1..4 {
        room.story(&format!("s-{number}"), number, json!({}));
    }
    run(&options).unwrap();
    assert!(room.path("out/search-index.bin").exists());
    assert_eq!(reads.into_inner(), 3);
}

#[test]
fn republishing_writes_nothing_and_another_folder_gets_the_same_bytes() {
    let room = newsroom();
    publish(&room);
    let outcome = publish(&room);
    assert_eq!((outcome.produced, outcome.changed.written.len()), (0, 0));
    let elsewhere = Options {
        out: room.path("other/out"),
        cache: room.path("other/cache"),
        ..options(&room)
    };
    run(&elsewhere).unwrap();
    assert!(bytes(&room.path("other/out")) == out(&room));
}

#[test]
fn correcting_an_old_story_changes_only_its_files_and_the_sitemaps() {
    let room = newsroom();
    publish(&room);
    let subjects = json!([{"rel": "section", "literal": "world"}, {"rel": "tag", "name": "Sea"}]);
    let changes = json!({
        "subjects": subjects, "associations": lead("media/a.png"),
        "bodies": [{"value": "<p>Put right.</p>"}],
        "versionCreated": "2025-01-31T12:00:00-08:00",
    });
    room.story("s-0", 1, changes);
    let outcome = publish(&room);
    let written = outcome.changed.written.iter();
    let written: Vec<&str> = written
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    assert_eq!(
        written,
        [
            "2025/01/01/s-0.html",
            "2025/01/01/s-0.json",
            "sitemap.xml",
            "sitemaps/2025-01.xml",
            "sitemaps/pages.xml"
        ]
    );
}

#[test]
fn changing_a_rail_renders_no_article() {
    let room = newsroom();
    publish(&room);
    room.story(
        "newest",
        28,
        json!({"firstCreated": "2025-02-01T12:00:00Z"}),
    );
    let outcome = publish(&room);
    let written = &outcome.changed.written;
    assert!(written.contains("popular.json"), "{written:?}");
    let articles = written.iter().filter(|name| name.starts_with("2025/"));
    let articles: BTreeSet<&str> = articles.filter_map(|name| name.split('.').next()).collect();
    assert_eq!(
        articles.into_iter().collect::<Vec<_>>(),
        ["2025/02/01/newest"]
    );
}

#[test]
fn assets_of_the_previous_release_stay_for_thirty_days() {
    let room = newsroom();
    publish(&room);
    let assets = |room: &Newsroom| -> BTreeSet<String> {
        let files = out(room).into_keys();
        files
            .filter(|name| name.starts_with("assets/main-") && name.ends_with(".css"))
            .collect()
    };
    let old = assets(&room);
    assert_eq!(old.len(), 1);
    room.write("dist/main-1.css", format!("{STYLE} a{{color:blue}}"));
    publish(&room);
    assert_eq!(assets(&room).len(), 2);
    let on = |day: &str| {
        run(&Options {
            now: day.parse().unwrap(),
            ..options(&room)
        })
        .unwrap();
        assets(&room)
    };
    assert_eq!(on("2025-04-27T00:00:00Z").len(), 2);
    let left = on("2025-04-29T00:00:00Z");
    assert_eq!(left.len(), 1);
    assert!(left.is_disjoint(&old));
}

#[test]
fn republishing_writes_and_decodes_nothing() {
    let room = Newsroom::new();
    room.picture("a.png", [1, 2, 3]);
    for day in 1..10 {
        room.story(
            &format!("s-{day}"),
            day,
            json!({"associations": lead("media/a.png")}),
        );
    }
    let first = room.build();
    assert_eq!(first.images_made, 1);
    let (before, cache) = (room.output_files(), files(&room.path("cache/media")));
    let again = room.build();
    assert_eq!((again.images_made, again.images_reused), (0, 1));
    assert!(again.changed.written.is_empty() && again.changed.removed.is_empty());
    assert_eq!(again.changed.unchanged, before.len());
    assert_eq!(room.output_files(), before);
    assert_eq!(files(&room.path("cache/media")), cache);
    // A publish into another folder on another day gives the same bytes.
    let elsewhere = Options {
        out: room.path("other"),
        now: "2031-01-01T00:00:00Z".parse().unwrap(),
        ..room.options()
    };
    run(&elsewhere).unwrap();
    let bytes = |files: BTreeMap<String, (Vec<u8>, SystemTime)>| -> BTreeMap<String, Vec<u8>> {
        files
            .into_iter()
            .map(|(name, (bytes, _))| (name, bytes))
            .collect()
    };
    assert_eq!(bytes(files(&room.path("other"))), bytes(before));
}

#[test]
fn a_change_rewrites_only_the_affected_pages() {
    let room = Newsroom::new();
    for n in 1..=48 {
        room.story(&format!("s-{n}"), 1 + (n - 1) % 28, json!({}));
    }
    room.build();
    let before = room.output_files();
    // The body is not on any other page.
    room.story(
        "s-3",
        3,
        json!({"bodies": [{"contentType": "text/html", "value": "<p>new</p>"}]}),
    );
    let outcome = room.build();
    assert_eq!(outcome.changed.written, ["2025/01/03/s-3.json"]);
    let changed = |before: &BTreeMap<String, (Vec<u8>, SystemTime)>| -> Vec<String> {
        let after = room.output_files();
        after
            .iter()
            .filter(|(name, file)| before.get(*name) != Some(*file))
            .map(|(n, _)| n.clone())
            .collect()
    };
    assert_eq!(changed(&before), ["2025/01/03/s-3.json"]);
    // A new story does not change the first two numbered pages, which are full. It is the first of its day,
    // so it changes the calendars and the edition before it, too, but no older one.
    let before = room.output_files();
    room.story("new", 29, json!({}));
    room.build();
    assert_eq!(
        changed(&before),
        [
            "2025/01/29/new.json",
            "edition.json",
            "edition/2025.json",
            "edition/2025/01.json",
            "edition/2025/01/28.json",
            "edition/2025/01/29.json",
            "index.json",
            "popular.json",
            "world.json",
            "world/2025/01.json",
            "world/3.json"
        ]
    );
}

#[test]
fn deleting_a_story_removes_its_files_and_nothing_else() {
    let room = Newsroom::new();
    room.picture("a.png", [1, 2, 3]);
    room.story("stays", 5, json!({}));
    room.story("goes", 6, json!({"associations": lead("media/a.png")}));
    room.write("out/index.html", "someone else's");
    room.write("out/media/theirs.png", "someone else's");
    room.write("out/2025/01/06/theirs.json", "someone else's");
    room.build();
    let media = |room: &Newsroom| {
        room.output_files()
            .keys()
            .filter(|n| n.starts_with("media/"))
            .count()
    };
    assert_eq!(media(&room), 3);
    std::fs::remove_file(room.path("content/stories/goes.json")).unwrap();
    let outcome = room.build();
    assert_eq!(outcome.changed.removed.len(), 4);
    assert!(!room.has("2025/01/06/goes.json"));
    assert!(!room.has("edition/2025/01/06.json"));
    assert_eq!(media(&room), 1);
    for theirs in ["index.html", "media/theirs.png", "2025/01/06/theirs.json"] {
        assert!(room.has(theirs), "{theirs}");
    }
    // Another program has replaced one of press's files.
    room.write("out/2025/01/05/stays.json", "theirs now");
    std::fs::remove_file(room.path("content/stories/stays.json")).unwrap();
    room.build();
    assert!(room.has("2025/01/05/stays.json"));
    // No temporary file is left behind.
    assert!(
        room.output_files()
            .keys()
            .all(|name| !name.ends_with(".tmp"))
    );
}
