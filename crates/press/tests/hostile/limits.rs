//! Tests of files that could exhaust memory or time. Each gives a clear error within limits, and
//! the rest of the newspaper is published.

use super::limited_process;
use super::newsroom::{Newsroom, lead, story};
use serde_json::json;

/// The limit on the publisher's address space in KiB. The stacks of its threads take most of it.
const MEMORY_KIB: u64 = 2_000_000;

/// Publishes and returns the diagnostics. Panics if the good story is missing.
fn publish(room: &Newsroom) -> String {
    let diagnostics = limited_process::publish(room, MEMORY_KIB, None).diagnostics;
    assert!(
        room.has("2025/01/28/good.json"),
        "the good story is missing: {diagnostics}"
    );
    diagnostics
}

fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    room.story("good", 28, json!({}));
    room
}

/// Checks that the odd item is refused for this reason.
fn check_refused(room: &Newsroom, reason: &str) {
    let diagnostics = publish(room);
    let line = diagnostics
        .lines()
        .find(|line| line.contains("stories/odd.json"));
    let line = line.unwrap_or_else(|| panic!("no diagnostic names the file: {diagnostics}"));
    assert!(line.starts_with("refused:"), "{line}");
    assert!(line.contains(reason), "{line}");
    assert!(!room.has("2025/01/01/odd.json"));
}

/// Checks that an item with this picture is published without it, and that the reason is reported.
fn check_published_without_picture(name: &str, bytes: &[u8], reason: &str) {
    let room = newsroom();
    room.write(&format!("content/media/{name}"), bytes);
    room.story(
        "odd",
        1,
        json!({ "associations": lead(&format!("media/{name}")) }),
    );
    let diagnostics = publish(&room);
    let line = diagnostics
        .lines()
        .find(|line| line.contains("stories/odd.json"));
    let line = line.unwrap_or_else(|| panic!("no diagnostic names the file: {diagnostics}"));
    assert!(line.contains(reason), "{line}");
    // The story itself is complete.
    let page = std::fs::read_to_string(room.path("out/2025/01/01/odd.json")).unwrap();
    assert!(
        page.contains("Headline of odd") && page.contains("Body of odd"),
        "{page}"
    );
    let media = room
        .output_files()
        .into_keys()
        .filter(|name| name.starts_with("media/"));
    assert_eq!(media.count(), 0, "a rendition was published");
}

#[test]
fn an_item_of_50_mb_is_refused() {
    let room = newsroom();
    let mut item = story("odd", 1);
    item["bodies"][0]["value"] = json!("<p>word</p>".repeat(50_000_000 / 11));
    room.write("content/stories/odd.json", item.to_string());
    check_refused(&room, "over the 16777216 allowed");
}

/// Returns a newsroom whose odd item has 10,000 nested lists inserted after `place`.
fn item_nested_after(place: &str) -> Newsroom {
    let room = newsroom();
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let item = story("odd", 1).to_string();
    assert!(item.contains(place), "{item}");
    room.write(
        "content/stories/odd.json",
        item.replacen(place, &format!("{place}{deep},"), 1),
    );
    room
}

#[test]
fn json_nested_10_000_deep_is_refused() {
    // First where a text is expected, then where any value is accepted.
    check_refused(
        &item_nested_after("\"subjects\":["),
        "invalid type: sequence",
    );
    let room = item_nested_after("{");
    let file = room.path("content/stories/odd.json");
    let item = std::fs::read_to_string(file).unwrap();
    let item = item.replacen("\"version\":\"1\",", "", 1);
    let item = item.replacen('{', "{\"version\":", 1);
    room.write("content/stories/odd.json", item);
    check_refused(&room, "recursion limit exceeded");
}

#[test]
fn json_nested_10_000_deep_in_an_unknown_field_is_ignored() {
    let room = item_nested_after("{");
    let file = room.path("content/stories/odd.json");
    let item = std::fs::read_to_string(file).unwrap();
    room.write(
        "content/stories/odd.json",
        item.replacen('{', "{\"notes\":", 1),
    );
    let diagnostics = publish(&room);
    assert!(!diagnostics.contains("odd.json"), "{diagnostics}");
    assert!(room.has("2025/01/01/odd.json"), "{diagnostics}");
}

