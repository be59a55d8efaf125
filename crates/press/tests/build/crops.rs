//! Tests of crops of the lead picture, which are published only for search engines.

use super::edition::{newsroom, publish};
use super::newsroom::Newsroom;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PAGE: &str = "2025/01/30/fire.html";

fn picture(room: &Newsroom, name: &str, (width, height): (u32, u32)) {
    let mut file = std::io::Cursor::new(Vec::new());
    let shade = u8::try_from(width % 251).unwrap();
    image::RgbImage::from_pixel(width, height, image::Rgb([shade, 9, 9]))
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    room.write(&format!("content/media/{name}.png"), file.into_inner());
}

/// Writes a story whose lead picture has renditions of these sizes, and their files.
fn put(room: &Newsroom, sizes: &[(u32, u32)]) {
    let rendition = |size: &(u32, u32)| {
        let (width, height) = *size;
        let name = format!("{width}x{height}");
        picture(room, &name, *size);
        json!({"href": format!("media/{name}.png"), "width": width, "height": height})
    };
    let renditions: Vec<Value> = sizes.iter().map(rendition).collect();
    let lead = json!([{"name": "lead", "type": "picture", "renditions": renditions}]);
    room.story("fire", 30, json!({"associations": lead}));
}

/// Returns width, height and file of each picture in the page's structured data, in order.
fn images(room: &Newsroom) -> Vec<(u64, u64, String)> {
    let html = std::fs::read_to_string(room.path("out").join(PAGE)).unwrap();
    let html = scraper::Html::parse_document(&html);
    let script = scraper::Selector::parse("script[type='application/ld+json']").unwrap();
    let json: String = html.select(&script).next().unwrap().text().collect();
    let graph: Value = serde_json::from_str(&json).unwrap();
    let images = graph["@graph"][0]["image"].as_array().unwrap().iter();
    let images = images.map(|image| {
        let url = image["url"].as_str().unwrap();
        let file = url.strip_prefix("https://post.example/").unwrap();
        let side = |name: &str| image[name].as_u64().unwrap();
        (side("width"), side("height"), file.to_owned())
    });
    images.collect()
}

fn pictures(room: &Newsroom) -> BTreeSet<String> {
    let folder = std::fs::read_dir(room.path("out/media")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.map(|name| format!("media/{name}")).collect()
}

#[test]
fn search_engines_get_one_jpeg_for_each_crop() {
    let room = newsroom();
    put(&room, &[(600, 400)]);
    publish(&room);
    let sizes = |room: &Newsroom| -> Vec<(u64, u64)> {
        let images = images(room).into_iter();
        images.map(|(width, height, _)| (width, height)).collect()
    };
    assert_eq!(sizes(&room), [(600, 400)]);
    let before = pictures(&room);

    // Two squares, of which the larger one is used; one that is too small; and one of another
    // aspect ratio.
    let square = (240, 240);
    let more = [
        (300, 300),
        square,
        (400, 300),
        (160, 90),
        (300, 500),
        (600, 400),
    ];
    put(&room, &more);
    let written = publish(&room).changed.written;
    assert_eq!(sizes(&room), [(600, 400), (300, 300), (400, 300)]);
    let new: BTreeSet<String> = pictures(&room).difference(&before).cloned().collect();
    let crops: BTreeSet<String> = images(&room).into_iter().skip(1).map(|i| i.2).collect();
    assert_eq!(new, crops);
    assert!(new.iter().all(|file| file.ends_with(".jpg")), "{new:?}");
    // The page's data does not contain the crops, and no other file is written.
    let mut expected: BTreeSet<String> = crops;
    expected.extend(["", ".br", ".gz"].map(|end| format!("{PAGE}{end}")));
    assert_eq!(
        written.iter().map(str::to_owned).collect::<BTreeSet<_>>(),
        expected
    );

    put(&room, &[(600, 400)]);
    publish(&room);
    assert_eq!(pictures(&room), before);
    assert_eq!(sizes(&room), [(600, 400)]);
}

#[test]
fn a_missing_crop_is_reported_and_the_others_stay() {
    let room = newsroom();
    put(&room, &[(600, 400), (300, 300), (400, 300)]);
    std::fs::remove_file(room.path("content/media/300x300.png")).unwrap();
    let problems = publish(&room).report.diagnostics;
    assert_eq!(problems.len(), 1);
    let message = problems[0].to_string();
    assert!(message.contains("renditions[1].href"), "{message}");
    assert_eq!(images(&room).len(), 2);
}
