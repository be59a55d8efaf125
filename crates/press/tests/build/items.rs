//! Tests of what items become in the published site.

use super::newsroom::{Newsroom, lead};
use frontpage_model::DATA_VERSION;
use serde_json::{Value, json};

#[test]
fn an_item_becomes_a_page() {
    let room = Newsroom::new();
    room.picture("a.png", [200, 30, 30]);
    room.story(
        "first",
        5,
        json!({
            "headlines": [{"value": "not this"}, {"role": "main", "value": "A &amp; <b>B</b>"}],
            "firstCreated": "2025-01-05T23:30:00.5-08:00",
            "versionCreated": "2025-01-06T09:00:00Z",
            "language": "ar",
            "by": "By the World desk in Rome",
            "infoSources": [{"role": "author", "name": "World desk", "literal": "world-desk"}],
            "located": "ROME",
            "descriptions": [{"role": "caption", "value": "no"}, {"role": "abstract", "value": "Yes"},
                {"role": "credit", "value": "Reporting by us."}],
            "subjects": [{"rel": "section", "literal": "world"}, {"rel": "tag", "name": "US", "literal": "us"},
                {"rel": "tag", "name": "art"}, {"rel": "tag", "name": "MidEast", "literal": "mideast"}],
            "associations": lead("media/a.png"),
        }),
    );
    let outcome = room.build();
    assert!(
        outcome.report.diagnostics.is_empty(),
        "{:?}",
        outcome.report
    );
    assert_eq!((outcome.stories, outcome.images_made), (1, 1));
    let data = room.page("2025/01/05/first.json");
    assert_eq!(data["v"], DATA_VERSION);
    let article = &data["page"]["article"];
    assert_eq!(article["headline"], "A & B");
    assert_eq!(article["summary"], "Yes");
    assert_eq!(article["published"], "2025-01-05T23:30:00-08:00");
    assert_eq!(article["updated"], "2025-01-06T01:00:00-08:00");
    assert_eq!(article["lang"], "ar");
    assert_eq!(article["dir"], "rtl");
    assert_eq!(article["dateline"], "ROME");
    assert_eq!(article["credit"], "Reporting by us.");
    assert_eq!(
        article["byline"],
        json!([{"text": "By the "}, {"text": "World desk", "author": "world-desk"}, {"text": " in Rome"}])
    );
    let tags: Vec<_> = article["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| &t["slug"])
        .collect();
    assert_eq!(tags, ["art", "mideast", "us"]);
    let picture = &article["lead"];
    assert_eq!(picture["credit"], "A. Photographer");
    assert_eq!(picture["image"]["w"], 60);
    let key = picture["image"]["key"].as_str().unwrap();
    for format in ["webp", "jpg"] {
        assert!(room.has(&format!("media/{key}-60.{format}")));
    }
    for page in [
        "index",
        "us",
        "world",
        "tag/us",
        "tag/art",
        "author/world-desk",
        "popular",
        "site",
    ] {
        assert!(room.has(&format!("{page}.json")), "{page}");
    }
}

#[test]
fn withheld_content_leaves_no_byte_in_the_output() {
    let room = Newsroom::new();
    room.picture("open.png", [1, 2, 3]);
    room.picture("secret.png", [4, 5, 6]);
    let hidden = |slug: &str, changes: Value| {
        let mut fields = json!({
            "headlines": [{"value": "Zanzibar secret"}],
            "subjects": [{"rel": "section", "literal": "world"}, {"rel": "tag", "name": "Zanzibar"}],
            "bodies": [{"contentType": "text/html", "value": "<p>zanzibar</p><img src='media/secret.png'>"}],
            "associations": lead("media/secret.png"),
        });
        fields
            .as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        room.story(slug, 6, fields);
    };
    hidden(
        "zanzibar-1",
        json!({"embargoedUntil": "2025-03-29T00:00:01Z"}),
    );
    hidden("zanzibar-2", json!({"pubStatus": "withheld"}));
    hidden("zanzibar-3", json!({"pubStatus": "canceled"}));
    hidden("zanzibar-4", json!({"pubStatus": "soon"}));
    hidden("zanzibar-5", json!({"embargoedUntil": "when it is over"}));
    // An older version is in the folder too and must not reappear.
    hidden("zanzibar-6", json!({"uri": "urn:six"}));
    hidden(
        "zanzibar-7",
        json!({"uri": "urn:six", "version": "2", "pubStatus": "canceled", "bodies": null}),
    );
    room.story(
        "open",
        5,
        json!({"embargoedUntil": "2025-03-29T00:00:00Z", "associations": lead("media/open.png"),
            "bodies": [{"contentType": "text/html", "value":
            "<p>See <a href='/2025/01/06/zanzibar-1'>that</a> and \
            <a href='https://post.example/2025/01/06/zanzibar-2.html?x'>this</a> and <a href='/tag/zanzibar'>more</a></p>\
            <aside class='related'><a href='/2025/01/06/zanzibar-1'>Zanzibar secret</a></aside>"}]}),
    );
    let outcome = room.build();
    let report = &outcome.report;
    assert_eq!(
        (outcome.stories, report.withheld, report.embargoed),
        (1, 3, 1)
    );
    assert_eq!(
        (report.refused(), report.warnings()),
        (2, 4),
        "{:?}",
        report.diagnostics
    );
    assert_eq!(outcome.images_made, 1);
    let files = room.output_files();
    for (name, (bytes, _)) in &files {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(
            !text.contains("zanzibar") && !name.contains("zanzibar"),
            "{name}"
        );
    }
    assert_eq!(
        files
            .keys()
            .filter(|name| name.starts_with("media/"))
            .count(),
        2
    );
    let text = &room.page("2025/01/05/open.json")["page"]["article"]["body"][0]["p"]["text"];
    assert_eq!(text.to_string().matches("\"a\"").count(), 0, "{text}");
    assert!(text.to_string().contains("that"));
}

#[test]
fn the_newer_version_wins_and_the_first_item_keeps_a_shared_url() {
    let room = Newsroom::new();
    let headline = |text: &str| json!([{"value": text}]);
    room.story(
        "a-old",
        5,
        json!({"uri": "urn:a", "altIds": null, "slugline": "a", "headlines": headline("old")}),
    );
    room.story("a-new", 5, json!({"uri": "urn:a", "altIds": null, "slugline": "a", "version": "2", "headlines": headline("new")}));
    room.story(
        "b-1",
        5,
        json!({"altIds": null, "slugline": "b", "headlines": headline("one")}),
    );
    room.story(
        "b-2",
        5,
        json!({"altIds": null, "slugline": "b", "headlines": headline("two")}),
    );
    let outcome = room.build();
    let headline_of = |page: &str| room.page(page)["page"]["article"]["headline"].clone();
    assert_eq!(headline_of("2025/01/05/a.json"), "new");
    assert_eq!(headline_of("2025/01/05/b.json"), "one");
    let problems = &outcome.report.diagnostics;
    assert_eq!(problems.len(), 1);
    let message = problems[0].to_string();
    assert!(
        message.contains("stories/b-1.json") && message.contains("stories/b-2.json"),
        "{message}"
    );
}

#[test]
fn an_empty_newspaper_and_a_plain_text_body_are_published() {
    let room = Newsroom::new();
    assert_eq!(room.build().stories, 0);
    assert_eq!(room.page("index.json")["page"]["front"]["top"], json!([]));
    room.story(
        "plain",
        5,
        json!({"bodies": [{"contentType": "text/plain", "value": "One <b>\nTwo"}]}),
    );
    room.build();
    assert_eq!(
        room.page("2025/01/05/plain.json")["page"]["article"]["body"],
        json!([{"p": {"text": [{"t": "One <b>"}]}}, {"p": {"text": [{"t": "Two"}]}}])
    );
}

#[test]
fn a_photograph_is_turned_upright_and_loses_its_exif_data() {
    // A JPEG with an EXIF segment: rotated by 90 degrees, made by ZanzibarCam.
    let room = Newsroom::new();
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(600, 300, image::Rgb([90, 90, 90]))
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let jpeg = jpeg.into_inner();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x0f\0\x02\0\0\0\x0c\0\0\0\x26"); // The make: 12 characters after the list.
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // Orientation 6.
    exif.extend(b"\0\0\0\0ZanzibarCam\0");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let file = [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat();
    room.write("content/media/a.jpg", file);
    room.story("a", 5, json!({"associations": lead("media/a.jpg")}));
    let outcome = room.build();
    assert!(
        outcome.report.diagnostics.is_empty(),
        "{:?}",
        outcome.report.diagnostics
    );
    let image = &room.page("2025/01/05/a.json")["page"]["article"]["lead"]["image"];
    assert_eq!((&image["w"], &image["h"]), (&json!(300), &json!(600)));
    for (name, (bytes, _)) in room.output_files() {
        assert!(!bytes.windows(8).any(|part| part == b"Zanzibar"), "{name}");
    }
}

#[test]
fn the_rail_shows_the_most_specific_tag_that_can_fill_it() {
    let room = Newsroom::new();
    let tags = |names: &[&str]| {
        let mut subjects = vec![json!({"rel": "section", "literal": "world"})];
        subjects.extend(names.iter().map(|name| json!({"rel": "tag", "name": name})));
        json!({"subjects": subjects})
    };
    // "broad" has 7 stories, "beta" and "alpha" have 5 each, and "rare" has 4.
    room.story("s-1", 1, tags(&["broad"]));
    room.story("s-2", 2, tags(&["broad"]));
    room.story("s-3", 3, tags(&["broad", "beta", "alpha"]));
    for day in 4..8 {
        room.story(
            &format!("s-{day}"),
            day,
            tags(&["broad", "rare", "beta", "alpha"]),
        );
    }
    room.build();
    let rail = |page: &str| room.page(page)["page"]["article"]["rail"]["slug"].clone();
    assert_eq!(rail("2025/01/01/s-1.json"), "broad");
    assert_eq!(rail("2025/01/04/s-4.json"), "alpha");
    assert!(room.has("rail/broad.json") && !room.has("rail/rare.json"));
    let cards = &room.page("rail/alpha.json")["page"]["rail"]["cards"];
    let urls: Vec<_> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| &card["url"])
        .collect();
    assert_eq!(urls.len(), 5);
    assert_eq!(
        (urls[0], urls[4]),
        (&json!("/2025/01/07/s-7"), &json!("/2025/01/03/s-3"))
    );
    assert!(cards[0].get("summary").is_none());
}