#[test]
fn markup_nested_10_000_deep_keeps_its_text() {
    for name in [
        "div",
        "blockquote",
        "b",
        "ul><li",
        "table><tr><td",
        "span",
        "figure",
        "svg",
    ] {
        let room = newsroom();
        let open = format!("<{name}>").repeat(10_000);
        let close: String = name.rsplit("><").map(|name| format!("</{name}>")).collect();
        let close = close.repeat(10_000);
        room.story(
            "odd",
            1,
            json!({ "bodies": [{
            "role": "main", "contentType": "text/html",
            "value": format!("<p>Before it.</p>{open}<p>Deep in it.</p>{close}<p>After it.</p>"),
        }] }),
        );
        let diagnostics = publish(&room);
        let page = std::fs::read_to_string(room.path("out/2025/01/01/odd.json"));
        let page = page.unwrap_or_else(|error| {
            panic!("the story with {name} is missing: {error}: {diagnostics}")
        });
        for words in ["Before it.", "Deep in it.", "After it."] {
            assert!(
                page.contains(words),
                "{words:?} is missing with {name}: {diagnostics}"
            );
        }
    }
}

#[test]
fn markup_with_too_many_elements_loses_tags_but_no_text() {
    let room = newsroom();
    let value = "<b><i><u>x".repeat(200_000);
    room.story(
        "odd",
        1,
        json!({ "bodies": [{
        "role": "main", "contentType": "text/html", "value": value,
    }] }),
    );
    publish(&room);
    // Tags beyond the limit of 300,000 elements are dropped, but no text is.
    let page = std::fs::read_to_string(room.path("out/2025/01/01/odd.json")).unwrap();
    assert!(page.matches('x').count() >= 200_000);
    let bold = page.matches("\"b\":").count();
    assert!((1..=100_000).contains(&bold), "{bold}");
}

#[test]
fn a_billion_laughs_svg_is_rejected() {
    let mut entities = String::from("<!ENTITY a0 \"ha\">");
    for n in 1..30 {
        let before = format!("&a{};", n - 1).repeat(10);
        entities += &format!("<!ENTITY a{n} \"{before}\">");
    }
    let svg = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE svg [{entities}]>\
         <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>&a29;</text></svg>"
    );
    check_published_without_picture("laughs.svg", svg.as_bytes(), "XML with DTD detected");
}

#[test]
fn an_svg_nested_10_000_deep_is_not_rendered() {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{}<path d=\"M0 0h9v9z\"/>{}</svg>",
        "<g>".repeat(10_000),
        "</g>".repeat(10_000)
    );
    check_published_without_picture("deep.svg", svg.as_bytes(), "too intricate to be drawn");
}

#[test]
fn an_svg_of_nested_layers_is_not_rendered() {
    // Each faded group has its own layer, and draws something large before the next group.
    let faded = r#"<g opacity=".9"><path d="M-9999-9999h99999v99999z"/>"#;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 160 640\">{}{}</svg>",
        faded.repeat(190),
        "</g>".repeat(190)
    );
    check_published_without_picture("layers.svg", svg.as_bytes(), "too intricate to be drawn");
}

#[test]
fn a_png_claiming_50_000_by_50_000_is_not_decoded() {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(50_000_u32.to_be_bytes());
    header.extend(50_000_u32.to_be_bytes());
    header.extend([8, 6, 0, 0, 0]);
    chunk(&mut png, &header);
    // The stream starts correctly: zlib, stored.
    chunk(&mut png, b"IDAT\x78\x01\x01\x00\x00\xff\xff");
    chunk(&mut png, b"IEND");
    check_published_without_picture("bomb.png", &png, "over the 100 megapixels allowed");
}

