//! Tests of items, good and bad, and of what they become in the published site.

use super::newsroom::{Newsroom, SITE, files, lead};
use frontpage_pipeline::{Options, run};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::SystemTime;

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
    assert_eq!(data["v"], 1);
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
fn republishing_writes_and_decodes_nothing() {
    let room = Newsroom::new();
    room.picture("a.png", [1, 2, 3]);
    for day in 1..10 {
        room.story(
            &format!("s-{day}"),
            day,
            json!({"associations": lead("media/a.png")}),
        );
    }
    let first = room.build();
    assert_eq!(first.images_made, 1);
    let (before, cache) = (room.output_files(), files(&room.path("cache/media")));
    let again = room.build();
    assert_eq!((again.images_made, again.images_reused), (0, 1));
    assert!(again.changed.written.is_empty() && again.changed.removed.is_empty());
    assert_eq!(again.changed.unchanged, before.len());
    assert_eq!(room.output_files(), before);
    assert_eq!(files(&room.path("cache/media")), cache);
    // A publish into another folder on another day gives the same bytes.
    let elsewhere = Options {
        out: room.path("other"),
        now: "2031-01-01T00:00:00Z".parse().unwrap(),
        ..room.options()
    };
    run(&elsewhere).unwrap();
    let bytes = |files: BTreeMap<String, (Vec<u8>, SystemTime)>| -> BTreeMap<String, Vec<u8>> {
        files
            .into_iter()
            .map(|(name, (bytes, _))| (name, bytes))
            .collect()
    };
    assert_eq!(bytes(files(&room.path("other"))), bytes(before));
}

#[test]
fn a_change_rewrites_only_the_affected_pages() {
    let room = Newsroom::new();
    for n in 1..=48 {
        room.story(&format!("s-{n}"), 1 + (n - 1) % 28, json!({}));
    }
    room.build();
    let before = room.output_files();
    // The body is not on any other page.
    room.story(
        "s-3",
        3,
        json!({"bodies": [{"contentType": "text/html", "value": "<p>new</p>"}]}),
    );
    let outcome = room.build();
    assert_eq!(outcome.changed.written, ["2025/01/03/s-3.json"]);
    let changed = |before: &BTreeMap<String, (Vec<u8>, SystemTime)>| -> Vec<String> {
        let after = room.output_files();
        after
            .iter()
            .filter(|(name, file)| before.get(*name) != Some(*file))
            .map(|(n, _)| n.clone())
            .collect()
    };
    assert_eq!(changed(&before), ["2025/01/03/s-3.json"]);
    // A new story does not change the first two numbered pages, which are full.
    let before = room.output_files();
    room.story("new", 29, json!({}));
    room.build();
    assert_eq!(
        changed(&before),
        [
            "2025/01/29/new.json",
            "index.json",
            "popular.json",
            "world.json",
            "world/3.json"
        ]
    );
}

#[test]
fn deleting_a_story_removes_its_files_and_nothing_else() {
    let room = Newsroom::new();
    room.picture("a.png", [1, 2, 3]);
    room.story("stays", 5, json!({}));
    room.story("goes", 6, json!({"associations": lead("media/a.png")}));
    room.write("out/index.html", "someone else's");
    room.write("out/media/theirs.png", "someone else's");
    room.write("out/2025/01/06/theirs.json", "someone else's");
    room.build();
    let media = |room: &Newsroom| {
        room.output_files()
            .keys()
            .filter(|n| n.starts_with("media/"))
            .count()
    };
    assert_eq!(media(&room), 3);
    std::fs::remove_file(room.path("content/stories/goes.json")).unwrap();
    let outcome = room.build();
    assert_eq!(outcome.changed.removed.len(), 3);
    assert!(!room.has("2025/01/06/goes.json"));
    assert_eq!(media(&room), 1);
    for theirs in ["index.html", "media/theirs.png", "2025/01/06/theirs.json"] {
        assert!(room.has(theirs), "{theirs}");
    }
    // Another program has replaced one of press's files.
    room.write("out/2025/01/05/stays.json", "theirs now");
    std::fs::remove_file(room.path("content/stories/stays.json")).unwrap();
    room.build();
    assert!(room.has("2025/01/05/stays.json"));
    // No temporary file is left behind.
    assert!(
        room.output_files()
            .keys()
            .all(|name| !name.ends_with(".tmp"))
    );
}

