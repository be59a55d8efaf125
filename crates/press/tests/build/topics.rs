//! Tests of the files for combining and following tags.

use super::edition::{app, options, publish};
use super::newsroom::Newsroom;
use frontpage_pipeline::{Outcome, run};
use serde_json::{Value, json};

/// Writes a story with these tags.
fn story(room: &Newsroom, slug: &str, day: u32, tags: &[&str]) {
    let mut subjects = vec![json!({"rel": "section", "literal": "world"})];
    subjects.extend(tags.iter().map(|tag| json!({"rel": "tag", "name": tag})));
    room.story(slug, day, json!({"subjects": subjects}));
}

fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    app(&room, "red");
    for (day, (slug, tags)) in (1..).zip([
        ("a", &["Sea", "Hills"][..]),
        ("b", &["Sea", "Hills"]),
        ("c", &["Sea", "Sky"]),
        ("d", &["Hills"]),
        ("e", &["<b>&\u{202e}"]),
    ]) {
        story(&room, slug, day, tags);
    }
    room
}

fn read(room: &Newsroom, path: &str) -> Vec<u8> {
    std::fs::read(room.path("out").join(path)).unwrap()
}

fn read_json(room: &Newsroom, path: &str) -> Value {
    serde_json::from_slice(&read(room, path)).unwrap()
}

/// Returns the number of a tag's stories, and the numbers in its list.
fn list(room: &Newsroom, tag: &str) -> (u64, Vec<u64>) {
    let bytes = read(room, &format!("tag/{tag}.bin"));
    assert_eq!(bytes.len() % 6, 0);
    let number = |bytes: &[u8]| bytes.iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
    let numbers: Vec<u64> = bytes.chunks(6).map(number).collect();
    (numbers[0], numbers[1..].to_vec())
}

fn changed(outcome: &Outcome) -> Vec<String> {
    outcome.changed.written.iter().map(str::to_owned).collect()
}

#[test]
fn lists_have_the_same_numbers_for_the_same_stories() {
    let room = newsroom();
    publish(&room);
    let ((seas, sea), (hills, hill)) = (list(&room, "sea"), list(&room, "hills"));
    assert_eq!((seas, sea.len(), hills, hill.len()), (3, 3, 3, 3));
    // Newest first: c, b, a and d, b, a.
    assert_eq!(sea[1..], hill[1..]);
    assert_ne!(sea[0], hill[0]);
    assert_eq!(list(&room, "sky"), (1, vec![sea[0]]));
    let names = read_json(&room, "tag.json");
    assert_eq!(names[0], json!(["hills", "Hills", 3]));
    assert_eq!(names[1], json!(["sea", "Sea", 3]));
}

#[test]
fn the_most_used_pairs_are_pages() {
    let room = newsroom();
    publish(&room);
    let page = String::from_utf8(read(&room, "tag/hills+sea.html")).unwrap();
    assert!(
        page.contains("<h1 tabindex=\"-1\">Hills and Sea</h1>"),
        "{page}"
    );
    assert!(page.contains("noindex"));
    let stories = page.matches("class=\"tool__story\"").count();
    assert_eq!(stories, 2);
    // Tags with only one common story do not make a pair. All stories about the sky are about the sea.
    assert!(!room.has("tag/sea+sky.html"));
    let all = String::from_utf8(read(&room, "tag.html")).unwrap();
    for link in ["/tag/hills+sea", "/tag/sea", "/tag/sky"] {
        assert!(all.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(!all.contains("<b>&"), "the name of a tag became markup");
}

#[test]
fn the_newest_stories_say_in_which_lists_they_are() {
    let room = newsroom();
    publish(&room);
    let newest = read_json(&room, "following.json");
    let (lists, stories) = (&newest["lists"], newest["stories"].as_array().unwrap());
    assert_eq!(stories.len(), 5);
    let names = |story: &Value| -> Vec<String> {
        let places = story[4].as_array().unwrap().iter();
        let place = |at: &Value| lists[usize::try_from(at.as_u64().unwrap()).unwrap()].clone();
        places
            .map(|at| place(at)[0].as_str().unwrap().to_owned())
            .collect()
    };
    // The third newest is c.
    assert!(stories[2][0].as_str().unwrap().ends_with("/c"), "{newest}");
    assert_eq!(names(&stories[2]), ["/world", "/tag/sea", "/tag/sky"]);
}

#[test]
fn a_new_story_changes_the_lists_of_its_own_tags() {
    let room = newsroom();
    publish(&room);
    assert_eq!(changed(&publish(&room)), [""; 0]);
    story(&room, "f", 9, &["Sky"]);
    let outcome = run(&options(&room)).unwrap();
    let lists: Vec<String> = changed(&outcome)
        .into_iter()
        .filter(|path| path.ends_with(".bin") && path.starts_with("tag/"))
        .collect();
    assert_eq!(lists, ["tag/sky.bin"]);
    // A pair that is no longer used has no page.
    for slug in ["a", "b"] {
        story(&room, slug, 1, &["Sea"]);
    }
    publish(&room);
    assert!(!room.has("tag/hills+sea.html"));
}
