//! Tests of item files that are no longer readable: cut off by a CMS that crashed, or corrupted on
//! disk.

use super::newsroom::{Newsroom, SITE, bytes, story};
use frontpage_base::diagnostic::Severity;
use frontpage_pipeline::{Options, run};
use serde_json::{Value, json};

/// A published newsroom with three stories. The first one links to the second.
fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    let linked = r#"<p>See <a href="/2025/01/02/s-2">that</a> and <a href="/world">this</a>.</p>"#;
    room.story("s-1", 1, json!({"bodies": [{"value": linked}]}));
    room.story("s-2", 2, json!({}));
    room.story("s-3", 3, json!({}));
    room.build();
    room
}

fn file(slug: &str) -> String {
    format!("content/stories/{slug}.json")
}

/// Text that is neither JSON nor the start of a JSON document.
const GARBLED: &str = "{\"uri\": \"urn:s-1\" \"type\"";

#[test]
fn a_story_with_a_broken_file_stays_as_published() {
    let room = newsroom();
    let page = bytes(&room.path("out"))["2025/01/01/s-1.json"].clone();
    let whole = std::fs::read(room.path(&file("s-1"))).unwrap();
    let nothing = vec![0; whole.len()];
    let cut = &whole[..whole.len() / 2];
    for (at, broken) in [cut, b"", &nothing, b"\xff", GARBLED.as_bytes()]
        .iter()
        .enumerate()
    {
        room.write(&file("s-1"), broken);
        // The other stories are published.
        let slug = format!("new-{at}");
        room.story(&slug, 4, json!({}));
        let outcome = room.build();
        let [problem] = &*outcome.report.diagnostics else {
            unreachable!("{at}: {:?}", outcome.report.diagnostics);
        };
        assert_eq!(problem.file, "stories/s-1.json", "{at}");
        assert_eq!(problem.severity, Severity::Warning, "{at}");
        assert!(problem.remedy.contains("until then"), "{at}: {problem}");
        assert!(
            bytes(&room.path("out"))["2025/01/01/s-1.json"] == page,
            "{at}"
        );
        assert!(room.has(&format!("2025/01/04/{slug}.json")), "{at}");
        let cards = room.page("world.json")["page"]["listing"]["cards"].to_string();
        assert!(cards.contains("Headline of s-1"), "{at}");
    }
    // A new name of the newspaper changes the site but not the story.
    let site = SITE.replace("name = \"The Post\"", "name = \"The Times\"");
    room.write("content/site.toml", site);
    let outcome = room.build();
    assert_eq!(
        (outcome.report.refused(), outcome.report.warnings()),
        (0, 1)
    );
    assert!(bytes(&room.path("out"))["2025/01/01/s-1.json"] == page);
    // The file is repaired, with a new headline.
    room.story("s-1", 1, json!({"headlines": [{"value": "Whole again"}]}));
    let outcome = room.build();
    assert_eq!(outcome.report.diagnostics, []);
    let headline = &room.page("2025/01/01/s-1.json")["page"]["article"]["headline"];
    assert_eq!(headline, "Whole again");
    // When its file is deleted, the story is withdrawn, whether the file was broken or not.
    room.write(&file("s-1"), GARBLED);
    room.build();
    std::fs::remove_file(room.path(&file("s-1"))).unwrap();
    room.build();
    assert!(!room.has("2025/01/01/s-1.json"));
}

#[test]
fn a_broken_story_is_rebuilt_from_its_published_page() {
    let room = newsroom();
    let whole = std::fs::read(room.path(&file("s-1"))).unwrap();
    room.write(&file("s-1"), GARBLED);
    // The story that it links to is withdrawn, so the link must go.
    room.story("s-2", 2, json!({"pubStatus": "canceled"}));
    room.build();
    let body = |room: &Newsroom| {
        let page = room.page("2025/01/01/s-1.json");
        page["page"]["article"]["body"][0].to_string()
    };
    assert!(body(&room).contains("that") && !body(&room).contains("s-2"));
    assert!(body(&room).contains("/world"));
    // The link does not come back before the file is repaired.
    room.story("s-2", 2, json!({}));
    room.build();
    assert!(!body(&room).contains("s-2"));
    room.write(&file("s-1"), &whole);
    room.build();
    assert!(body(&room).contains("s-2"));

    room.write(&file("s-1"), GARBLED);
    // In a site that never contained the story nothing is lost: the story is refused and the rest
    // is published.
    let elsewhere = Options {
        out: room.path("elsewhere"),
        ..room.options()
    };
    let outcome = run(&elsewhere).unwrap();
    assert_eq!((outcome.report.refused(), outcome.stories), (1, 2));
    assert!(room.path("elsewhere/2025/01/02/s-2.json").exists());
    // That does not affect the story in the first site.
    room.build();
    assert!(body(&room).contains("that"));
}

#[test]
fn a_broken_story_without_a_published_page_stops_the_publish() {
    let room = newsroom();
    room.write(&file("s-1"), GARBLED);
    room.build();
    std::fs::remove_file(room.path("out/2025/01/01/s-1.json")).unwrap();
    let before = bytes(&room.path("out"));
    let message = run(&room.options()).unwrap_err().to_string();
    for words in [
        "stories/s-1.json: the file is damaged",
        "nothing was published",
        "write the file again",
    ] {
        assert!(message.contains(words), "{message}");
    }
    assert!(bytes(&room.path("out")) == before);
}

#[test]
fn a_story_that_was_never_intact_is_refused() {
    let room = newsroom();
    room.write(&file("s-9"), GARBLED);
    let outcome = room.build();
    assert_eq!(outcome.report.refused(), 1);
    assert_eq!(outcome.stories, 3);
    // An intact file with an invalid item does not count as broken; its story is withdrawn.
    room.story("s-2", 2, json!({"headlines": []}));
    let outcome = room.build();
    assert_eq!(outcome.report.refused(), 2);
    assert!(!room.has("2025/01/02/s-2.json"));
}

#[test]
fn a_withheld_story_with_a_broken_file_stays_withheld() {
    let room = newsroom();
    let other = |slug: &str, changes: Value| {
        let mut item = story("secret", 5);
        for (key, value) in changes.as_object().unwrap() {
            item[key] = value.clone();
        }
        room.write(&file(slug), item.to_string());
    };
    // The story was withdrawn by its second version, while its first is still in the folder.
    other("first", json!({}));
    other("second", json!({"version": "2", "pubStatus": "canceled"}));
    // This one is embargoed until April.
    let embargo = json!({"embargoedUntil": "2025-04-01T00:00:00Z"});
    room.story("later", 6, embargo);
    room.build();
    room.write(&file("second"), GARBLED);
    room.write(&file("later"), GARBLED);
    let published_on = |day: &str| {
        run(&Options {
            now: day.parse().unwrap(),
            ..room.options()
        })
        .unwrap();
        let files = bytes(&room.path("out"));
        let is_withheld = |name: &str| name.contains("secret") || name.contains("later");
        files.into_keys().filter(|name| is_withheld(name)).count()
    };
    // The embargo can no longer be read from the file, so the story is withheld even after its end.
    assert_eq!(published_on("2025-03-30T00:00:00Z"), 0);
    assert_eq!(published_on("2025-04-02T00:00:00Z"), 0);
    room.story("later", 6, json!({}));
    assert_eq!(published_on("2025-04-02T00:00:00Z"), 1);
}
