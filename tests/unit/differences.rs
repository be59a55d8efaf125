//! Which differences of two pictures count.

use crate::difference::{Difference, RED};
use image::{Rgb, RgbImage};

fn plain(width: u32, height: u32) -> RgbImage {
    RgbImage::from_pixel(width, height, Rgb([200, 100, 50]))
}

#[test]
fn invisible_changes_are_ignored() {
    let known = plain(200, 200);
    let mut seen = RgbImage::from_pixel(200, 200, Rgb([204, 96, 50]));
    assert!(Difference::between(&known, &seen).is_none());
    seen.put_pixel(7, 7, Rgb([0, 0, 0]));
    seen.put_pixel(8, 7, Rgb([0, 0, 0]));
    assert!(Difference::between(&known, &seen).is_none());
}

#[test]
fn a_slightly_changed_color_is_a_difference() {
    let seen = RgbImage::from_pixel(200, 200, Rgb([200, 105, 50]));
    let difference = Difference::between(&plain(200, 200), &seen).unwrap();
    assert!(
        difference.description.contains("by 5 of 255"),
        "{}",
        difference.description
    );
    assert_eq!(difference.shown.unwrap().get_pixel(50, 50), &RED);
}

#[test]
fn three_pixels_of_forty_thousand_are_a_difference() {
    let mut seen = plain(200, 200);
    for x in 0..3 {
        seen.put_pixel(x, 9, Rgb([0, 0, 0]));
    }
    let difference = Difference::between(&plain(200, 200), &seen).unwrap();
    assert!(
        difference.description.starts_with("3 pixels"),
        "{}",
        difference.description
    );
    let shown = difference.shown.unwrap();
    assert_eq!(shown.get_pixel(2, 9), &RED);
    assert_ne!(shown.get_pixel(3, 9), &RED);
}

#[test]
fn another_size_is_a_difference() {
    let difference = Difference::between(&plain(200, 200), &plain(200, 202)).unwrap();
    assert_eq!(difference.description, "200 × 202 instead of 200 × 200");
    let shown = difference.shown.unwrap();
    assert_eq!(shown.get_pixel(0, 201), &RED);
    assert_ne!(shown.get_pixel(0, 199), &RED);
}

#[test]
fn a_screenshot_without_a_baseline_is_a_difference() {
    let difference = Difference::missing();
    assert_eq!(difference.description, "there is no baseline yet");
    assert_eq!(difference.shown, None);
}
