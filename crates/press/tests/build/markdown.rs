//! Tests of stories in Markdown, which are read in place beside ninjs.

use super::edition::{self, publish};
use super::newsroom::Newsroom;
use frontpage_pipeline::Outcome;
use serde_json::Value;

/// Writes a Markdown file below `content/`.
fn put(room: &Newsroom, file: &str, front_matter: &str, text: &str) {
    room.write(
        &format!("content/{file}"),
        format!("---\n{front_matter}\n---\n{text}"),
    );
}

/// Returns the diagnostics about a file, as `field: reason`.
fn diagnostics(outcome: &Outcome, file: &str) -> Vec<String> {
    let diagnostics = outcome.report.diagnostics.iter();
    let about_file = diagnostics.filter(|diagnostic| diagnostic.file.ends_with(file));
    about_file
        .map(|diagnostic| format!("{}: {}", diagnostic.field, diagnostic.reason))
        .collect()
}

const LAKE: &str = "title: The lake came back\ndate: 2025-02-18T13:40:00-08:00\nsection: us";

#[test]
fn a_markdown_story_is_published_with_everything_it_has() {
    let room = Newsroom::new();
    room.picture("lake.png", [0, 0, 255]);
    put(
        &room,
        "media/lake.md",
        "title: 'The lake: back'
date: 2025-02-18T13:40:00-08:00
updated: 2025-02-19 09:00
categories: [World, Water]
tags: Kern County
authors: [World desk, A. Reporter]
description: A wet winter.
image: lake.png
image_alt: Water
image_caption: The lake in March.
image_credit: A. Photographer
credit: Reporting by the desk
dateline: Corcoran",
        "First *paragraph*[^1].\n\n![Poles](lake.png \"Poles in it\")\n\n<img src=\"lake.png\" alt=\"By hand\">\n\n## Crops\n\n\
         | crop | acres |\n|---|---|\n| cotton | 7 |\n\n[^1]: From the county.\n",
    );
    let outcome = room.build();
    assert_eq!(diagnostics(&outcome, "lake.md"), [""; 0]);
    let page = room.page("2025/02/18/lake.json").to_string();
    for part in [
        "The lake: back",
        "A wet winter.",
        "Reporting by the desk",
        "Corcoran",
        "The lake in March.",
        "A. Photographer",
        "A. Reporter",
        "\"world-desk\"",
        "Kern County",
        "Water",
        "Poles in it",
        "By hand",
        "cotton",
        "From the county.",
        "2025-02-19T09:00:00",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    // The section is among the categories, but does not become a tag as well.
    assert!(room.has("world.json") && !room.has("tag/world.json"));
    assert!(room.has("tag/water.json") && room.has("tag/kern-county.json"));
}

#[test]
fn the_section_can_be_the_folder_and_the_slug_the_file() {
    let room = Newsroom::new();
    let plain = "title: A\ndate: 2025-02-18";
    put(&room, "us/archive/2025-02-18-rain.md", "title: A", "Text");
    put(
        &room,
        "us/2025-02-18-more_rain-fell.md",
        "",
        "Text {# to check #}{% comment %}",
    );
    put(&room, "world/snow/index.md", plain, "Text");
    put(&room, "world/_index.md", "title: The world", "About it");
    room.write("content/README.md", "How we write");
    room.write(
        "content/hail.markdown",
        "+++\ntitle = \"A\"\ndate = 2025-02-18\nslug = \"big-hail\"\n[taxonomies]\ncategories = [\"U.S.\"]\n+++\nText",
    );
    let outcome = room.build();
    assert_eq!(outcome.report.diagnostics.len(), 1);
    assert_eq!(
        diagnostics(&outcome, "more_rain-fell.md"),
        ["title: is missing"]
    );
    assert_eq!(outcome.stories, 4);
    let section = |page: &str| room.page(&format!("2025/02/18/{page}.json")).to_string();
    assert!(section("rain").contains("U.S."));
    assert!(section("more-rain-fell").contains("\"More rain fell\""));
    assert!(!section("more-rain-fell").contains("check"));
    assert!(section("snow").contains("World"));
    assert!(section("big-hail").contains("U.S."));
}

#[test]
fn nothing_of_a_draft_or_of_an_embargoed_story_is_published() {
    let room = Newsroom::new();
    room.story("good", 1, Value::Object(Default::default()));
    for (file, line) in [
        ("a.md", "draft: true"),
        ("b.md", "published: false"),
        ("c.md", "status: private"),
        ("d.md", "embargo: 2025-03-29T00:00:01Z"),
        ("e.md", "publishDate: 2025-04-01T00:00:00+02:00"),
        ("f.md", "expires: 2025-03-28T23:59:59Z"),
        // Of several keys, the most cautious one counts.
        ("n.md", "embargo: 2020-01-01\npublishDate: 2099-01-01"),
        ("o.md", "expires: 2099-01-01\nexpiryDate: 2020-01-01"),
        // Without an offset, an embargo lasts until its time has come everywhere on Earth, and an expiry
        // counts as soon as its time has come anywhere.
        ("k.md", "embargo: 2025-03-28 12:00:01"),
        ("l.md", "expires: 2025-03-29 14:00:00"),
        // What is unclear is not published either.
        ("g.md", "draft: perhaps"),
        ("h.md", "embargo: tomorrow"),
        ("i.md", "status: [x]"),
    ] {
        put(&room, file, &format!("{LAKE}\n{line}"), "Secret text");
    }
    let outcome = room.build();
    assert_eq!(outcome.stories, 1, "{outcome}");
    for (name, (bytes, _)) in room.output_files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Secret") && !text.contains("lake"), "{name}");
    }
    assert_eq!(
        diagnostics(&outcome, "h.md"),
        ["embargo: \"tomorrow\" is not a valid time"]
    );
    assert_eq!(diagnostics(&outcome, "g.md").len(), 1);
    assert_eq!(diagnostics(&outcome, "i.md").len(), 1);
    assert_eq!(diagnostics(&outcome, "a.md"), [""; 0]);

    // Moments that have passed, and ones that have not come.
    let past = "embargo: 2025-03-29T00:00:00Z\nexpires: 2025-03-29T00:00:01Z\ndraft: false";
    put(&room, "j.md", &format!("{LAKE}\n{past}"), "Text");
    let past = "title: B\nslug: b\npublishDate: 2025-03-28 12:00\nexpires: 2025-03-29 14:00:01\nsection: us";
    put(&room, "m.md", past, "Text");
    assert_eq!(room.build().stories, 3);
}

