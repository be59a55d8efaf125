//! Tests of the list of today's edition, and of the service worker.

use super::edition::{newsroom, options};
use super::newsroom::{Newsroom, bytes};
use frontpage_pipeline::run;
use serde_json::{Value, json};

/// A newsroom whose readers can keep stories.
fn room() -> Newsroom {
    let room = newsroom();
    let settings = std::fs::read_to_string(room.path("content/site.toml")).unwrap();
    room.write(
        "content/site.toml",
        settings.replace("offline = false", "offline = true"),
    );
    room
}

fn list(room: &Newsroom) -> Value {
    let files = bytes(&room.path("out"));
    serde_json::from_slice(&files["today.json"]).unwrap()
}

#[test]
fn the_list_names_the_front_page_and_its_stories_with_their_sizes() {
    let room = room();
    run(&options(&room)).unwrap();
    let (list, files) = (list(&room), bytes(&room.path("out")));
    let mut total = 0;
    for (kind, extension) in [("pages", ""), ("pictures", ".webp"), ("app", "")] {
        let entries = list[kind].as_array().unwrap();
        assert!(!entries.is_empty(), "{kind}");
        for entry in entries {
            let (path, size) = (entry[0].as_str().unwrap(), entry[1].as_u64().unwrap());
            total += size;
            assert!(size > 0 && path.ends_with(extension), "{path}: {size}");
            if kind == "pages" {
                let file = if path == "/" { "/index" } else { path };
                assert!(
                    files.contains_key(&format!("{}.json", &file[1..])),
                    "{path}"
                );
                assert!(
                    files.contains_key(&format!("{}.html", &file[1..])),
                    "{path}"
                );
            } else {
                let plain = files[&path[1..]].len() as u64;
                assert!(size <= plain, "{path}: {size} of {plain}");
            }
        }
    }
    assert_eq!(list["bytes"], total);
    assert_eq!(list["pages"][0][0], "/");
    let pages = list["pages"].as_array().unwrap().len() as u64;
    assert_eq!(list["stories"], pages - 1);
}

#[test]
fn the_list_changes_with_its_stories_only() {
    let room = room();
    run(&options(&room)).unwrap();
    let before = list(&room);
    run(&options(&room)).unwrap();
    assert_eq!(list(&room), before);
    // A story of the front page is corrected.
    let path = before["pages"][1][0].as_str().unwrap().to_owned();
    let slug = path.rsplit('/').next().unwrap();
    let file = format!("content/stories/{slug}.json");
    let item = std::fs::read_to_string(room.path(&file)).unwrap();
    let mut item: Value = serde_json::from_str(&item).unwrap();
    item["headlines"] = json!([{ "role": "main", "value": "A corrected headline" }]);
    room.write(&file, item.to_string());
    run(&options(&room)).unwrap();
    assert_ne!(list(&room)["id"], before["id"]);
}

#[test]
fn a_newspaper_that_turns_it_off_publishes_a_worker_that_removes_itself() {
    let room = room();
    run(&options(&room)).unwrap();
    let files = bytes(&room.path("out"));
    assert_eq!(files["sw.js"], b"tools/sw.js");
    assert!(files.contains_key("saved.html"));

    let off = newsroom();
    run(&options(&off)).unwrap();
    let files = bytes(&off.path("out"));
    assert_eq!(files["sw.js"], b"tools/sw-off.js");
    for name in ["saved.html", "today.json"] {
        assert!(!files.contains_key(name), "{name}");
    }
}
