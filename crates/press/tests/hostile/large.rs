//! A test that very large pictures are processed one at a time.

use super::limited_process::publish;
use super::newsroom::{Newsroom, lead};
use serde_json::json;

/// The limit on the publisher's address space in KiB. The allocator reserves much more than it
/// uses, so this only keeps a failing test from filling the machine.
const ADDRESS_SPACE_KIB: u64 = 4_000_000;
const PICTURES: u8 = 3;

/// Publishes this number of very large pictures, processing all of them at the same time, however
/// many cores the machine has. Returns the peak memory in bytes.
fn peak_memory(pictures: u8) -> u64 {
    let room = Newsroom::new();
    for n in 0..pictures {
        // Just above the size that counts as very large. The files are small.
        let picture = image::GrayImage::from_pixel(6_000, 5_000, image::Luma([n]));
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        room.write(&format!("content/media/{n}.png"), png.into_inner());
        let picture = lead(&format!("media/{n}.png"));
        room.story(&format!("s-{n}"), 1, json!({"associations": picture}));
    }
    let published = publish(&room, ADDRESS_SPACE_KIB, Some(PICTURES));
    let files = room.output_files().into_keys();
    let made = files.filter(|name| name.starts_with("media/"));
    let diagnostics = published.diagnostics;
    assert_eq!(made.count(), usize::from(pictures) * 6, "{diagnostics}");
    published.peak
}

#[test]
fn several_huge_pictures_need_as_much_memory_as_one() {
    let one = peak_memory(1);
    let several = peak_memory(PICTURES);
    assert!(
        several < one * 3 / 2,
        "one picture took {one} bytes, {PICTURES} took {several}"
    );
}
