//! Tests that publishing again gives the same site as a first publish.

use super::newsroom::{Files, Newsroom, bytes, lead};
use frontpage_pipeline::{Options, Outcome, run};
use serde_json::json;

/// Returns the site that a first publish into another folder produces.
fn first_publish(room: &Newsroom, name: &str) -> Files {
    let options = Options {
        out: room.path(name),
        cache: room.path(&format!("{name}-cache")),
        ..room.options()
    };
    run(&options).unwrap();
    bytes(&room.path(name))
}

/// An edit of the content.
type Edit = fn(&Newsroom);

const EDITS: [(&str, Edit); 9] = [
    ("a body", |room| {
        room.story("s-3", 3, json!({"bodies": [{"value": "<p>new</p>"}]}));
    }),
    ("a headline", |room| {
        room.story("s-4", 4, json!({"headlines": [{"value": "new"}]}));
    }),
    ("a new story", |room| room.story("s-40", 27, json!({}))),
    ("another section", |room| {
        let subjects = json!([{"rel": "section", "literal": "us"}]);
        room.story("s-5", 5, json!({"subjects": subjects}));
    }),
    ("tags", |room| {
        let tag = |name: &str| json!({"rel": "tag", "name": name});
        let section = json!({"rel": "section", "literal": "world"});
        for day in 6..15 {
            let subjects = json!([section, tag("Sea"), tag("Harbor")]);
            room.story(&format!("s-{day}"), day, json!({"subjects": subjects}));
        }
    }),
    ("a picture", |room| {
        room.picture("a.png", [9, 9, 9]);
        room.story("s-7", 7, json!({"associations": lead("media/a.png")}));
    }),
    ("another picture under the same name", |room| {
        room.picture("a.png", [90, 9, 9]);
    }),
    ("a story withdrawn", |room| {
        room.story("s-8", 8, json!({"pubStatus": "canceled"}));
    }),
    ("a story gone", |room| {
        std::fs::remove_file(room.path("content/stories/s-9.json")).unwrap();
    }),
];

#[test]
fn after_any_edit_the_site_equals_a_first_publish() {
    let room = Newsroom::new();
    for day in 1..=25 {
        room.story(&format!("s-{day}"), day, json!({}));
    }
    room.build();
    for (at, (what, edit)) in EDITS.iter().enumerate() {
        edit(&room);
        let before = bytes(&room.path("out"));
        let outcome = room.build();
        let after = bytes(&room.path("out"));
        assert!(
            after == first_publish(&room, &format!("first-{at}")),
            "{what}"
        );
        assert_ne!(before, after, "{what}");
        check_reported_changes(&before, &after, &outcome);
    }
}

/// Checks that the reported changes of a publish are exactly the files that changed.
pub fn check_reported_changes(before: &Files, after: &Files, outcome: &Outcome) {
    let written = after
        .iter()
        .filter(|(name, now)| before.get(*name) != Some(*now));
    let written: Vec<&String> = written.map(|(name, _)| name).collect();
    let removed: Vec<&String> = before.keys().filter(|n| !after.contains_key(*n)).collect();
    assert_eq!(outcome.changed.written.iter().collect::<Vec<_>>(), written);
    assert_eq!(outcome.changed.removed.iter().collect::<Vec<_>>(), removed);
    assert_eq!(outcome.changed.unchanged, after.len() - written.len());
}

#[test]
fn the_list_of_changes_is_written_to_a_file() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.build();
    room.story("s-1", 1, json!({"bodies": [{"value": "<p>new</p>"}]}));
    room.build();
    let list = std::fs::read_to_string(room.path("cache/changed.txt")).unwrap();
    assert_eq!(list, "written 2025/01/01/s-1.json\n");
    std::fs::remove_file(room.path("content/stories/s-1.json")).unwrap();
    let elsewhere = room.path("lists/purge.txt");
    run(&Options {
        changed: Some(elsewhere.clone()),
        ..room.options()
    })
    .unwrap();
    let list = std::fs::read_to_string(elsewhere).unwrap();
    assert!(list.contains("removed 2025/01/01/s-1.json\n"), "{list}");
    assert!(list.contains("written index.json\n"), "{list}");
}

#[test]
fn an_unwritable_list_is_reported_and_its_changes_are_in_the_next_one() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.story("s-2", 2, json!({}));
    room.build();
    let before = bytes(&room.path("out"));
    room.write("in-the-way", "a file");
    let to = |list: &str| Options {
        changed: Some(room.path(list)),
        ..room.options()
    };
    std::fs::remove_file(room.path("content/stories/s-1.json")).unwrap();
    for _ in 0..2 {
        let outcome = run(&to("in-the-way/purge.txt")).unwrap();
        let message = outcome.changes_list_error.unwrap().to_string();
        assert!(message.contains("in-the-way/purge.txt: "), "{message}");
        assert!(message.contains("--changed"), "{message}");
        // The site is published nevertheless.
        assert!(!room.has("2025/01/01/s-1.json"));
        room.story("s-3", 3, json!({}));
    }
    room.story("s-4", 4, json!({}));
    let outcome = run(&to("purge.txt")).unwrap();
    assert!(outcome.changes_list_error.is_none());
    check_reported_changes(&before, &bytes(&room.path("out")), &outcome);
    let list = std::fs::read_to_string(room.path("purge.txt")).unwrap();
    for line in [
        "removed 2025/01/01/s-1.json",
        "written 2025/01/03/s-3.json",
        "written 2025/01/04/s-4.json",
    ] {
        assert!(list.lines().any(|there| there == line), "{line}: {list}");
    }
    // Changes that have been listed are not listed again.
    assert_eq!(room.build().changed.written, [""; 0]);
}

#[test]
fn files_removed_from_the_output_are_restored() {
    let room = Newsroom::new();
    for day in 1..=5 {
        room.story(&format!("s-{day}"), day, json!({}));
    }
    room.build();
    let whole = bytes(&room.path("out"));
    std::fs::remove_file(room.path("out/2025/01/03/s-3.json")).unwrap();
    let outcome = room.build();
    assert_eq!(outcome.changed.written, ["2025/01/03/s-3.json"]);
    assert!(bytes(&room.path("out")) == whole);
    std::fs::remove_dir_all(room.path("out")).unwrap();
    room.build();
    assert!(bytes(&room.path("out")) == whole);
}

#[test]
fn a_lost_or_corrupt_cache_does_not_change_the_site() {
    let room = Newsroom::new();
    room.picture("a.png", [9, 9, 9]);
    for day in 1..=5 {
        let picture = json!({"associations": lead("media/a.png")});
        room.story(&format!("s-{day}"), day, picture);
    }
    room.build();
    let whole = bytes(&room.path("out"));
    for name in ["index.bin", "pictures.bin"] {
        let file = room.path("cache").join(name);
        let mut broken = std::fs::read(&file).unwrap();
        let middle = broken.len() / 2;
        broken[middle] ^= 1;
        for bytes in [broken, Vec::new()] {
            std::fs::write(&file, bytes).unwrap();
            let outcome = room.build();
            assert!(outcome.changed.written.is_empty(), "{name}");
        }
    }
    std::fs::remove_dir_all(room.path("cache")).unwrap();
    let outcome = room.build();
    assert_eq!(outcome.images_made, 1);
    assert!(outcome.changed.written.is_empty());
    assert!(bytes(&room.path("out")) == whole);
}