#[test]
fn diagnostics_name_the_key_of_the_front_matter() {
    let room = Newsroom::new();
    room.story("good", 1, Value::Object(Default::default()));
    for (file, front_matter, expected) in [
        ("a.md", "date: 2025-02-18\nsection: us", "title: is missing"),
        ("b.md", "title: A\nsection: us", "date: is missing"),
        (
            "c.md",
            "title: A\npubDate: soon\nsection: us",
            "pubDate: \"soon\" is not a valid time",
        ),
        (
            "d.md",
            "title: A\ndate: 2025-02-18\nsection: sports",
            "section: \"sports\" is not a section of this newspaper",
        ),
        (
            "e.md",
            "title: A\ndate: 2025-02-18",
            "section: is missing, and neither a category nor a folder is a section",
        ),
        (
            "f.md",
            "title: [A, B]\ndate: 2025-02-18\nsection: us",
            "title: is not a text",
        ),
    ] {
        put(&room, file, front_matter, "Text");
        let outcome = room.build();
        assert_eq!(diagnostics(&outcome, file), [expected]);
    }
    put(&room, "empty.md", LAKE, "<script>x</script>\n");
    room.write("content/bare.md", "# No front matter\n\nText");
    put(&room, "yaml.md", "title: A: B", "Text");
    let outcome = room.build();
    assert_eq!(outcome.stories, 1);
    let starts = |file: &str, start: &str| {
        let found = diagnostics(&outcome, file);
        assert!(
            found.len() == 1 && found[0].starts_with(start),
            "{file}: {found:?}"
        );
    };
    starts("empty.md", "body: ");
    starts("bare.md", "front matter: is missing");
    starts("yaml.md", "front matter: is not YAML: ");
}

#[test]
fn a_story_is_published_without_what_it_cannot_have() {
    let room = Newsroom::new();
    put(
        &room,
        "us/lake.md",
        &format!("{LAKE}\nimage: none.jpg"),
        "Before {{< youtube w7 >}} after.\n\n<script>alert(1)</script>\n\n\
         [bad](javascript:alert(1)) <b onclick=\"x\">bold</b>\n\n![x](../../../etc/passwd)\n",
    );
    let outcome = room.build();
    assert_eq!(outcome.stories, 1);
    let found = diagnostics(&outcome, "lake.md");
    for field in ["image: ", "body: the shortcode {{< youtube >}} is left out"] {
        assert!(found.iter().any(|d| d.starts_with(field)), "{found:?}");
    }
    let page = room.page("2025/02/18/lake.json").to_string();
    for bad in ["script", "onclick", "youtube", "passwd"] {
        assert!(!page.contains(bad), "{bad} is in {page}");
    }
    assert!(page.contains("Before  after.") || page.contains("Before after."));
}

#[test]
fn a_changed_markdown_story_renders_what_it_changes() {
    let room = Newsroom::new();
    edition::app(&room, "red");
    put(&room, "lake.md", LAKE, "Text");
    put(&room, "us/other.md", "title: B\ndate: 2025-02-17", "Text");
    publish(&room);
    assert_eq!(publish(&room).changed.written, [""; 0]);
    put(&room, "lake.md", LAKE, "Another text");
    let written = publish(&room).changed.written;
    assert!(written.iter().any(|name| name == "2025/02/18/lake.html"));
    assert!(!written.iter().any(|name| name.contains("other")));
    // A file that is still being written counts as its last complete version.
    room.write("content/lake.md", "---\ntitle: The la");
    room.wait_until_settled("content/lake.md");
    let outcome = publish(&room);
    assert_eq!(outcome.stories, 2, "{outcome}");
    assert!(
        room.page("2025/02/18/lake.json")
            .to_string()
            .contains("Another text")
    );
    std::fs::remove_file(room.path("content/lake.md")).unwrap();
    publish(&room);
    assert!(!room.has("2025/02/18/lake.json"));
}

#[test]
fn a_markdown_story_translates_a_ninjs_story() {
    let room = Newsroom::new();
    edition::app(&room, "red");
    room.story("rain", 1, Value::Object(Default::default()));
    put(
        &room,
        "world/lluvia.md",
        "title: Lluvia\ndate: 2025-02-18\nlang: es\ntranslation_of: urn:rain",
        "Texto",
    );
    publish(&room);
    let html = std::fs::read_to_string(room.path("out/2025/01/01/rain.html")).unwrap();
    assert!(
        html.contains("hreflang=es") || html.contains("hreflang=\"es\""),
        "{html}"
    );
}
