//! A test of several very large pictures with enough memory for only one of them at a time.

use super::limited_process::publish;
use super::newsroom::{Newsroom, lead};
use serde_json::json;

/// The limit on the publisher's address space in KiB. Processing one picture at a time takes
/// 830,000; if only the decoding were limited to one at a time, it would take 1,350,000.
const MEMORY_KIB: u64 = 1_050_000;
const PICTURES: u8 = 4;

#[test]
fn several_huge_pictures_need_as_much_memory_as_one() {
    let room = Newsroom::new();
    for n in 0..PICTURES {
        // The files are small.
        let picture = image::GrayImage::from_pixel(9_000, 7_000, image::Luma([n]));
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        room.write(&format!("content/media/{n}.png"), png.into_inner());
        let picture = lead(&format!("media/{n}.png"));
        room.story(&format!("s-{n}"), 1, json!({"associations": picture}));
    }
    // Process all pictures at the same time, however many cores the machine has.
    let diagnostics = publish(&room, MEMORY_KIB, Some(PICTURES));
    let files = room.output_files().into_keys();
    let made = files.filter(|name| name.starts_with("media/"));
    assert_eq!(made.count(), usize::from(PICTURES) * 6, "{diagnostics}");
}
