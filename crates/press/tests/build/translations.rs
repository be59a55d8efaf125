//! Tests of stories in several languages, whose pages link to each other.

use super::edition::{newsroom, publish};
use super::newsroom::Newsroom;
use serde_json::{Value, json};

/// Writes a story in a language; `original` is the slug of the story that it translates.
fn put(room: &Newsroom, slug: &str, lang: &str, original: Option<&str>, changes: Value) {
    let mut item = json!({
        "language": lang,
        "associations": original.map_or(json!([]), |slug| json!([{
            "name": "original", "rel": "translatedFrom", "type": "text",
            "uri": format!("urn:{slug}"),
        }])),
    });
    for (key, value) in changes.as_object().unwrap() {
        item[key] = value.clone();
    }
    room.story(slug, 30, item);
}

/// Returns the languages that a page links to, each with its path.
fn named(room: &Newsroom, page: &str) -> String {
    let html = std::fs::read_to_string(room.path("out").join(page)).unwrap();
    let html = scraper::Html::parse_document(&html);
    let links = scraper::Selector::parse("link[hreflang]").unwrap();
    let links = html.select(&links).map(|link| {
        let url = link.attr("href").unwrap();
        let path = url.strip_prefix("https://post.example/").unwrap();
        format!("{} {path}", link.attr("hreflang").unwrap())
    });
    links.collect::<Vec<_>>().join(", ")
}

const ENGLISH: &str = "2025/01/04/s-3.html";
const SPANISH: &str = "2025/01/30/misiones.html";
const ARABIC: &str = "2025/01/30/bathat.html";

#[test]
fn a_translation_changes_only_the_heads_of_its_versions() {
    let room = newsroom();
    put(&room, "misiones", "es", None, json!({}));
    publish(&room);
    assert_eq!(
        (named(&room, ENGLISH), named(&room, SPANISH)),
        Default::default()
    );

    put(&room, "misiones", "es", Some("s-3"), json!({}));
    let written = publish(&room).changed.written;
    let plain: Vec<&str> = written
        .iter()
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    assert_eq!(plain, [ENGLISH, SPANISH]);
    let both = "en-US 2025/01/04/s-3, es 2025/01/30/misiones";
    assert_eq!(named(&room, ENGLISH), both);
    assert_eq!(named(&room, SPANISH), both);
    assert_eq!(publish(&room).changed.written, [""; 0]);
}

#[test]
fn a_translation_of_a_translation_joins_the_same_group() {
    let room = newsroom();
    put(&room, "misiones", "es", Some("s-3"), json!({}));
    put(&room, "bathat", "ar", Some("misiones"), json!({}));
    publish(&room);
    let versions = "ar 2025/01/30/bathat, en-US 2025/01/04/s-3, es 2025/01/30/misiones";
    for page in [ENGLISH, SPANISH, ARABIC] {
        assert_eq!(named(&room, page), versions, "{page}");
    }
    // Each language has only one address, and the older story keeps it.
    put(
        &room,
        "otra",
        "ES",
        Some("s-3"),
        json!({"firstCreated": "2025-02-01T12:00:00Z"}),
    );
    publish(&room);
    assert_eq!(named(&room, ENGLISH), versions);
    assert_eq!(named(&room, "2025/02/01/otra.html"), "");
}

#[test]
fn only_published_translations_are_linked() {
    let room = newsroom();
    put(&room, "misiones", "es", Some("s-3"), json!({}));
    let later = json!({"embargoedUntil": "2030-01-01T00:00:00Z"});
    put(&room, "bathat", "ar", Some("s-3"), later);
    publish(&room);
    assert_eq!(
        named(&room, ENGLISH),
        "en-US 2025/01/04/s-3, es 2025/01/30/misiones"
    );
    // The translations stay linked through an original that is no longer published.
    put(&room, "bathat", "ar", Some("s-3"), json!({}));
    room.story("s-3", 4, json!({"pubStatus": "canceled"}));
    publish(&room);
    let left = "ar 2025/01/30/bathat, es 2025/01/30/misiones";
    assert_eq!(named(&room, SPANISH), left);
    assert_eq!(named(&room, ARABIC), left);
    // A single remaining translation has no versions to link to.
    put(
        &room,
        "bathat",
        "ar",
        Some("s-3"),
        json!({"pubStatus": "withheld"}),
    );
    publish(&room);
    assert_eq!(named(&room, SPANISH), "");
}

#[test]
fn an_original_without_a_uri_is_reported() {
    let room = newsroom();
    let nameless = json!({"associations": [{"name": "original", "rel": "irel:translatedFrom"}]});
    put(&room, "misiones", "es", None, nameless);
    let problems = publish(&room).report.diagnostics;
    let message = problems[0].to_string();
    assert!(message.contains("associations[0].uri"), "{message}");
    assert_eq!(problems.len(), 1);
}
