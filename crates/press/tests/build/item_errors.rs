//! Tests of items that cannot be published, or only in part, and of an invalid `site.toml`.

use super::newsroom::{Newsroom, SITE, lead};
use frontpage_pipeline::{Options, run};
use serde_json::json;

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
