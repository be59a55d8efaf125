//! Tests of pictures that move.

use super::edition;
use super::newsroom::{Newsroom, SITE};
use image::codecs::gif::GifEncoder;
use image::{Delay, Frame, Rgba, RgbaImage};
use serde_json::json;

/// Returns a GIF of 60 × 40 pixels.
fn gif(frames: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let frames = (0..frames).map(|frame| {
        let picture = RgbaImage::from_pixel(60, 40, Rgba([frame * 60, 90, 160, 255]));
        Frame::from_parts(picture, 0, 0, Delay::from_numer_denom_ms(100, 1))
    });
    GifEncoder::new(&mut file).encode_frames(frames).unwrap();
    file
}

fn newsroom(body: &str) -> Newsroom {
    let room = Newsroom::new();
    edition::app(&room, "red");
    room.write("content/site.toml", SITE);
    room.write("content/media/crane.gif", gif(3));
    room.write("content/media/still.gif", gif(1));
    story(&room, body);
    room
}

fn story(room: &Newsroom, body: &str) {
    let body = json!([{"role": "main", "contentType": "text/html", "value": body}]);
    room.story("first", 5, json!({ "bodies": body }));
}

fn text(room: &Newsroom, name: &str) -> String {
    String::from_utf8(std::fs::read(room.path(&format!("out/{name}"))).unwrap()).unwrap()
}

/// Returns the paths of the published moving files.
fn moving(room: &Newsroom) -> Vec<String> {
    let files = edition::out(room).into_keys();
    files
        .filter(|name| name.starts_with("media/") && name.ends_with(".gif"))
        .collect()
}

const BODY: &str = "<p>Text.</p><figure><img src='media/crane.gif' alt='A crane'>\
    <figcaption>It lifts.</figcaption></figure>";

#[test]
fn a_moving_picture_is_published_as_it_is_beside_its_still() {
    let room = newsroom(BODY);
    let outcome = edition::publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    let files = moving(&room);
    let [file] = &files[..] else {
        panic!("{files:?}");
    };
    assert!(std::fs::read(room.path(&format!("out/{file}"))).unwrap() == gif(3));
    assert!(!room.has(&format!("{file}.br")));
    let stem = file.trim_end_matches(".gif");
    assert!(room.has(&format!("{stem}-60.webp")) && room.has(&format!("{stem}-60.jpg")));
    let page = text(&room, "2025/01/05/first.html");
    for part in [
        format!("<source srcset=\"/{file}\" media=\"(prefers-reduced-motion: no-preference)\">"),
        format!(
            "<img loading=\"lazy\" src=\"/{stem}-60.jpg\" width=\"60\" height=\"40\" alt=\"A crane\">"
        ),
        "<span class=\"moving__play\">Play</span>".into(),
    ] {
        assert!(page.contains(&part), "{part} is not in {page}");
    }
    // Cards, feeds and previews have the still.
    let front = text(&room, "index.html");
    assert!(
        front.contains(&format!("/{stem}-60.webp")) && !front.contains(".gif"),
        "{front}"
    );
    let image =
        format!("<meta property=\"og:image\" content=\"https://post.example/{stem}-60.jpg\">");
    assert!(page.contains(&image), "{page}");
    let feed = text(&room, "feed.xml");
    assert!(feed.contains(&format!("{stem}-60.jpg")), "{feed}");
    assert!(
        feed.contains("It lifts.") && !feed.contains(".gif"),
        "{feed}"
    );
    assert!(!feed.contains("Pause"), "{feed}");
    // When no story has the picture any more, it is removed from the site.
    story(&room, "<p>Text.</p>");
    edition::publish(&room);
    assert_eq!(moving(&room), [""; 0]);
}

#[test]
fn pictures_of_markdown_move_and_lead_pictures_and_galleries_do_not() {
    let room = newsroom(
        "<p>Text.</p><img src='media/still.gif'>\
         <figure><img src='media/crane.gif'><img src='media/still.gif'></figure>",
    );
    let lead = json!([{
        "name": "lead", "type": "picture",
        "renditions": [{"href": "media/crane.gif", "contentType": "image/gif"}],
    }]);
    room.story("second", 6, json!({ "associations": lead }));
    let outcome = edition::publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    assert_eq!(moving(&room), [""; 0]);
    let front_matter = "---\ntitle: Cranes\ndate: 2025-01-07\nsection: world\n---\n";
    room.write(
        "content/stories/third.md",
        format!("{front_matter}\nText.\n\n![A crane](../media/crane.gif)\n"),
    );
    let outcome = edition::publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    assert_eq!(moving(&room).len(), 1);
}

#[test]
fn a_picture_that_moves_or_not_is_published_again_when_it_changes() {
    let room = newsroom(BODY);
    edition::publish(&room);
    let before = moving(&room);
    room.write("content/media/crane.gif", gif(4));
    edition::publish(&room);
    let after = moving(&room);
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_ne!(before, after);
    room.write("content/media/crane.gif", gif(1));
    edition::publish(&room);
    assert_eq!(moving(&room), [""; 0]);
    assert!(!text(&room, "2025/01/05/first.html").contains("moving__"));
}

/// A GIF that claims to be this large and has the frames of another one.
fn claiming(side: u16) -> Vec<u8> {
    let mut file = gif(2);
    let [low, high] = side.to_le_bytes();
    file[6..10].copy_from_slice(&[low, high, low, high]);
    file
}

#[test]
fn hostile_pictures_are_named_and_the_story_stays() {
    let whole = gif(3);
    for (file, reason, shows_still) in [
        (whole[..whole.len() / 2].to_vec(), "ends too early", false),
        (whole[..whole.len() - 1].to_vec(), "ends too early", false),
        (claiming(u16::MAX), "over the 100 megapixels", false),
        (
            b"<!doctype html><title>Not found</title>".to_vec(),
            "is broken: ",
            false,
        ),
        (b"GIF89a".to_vec(), "ends too early", false),
        // What follows the end mark counts as well.
        (
            [whole.clone(), vec![0; 51 << 20]].concat(),
            "moves, and has 51 MB, over the 50 MB allowed for pictures that move",
            true,
        ),
    ] {
        let room = newsroom(BODY);
        room.write("content/media/crane.gif", file);
        let outcome = edition::publish(&room);
        let [diagnostic] = &outcome.report.diagnostics[..] else {
            panic!("{reason}: {:?}", outcome.report);
        };
        let message = diagnostic.to_string();
        let place =
            "warning: stories/first.json: bodies[0].value: the picture \"media/crane.gif\" ";
        assert!(
            message.starts_with(place) && message.contains(reason),
            "{message}"
        );
        assert_eq!(moving(&room), [""; 0]);
        let page = text(&room, "2025/01/05/first.html");
        assert!(page.contains("Text."), "{reason}");
        assert_eq!(page.contains("A crane"), shows_still, "{reason}");
    }
}
