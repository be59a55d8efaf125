//! Tests of names that could escape their folder or overwrite each other.

use super::newsroom::{Newsroom, lead, story};
use serde_json::json;
use std::collections::BTreeSet;

/// Returns the path of every file and folder in the newsroom's root.
fn everything(room: &Newsroom) -> BTreeSet<String> {
    let root = room.path("");
    walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(&root).unwrap();
            path.display().to_string()
        })
        .collect()
}

#[test]
fn every_slug_becomes_a_safe_name_or_is_reported() {
    let long = "a".repeat(300);
    let slugs = [
        "..",
        "../../etc/passwd",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "..\\..\\x",
        "a\u{0}b",
        "con",
        "CON",
        "aux.txt",
        "nul",
        "com1",
        "trailing.",
        "trailing ",
        " ",
        "",
        ".hidden",
        "_headers",
        "index",
        "%2e%2e%2f",
        "😀",
        "\u{202e}gnp.exe",
        "e\u{301}cole",
        "École",
        "日本",
        "a--b",
        "-a-",
        &long,
        "C:",
        "file:///x",
        "~",
        "*",
        "?",
        "a\nb",
        "feed.xml",
        "404",
        "page",
    ];
    let room = Newsroom::new();
    room.story("good", 28, json!({}));
    for (n, slug) in slugs.iter().enumerate() {
        let mut item = story("x", 1 + u32::try_from(n).unwrap() % 27);
        item["uri"] = json!(format!("urn:odd-{n}"));
        item["altIds"] = json!([{ "role": "slug", "value": slug }]);
        item["headlines"] = json!([{ "role": "main", "value": format!("Odd story {n}") }]);
        room.write(&format!("content/stories/odd-{n}.json"), item.to_string());
    }
    let outcome = room.build();
    assert!(room.has("2025/01/28/good.json"));

    // No file is outside its folder, and every host and file system accepts all names.
    for name in everything(&room) {
        let first = name.split('/').next().unwrap();
        let known = ["", "content", "out", "cache", ".out.press", "site-config"].contains(&first);
        assert!(
            known || first.starts_with('.'),
            "{name} is outside the known folders"
        );
        let Some(name) = name.strip_prefix("out/2025/") else {
            continue;
        };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/.".contains(c);
        assert!(name.chars().all(plain), "{name}");
        assert!(name.split('/').all(|part| part.len() <= 120), "{name}");
        for part in name.split('/') {
            let stem = part.split('.').next().unwrap();
            let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&stem);
            assert!(!reserved, "{name} is a reserved name on Windows");
        }
    }

    // Each story is published, or reported with its field.
    let mut published = 0;
    for (n, slug) in slugs.iter().enumerate() {
        let headline = format!("\"Odd story {n}\"");
        let there = room.output_files().iter().any(|(name, (bytes, _))| {
            let article = name.starts_with("2025/");
            article && String::from_utf8_lossy(bytes).contains(&headline)
        });
        let file = format!("stories/odd-{n}.json");
        let problem = outcome
            .report
            .diagnostics
            .iter()
            .find(|problem| problem.file == file);
        assert!(
            there || problem.is_some(),
            "the story with the slug {slug:?} is neither published nor reported"
        );
        if let Some(problem) = problem {
            assert!(
                !problem.field.is_empty() && !problem.remedy.is_empty(),
                "{problem}"
            );
        }
        published += usize::from(there);
    }
    assert!(published > 5, "only {published} were published");
}

#[test]
fn two_items_with_one_address_do_not_overwrite_each_other() {
    let room = Newsroom::new();
    for (name, headline) in [("a", "The first"), ("b", "The second"), ("c", "The third")] {
        let mut item = story("same", 3);
        item["uri"] = json!(format!("urn:{name}"));
        item["headlines"] = json!([{ "role": "main", "value": headline }]);
        // Some file systems treat these names as the same.
        let slug = if name == "c" { "SAME" } else { "same" };
        item["altIds"] = json!([{ "role": "slug", "value": slug }]);
        room.write(&format!("content/stories/{name}.json"), item.to_string());
    }
    let outcome = room.build();
    let pages: Vec<_> = room
        .output_files()
        .into_iter()
        .filter(|(name, _)| name.starts_with("2025/"))
        .collect();
    let text: String = pages
        .iter()
        .map(|(_, (bytes, _))| String::from_utf8_lossy(bytes))
        .collect();
    for (file, headline) in [("a", "The first"), ("b", "The second"), ("c", "The third")] {
        let there = text.contains(headline);
        let file = format!("stories/{file}.json");
        let reported = outcome
            .report
            .diagnostics
            .iter()
            .any(|problem| problem.file == file);
        assert!(
            there || reported,
            "{headline:?} is neither published nor reported: {:?}",
            outcome.report.diagnostics
        );
    }
    let lower: BTreeSet<String> = pages.iter().map(|(name, _)| name.to_lowercase()).collect();
    assert_eq!(lower.len(), pages.len(), "two paths differ only in case");
}

#[test]
fn hostile_section_and_tag_names_become_safe_paths() {
    let room = Newsroom::new();
    let tags = [
        "../../x",
        "CON",
        "a/b",
        "..",
        "😀",
        "\u{202e}abc",
        "Méxïco",
        "a\u{0}b",
    ];
    let mut subjects = vec![json!({"rel": "section", "literal": "world"})];
    subjects.extend(tags.map(|tag| json!({"rel": "tag", "name": tag})));
    room.story("good", 28, json!({ "subjects": subjects }));
    room.story(
        "lost",
        27,
        json!({ "subjects": [{"rel": "section", "literal": "../../etc"}] }),
    );
    let outcome = room.build();
    assert!(
        room.has("2025/01/28/good.json"),
        "{:?}",
        outcome.report.diagnostics
    );
    let is_reported = |file: &str| {
        outcome
            .report
            .diagnostics
            .iter()
            .any(|problem| problem.file == file)
    };
    assert!(
        is_reported("stories/lost.json"),
        "{:?}",
        outcome.report.diagnostics
    );
    for name in room.output_files().keys() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/.".contains(c);
        assert!(name.chars().all(plain), "{name}");
        assert!(!name.contains(".."), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_picture_outside_the_content_folder_is_not_published() {
    let room = Newsroom::new();
    room.picture("a.png", [1, 2, 3]);
    let secret = room.path("content/media/a.png");
    let outside = room.path("secret.png");
    std::fs::rename(&secret, &outside).unwrap();
    std::os::unix::fs::symlink(&outside, room.path("content/media/link.png")).unwrap();
    for (n, href) in [
        "media/link.png",
        "../secret.png",
        "media/../../secret.png",
        "/secret.png",
    ]
    .iter()
    .enumerate()
    {
        room.story(&format!("s-{n}"), 1, json!({ "associations": lead(href) }));
    }
    let outcome = room.build();
    for n in 0..4 {
        let file = format!("stories/s-{n}.json");
        assert!(
            outcome
                .report
                .diagnostics
                .iter()
                .any(|problem| problem.file == file),
            "{file}"
        );
    }
    assert!(
        !room
            .output_files()
            .keys()
            .any(|name| name.starts_with("media/")),
        "a picture from outside the content folder was published"
    );
}