#[test]
fn bad_items_are_reported_by_file_and_field_and_the_rest_is_published() {
    let body = |html: &str| json!([{"contentType": "text/html", "value": html}]);
    let section = |literal: &str| json!([{"rel": "section", "literal": literal}]);
    // The changes to a good item, the field that is reported, a part of the reason or the remedy,
    // and whether the story is published nevertheless.
    let cases = [
        (json!({"uri": null}), "uri", "missing", false),
        (json!({"uri": 5}), "uri", "invalid type", false),
        (json!({"headlines": []}), "headlines", "none", false),
        (
            json!({"headlines": [{"value": "<b> </b>"}]}),
            "headlines[0].value",
            "no text",
            false,
        ),
        (
            json!({"headlines": [{"role": "main"}]}),
            "headlines[0]",
            "missing field `value`",
            false,
        ),
        (json!({"subjects": []}), "subjects", "us, world", false),
        (
            json!({"subjects": section("sports")}),
            "subjects[0].literal",
            "us, world",
            false,
        ),
        (json!({"bodies": []}), "bodies", "none", false),
        (
            json!({"bodies": [{"contentType": "text/xml", "value": "x"}]}),
            "bodies",
            "none",
            false,
        ),
        (
            json!({"bodies": body("<p> </p><script>x</script>")}),
            "bodies[0].value",
            "nothing",
            false,
        ),
        (
            json!({"firstCreated": null, "versionCreated": null}),
            "firstCreated",
            "missing",
            false,
        ),
        (
            json!({"firstCreated": "yesterday"}),
            "firstCreated",
            "RFC 3339",
            false,
        ),
        (
            json!({"firstCreated": "2025-01-05T12:00:00"}),
            "firstCreated",
            "offset",
            false,
        ),
        (
            json!({"firstCreated": "0100-01-05T12:00:00Z"}),
            "firstCreated",
            "year",
            false,
        ),
        (json!({"pubStatus": "maybe"}), "pubStatus", "usable", false),
        (
            json!({"embargoedUntil": "soon"}),
            "embargoedUntil",
            "RFC 3339",
            false,
        ),
        (json!({"language": "<x>"}), "language", "BCP 47", true),
        (
            json!({"infoSources": [{"role": "author", "name": "X", "literal": "x"}]}),
            "infoSources[0].literal",
            "site.toml",
            true,
        ),
        (
            json!({"associations": lead("media/none.png")}),
            "associations[0].renditions[0].href",
            "not there",
            true,
        ),
        (
            json!({"associations": lead("../../etc/passwd")}),
            "associations[0].renditions[0].href",
            "outside",
            true,
        ),
        (
            json!({"associations": lead("/etc/passwd")}),
            "associations[0].renditions[0].href",
            "outside",
            true,
        ),
        (
            json!({"associations": lead("https://a.example/x.png")}),
            "associations[0].renditions",
            "content folder",
            true,
        ),
        (
            json!({"associations": lead("media/broken.png")}),
            "associations[0].renditions[0].href",
            "broken",
            true,
        ),
        (
            json!({"associations": lead("media/text.png")}),
            "associations[0].renditions[0].href",
            "neither",
            true,
        ),
        (
            json!({"associations": lead("media/bomb.png")}),
            "associations[0].renditions[0].href",
            "megapixels",
            true,
        ),
        (
            json!({"associations": lead("site.toml")}),
            "associations[0].renditions[0].href",
            "neither",
            true,
        ),
        (
            json!({"bodies": body("<p>x</p><img src='media/none.png'>")}),
            "bodies[0].value",
            "media/none.png",
            true,
        ),
        (
            json!({"bodies": body("<p><a href='/2025/01/01/none'>x</a></p>")}),
            "bodies[0].value",
            "/2025/01/01/none",
            true,
        ),
        (
            json!({"firstCreated": "2025-04-05T12:00:00Z"}),
            "firstCreated",
            "future",
            true,
        ),
    ];
    for (changes, field, part, published) in cases {
        let room = Newsroom::new();
        room.write("content/media/broken.png", b"\x89PNG\r\n\x1a\nxxxx");
        room.write("content/media/text.png", "text");
        room.write("content/media/bomb.png", bomb());
        room.story("fine", 4, json!({}));
        room.story("bad", 5, changes.clone());
        let outcome = room.build();
        let problems = &outcome.report.diagnostics;
        assert_eq!(problems.len(), 1, "{changes}: {problems:?}");
        let message = problems[0].to_string();
        assert_eq!(problems[0].file, "stories/bad.json", "{message}");
        assert_eq!(problems[0].field, field, "{message}");
        assert!(message.contains(part), "{message}");
        assert_eq!(outcome.stories, 1 + usize::from(published), "{message}");
        assert!(room.has("2025/01/04/fine.json"));
    }
}

/// A PNG of a few bytes whose header claims 20000 × 20000 pixels.
fn bomb() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(1, 1)
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    let mut png = png.into_inner();
    png[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    // The checksum of the header.
    let mut crc = !0_u32;
    for byte in &png[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn files_that_are_not_items_are_refused() {
    let room = Newsroom::new();
    room.story("fine", 4, json!({}));
    room.write("content/stories/a-cut.json", "{\"uri\": \"x\", ");
    room.write("content/stories/b-latin.json", b"{\"uri\": \"\xe9\"}");
    room.write("content/stories/c-deep.json", "[".repeat(100_000));
    room.write("content/stories/d-two.json", "{} {}");
    room.write("content/stories/e-list.json", "[1]");
    room.write(
        "content/stories/f-picture.json",
        r#"{"uri": "x", "type": "picture"}"#,
    );
    room.write("content/.hidden/g.json", "no");
    let outcome = room.build();
    assert_eq!(outcome.stories, 1);
    assert_eq!(
        outcome.report.refused(),
        5,
        "{:?}",
        outcome.report.diagnostics
    );
    assert_eq!(outcome.report.ignored, 1);
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
fn strict_mode_writes_nothing_when_an_item_is_bad() {
    let room = Newsroom::new();
    room.story("fine", 4, json!({}));
    room.story("bad", 5, json!({"headlines": []}));
    let strict = Options {
        strict: true,
        ..room.options()
    };
    assert!(run(&strict).unwrap().stopped);
    assert!(!room.path("out").exists());
    std::fs::remove_file(room.path("content/stories/bad.json")).unwrap();
    assert!(!run(&strict).unwrap().stopped);
    assert!(room.has("2025/01/04/fine.json"));
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
fn a_missing_or_invalid_site_toml_is_an_error() {
    let room = Newsroom::new();
    std::fs::remove_file(room.path("content/site.toml")).unwrap();
    assert!(
        run(&room.options())
            .unwrap_err()
            .to_string()
            .contains("site.toml")
    );
    room.write(
        "content/site.toml",
        SITE.replace("name = \"The Post\"", "nam = \"The Post\""),
    );
    assert!(
        run(&room.options())
            .unwrap_err()
            .to_string()
            .contains("nam")
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
