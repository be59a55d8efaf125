//! Tests that the sample newsroom builds without diagnostics and has the content that it is meant
//! to show.

use frontpage_pipeline::{Options, run};
use serde_json::Value;
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

    both_readers_agree(&out);
}

/// Checks that serde and the app's own parser read every data file the same: see
/// `frontpage_model::json`.
fn both_readers_agree(out: &Path) {
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
    assert!(read > 100, "only {read} data files were read");
}