fn chunk(png: &mut Vec<u8>, named: &[u8]) {
    let length = u32::try_from(named.len() - 4).unwrap();
    png.extend(length.to_be_bytes());
    png.extend(named);
    // PNG specification, annex D.
    let crc = named.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1))
        })
    });
    png.extend((!crc).to_be_bytes());
}

#[test]
fn a_jpeg_claiming_65_000_by_65_000_is_not_decoded() {
    // A small JPEG whose header claims another size.
    let mut jpeg = std::io::Cursor::new(Vec::new());
    let small = image::RgbImage::from_pixel(16, 16, image::Rgb([9, 9, 9]));
    small.write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let mut jpeg = jpeg.into_inner();
    let frame = jpeg.windows(2).position(|marker| marker == [0xFF, 0xC0]);
    // After the marker come length, precision, height and width.
    let at = frame.unwrap() + 5;
    jpeg[at..at + 2].copy_from_slice(&65_000_u16.to_be_bytes());
    jpeg[at + 2..at + 4].copy_from_slice(&65_000_u16.to_be_bytes());
    check_published_without_picture("bomb.jpg", &jpeg, "over the 100 megapixels allowed");
}

#[test]
fn a_webp_claiming_16_383_by_16_383_is_not_decoded() {
    // VP8L: a signature, then width and height minus one in 14 bits each.
    let mut stream = vec![0x2f];
    stream.extend((16_382_u32 | 16_382 << 14).to_le_bytes());
    stream.extend([0; 32]);
    check_published_without_picture(
        "bomb.webp",
        &riff(&[(b"VP8L", &stream)]),
        "over the 100 megapixels allowed",
    );
}

#[test]
fn a_webp_canvas_of_65_535_by_65_535_is_not_decoded() {
    // VP8X: flags, then width and height minus one in 24 bits each.
    let mut canvas = vec![0; 4];
    canvas.extend(&65_534_u32.to_le_bytes()[..3]);
    canvas.extend(&65_534_u32.to_le_bytes()[..3]);
    let mut stream = vec![0x2f];
    stream.extend((16_382_u32 | 16_382 << 14).to_le_bytes());
    stream.extend([0; 32]);
    let webp = riff(&[(b"VP8X", &canvas), (b"VP8L", &stream)]);
    check_published_without_picture("canvas.webp", &webp, "over the 100 megapixels allowed");
}

/// Returns a WebP file with these chunks.
fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let mut body = b"WEBP".to_vec();
    for (name, bytes) in chunks {
        body.extend(*name);
        body.extend(length(bytes));
        body.extend(*bytes);
        body.extend(vec![0; bytes.len() % 2]);
    }
    let mut file = b"RIFF".to_vec();
    file.extend(length(&body));
    file.extend(body);
    file
}

#[test]
fn a_highly_compressed_png_of_99_megapixels_is_published() {
    let room = newsroom();
    // The largest picture within the limit: a small file that takes a thousand times its size in
    // memory.
    let picture = image::GrayImage::from_pixel(9_900, 9_999, image::Luma([200]));
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    assert!(
        png.len() < 1_000_000,
        "the file should be small, but has {} bytes",
        png.len()
    );
    room.write("content/media/large.png", png);
    room.story("odd", 1, json!({ "associations": lead("media/large.png") }));
    let diagnostics = publish(&room);
    assert!(!diagnostics.contains("large.png"), "{diagnostics}");
    let made = room
        .output_files()
        .into_keys()
        .filter(|name| name.starts_with("media/"));
    assert_eq!(
        made.count(),
        6,
        "three widths in two formats: {diagnostics}"
    );
}

#[test]
fn two_thousand_broken_items_are_all_reported() {
    let room = newsroom();
    for n in 0..2_000 {
        room.write(&format!("content/stories/broken-{n}.json"), "{");
    }
    let diagnostics = publish(&room);
    let lines = diagnostics
        .lines()
        .filter(|line| line.contains("stories/broken-"));
    assert_eq!(lines.count(), 2_000);
}
