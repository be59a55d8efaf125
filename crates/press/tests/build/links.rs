//! Tests that a published site has no dead links, with `press check-links`.

use super::edition::{newsroom, publish};
use super::newsroom::Newsroom;
use serde_json::json;
use std::process::{Command, Output};

fn check_links(room: &Newsroom) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
    command
        .args(["check-links", "--site"])
        .arg(room.path("out"));
    command.output().unwrap()
}

#[test]
fn a_published_site_has_no_dead_links() {
    let room = newsroom();
    let id = |value: &str| json!({"role": "permalink", "value": value});
    let ids = json!([
        id("https://post.example/old/"),
        id("https://post.example/older?id=1")
    ]);
    room.story("old", 3, json!({"altIds": ids, "slugline": "old"}));
    publish(&room);
    assert!(room.has("_redirects"));
    let output = check_links(&room);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(
        text.ends_with(" of them dead\n") && text.contains(", 0 of them"),
        "{text}"
    );
}

#[test]
fn dead_links_are_named_and_fail() {
    let room = newsroom();
    publish(&room);
    std::fs::remove_file(room.path("out/2025/01/28/s-27.html")).unwrap();
    let output = check_links(&room);
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    for file in ["index.html", "feed.xml", "feed.json", "sitemaps/"] {
        let named = |line: &str| line.starts_with(file) && line.contains("/2025/01/28/s-27");
        assert!(text.lines().any(named), "{file}: {text}");
    }
    let elsewhere = Command::new(env!("CARGO_BIN_EXE_press"))
        .args(["check-links", "--site"])
        .arg(room.path("content"))
        .output()
        .unwrap();
    assert_eq!(elsewhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&elsewhere.stderr).contains("there is no valid site.json"));
}
