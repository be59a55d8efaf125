//! Very large pictures, several of them: there is room for one at a time, and for no more.

use super::bounded::publish;
use super::room::{Newsroom, lead};
use serde_json::json;

/// What the publisher may take of the address space, in KiB. One picture at a time takes 830,000;
/// were only the decoding one at a time, it would be 1,350,000.
const MEMORY_KIB: u64 = 1_050_000;
const PICTURES: u8 = 4;

#[test]
fn several_huge_pictures_need_as_much_memory_as_one() {
    let room = Newsroom::new();
    for n in 0..PICTURES {
        // small files
        let picture = image::GrayImage::from_pixel(9_000, 7_000, image::Luma([n]));
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        room.put(&format!("content/media/{n}.png"), png.into_inner());
        let picture = lead(&format!("media/{n}.png"));
        room.story(&format!("s-{n}"), 1, json!({"associations": picture}));
    }
    // all at once, however many cores there are
    let told = publish(&room, MEMORY_KIB, Some(PICTURES));
    let files = room.out().into_keys();
    let made = files.filter(|name| name.starts_with("media/"));
    assert_eq!(made.count(), usize::from(PICTURES) * 6, "{told}");
}
