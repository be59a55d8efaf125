//! Tests that the sample newsrooms build without diagnostics and have the content that they are meant
//! to show.

use frontpage_pipeline::{Options, run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_sample_newsroom_builds_without_diagnostics() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let room = tempfile::tempdir().unwrap();
    // Scaling pictures takes a while, so the cache is kept between runs.
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("newsroom");
    let out = room.path().join("out");
    let options = Options {
        strict: true,
        ..Options::new(
            content,
            &out,
            cache,
            "2025-03-29T00:00:00Z".parse().unwrap(),
        )
    };
    let outcome = run(&options).unwrap();
    let report = &outcome.report;
    assert!(report.diagnostics.is_empty(), "{:#?}", report.diagnostics);
    assert!(report.degraded.0.is_empty(), "{:?}", report.degraded);
    assert!(outcome.stories >= 60, "{}", outcome.stories);
    assert!(report.withheld >= 1 && report.embargoed >= 1);

    let page = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(out.join(name)).unwrap()).unwrap()
    };
    let lead = &page("2025/02/18/us-russia-missions.json")["page"]["article"];
    assert_eq!(lead["rail"]["name"], "MidEast");
    assert!(lead["credit"].is_string());
    let kickers = |name: &str| -> Vec<String> {
        let data = page(name);
        let cards = data["page"]["rail"]["cards"].as_array().unwrap();
        let is_other_story = |card: &&Value| card["url"] != lead["url"];
        cards
            .iter()
            .filter(is_other_story)
            .take(4)
            .map(|card| {
                let names = card["kicker"].as_array().unwrap().iter();
                names
                    .map(|n| n.as_str().unwrap())
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect()
    };
    assert_eq!(
        kickers("popular.json"),
        [
            "Crime|Europe|MidEast|Political|World",
            "MidEast|Political|US|World",
            "Education|MidEast|Political|US",
            "Food|Health|MidEast|Political|World",
        ]
    );
    assert_eq!(
        kickers("rail/mideast.json"),
        [
            "MidEast|Political|US|World",
            "Crime|Education|MidEast|Political|US|World",
            "MidEast|Political|US",
            "MidEast|Political|US|World",
        ]
    );
    let front = &page("index.json")["page"]["front"];
    assert_eq!(front["top"][0]["url"], lead["url"]);
    assert_eq!(front["strips"].as_array().unwrap().len(), 4);

    both_readers_agree(&out, 100);
}

#[test]
fn the_spanish_and_arabic_newsrooms_build_without_diagnostics() {
    for (name, stories, other) in [
        (
            "es",
            "historias",
            "/2025/03/10/why-guadalajara-clocks-stay-put",
        ),
        ("ar", "stories", "/2025/03/27/sesame-light-english"),
    ] {
        let content = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../samples")
            .join(name);
        let files = |folder: &str| std::fs::read_dir(content.join(folder)).unwrap();
        let is_markdown = |entry: std::io::Result<std::fs::DirEntry>| {
            entry
                .unwrap()
                .path()
                .extension()
                .is_some_and(|ending| ending == "md")
        };
        let markdown = files(stories)
            .filter_map(|file| is_markdown(file).then_some(()))
            .count();
        let (all, pictures) = (files(stories).count(), files("media").count());
        assert!(
            (4..=all - 4).contains(&markdown),
            "{name}: {markdown} of {all} are Markdown"
        );

        let room = tempfile::tempdir().unwrap();
        let out = room.path().join("out");
        let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("newsroom-{name}"));
        let options = Options {
            strict: true,
            ..Options::new(
                &content,
                &out,
                cache,
                "2025-03-29T00:00:00Z".parse().unwrap(),
            )
        };
        let outcome = run(&options).unwrap();
        let report = &outcome.report;
        assert!(
            report.diagnostics.is_empty(),
            "{name}: {:#?}",
            report.diagnostics
        );
        assert!(
            report.degraded.0.is_empty(),
            "{name}: {:?}",
            report.degraded
        );
        assert_eq!(outcome.stories, all, "{name}");
        assert_eq!(
            outcome.images_made + outcome.images_reused,
            pictures,
            "{name}"
        );

        let mut blocks = BTreeSet::new();
        for entry in walkdir::WalkDir::new(&out) {
            let path = entry.unwrap().into_path();
            if path.extension().is_none_or(|ending| ending != "json") {
                continue;
            }
            let data: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            for block in data["page"]["article"]["body"]
                .as_array()
                .into_iter()
                .flatten()
            {
                let kind = block.as_str().map(String::from);
                let kind = kind.or_else(|| block.as_object()?.keys().next().cloned());
                // A block that the publisher laid out is known by the class of its element.
                let class = block["view"][0]["el"]["a"]["class"]
                    .as_str()
                    .map(String::from);
                blocks.insert(class.or(kind).unwrap());
            }
        }
        for kind in [
            "correction",
            "embed-card",
            "gallery",
            "h",
            "hr",
            "img",
            "list",
            "p",
            "pre",
            "quote",
            "related",
            "table-scroll",
        ] {
            assert!(
                blocks.contains(kind),
                "{name}: no story has a {kind}, only {blocks:?}"
            );
        }

        let story = std::fs::read(out.join(format!("{}.json", &other[1..]))).unwrap();
        let story: Value = serde_json::from_slice(&story).unwrap();
        let lang = story["page"]["article"]["lang"].as_str().unwrap();
        assert!(lang.starts_with("en"), "{lang}");
        both_readers_agree(&out, 50);
    }
}

/// Checks that serde and the app's own parser read every data file the same: see
/// `frontpage_model::json`.
fn both_readers_agree(out: &Path, least: usize) {
    use frontpage_model::PageData;
    let mut read = 0;
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|e| e == "json") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let data: PageData = serde_json::from_str(&text).unwrap();
            let file = entry.path().strip_prefix(out).unwrap();
            let file = format!("/{}", file.display());
            let page = frontpage::data::decode(&file, &text).unwrap();
            assert_eq!(page, data.page, "{}", entry.path().display());
            read += 1;
        }
    }
    assert!(read > least, "only {read} data files were read");
}
