//! Converts pictures to sRGB, because published pictures have no color profile, and browsers then
//! assume sRGB.

use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The size limit of a color profile, in bytes. Real profiles are far smaller.
const MAX_BYTES: usize = 4 << 20;
/// How many pixels are converted at a time, so that a large picture is not in memory twice.
const PART: usize = 4096;
/// The number of sample values per channel with which a profile is compared to sRGB.
const STEPS: u8 = 6;

/// Converts the pixels of a picture with this profile to sRGB. A profile that is invalid or for
/// another kind of picture changes nothing. `has_color` is false for grayscale pictures.
pub fn into_srgb(rgba: &mut [u8], profile: &[u8], has_color: bool) {
    if profile.len() > MAX_BYTES {
        return;
    }
    // A profile can be hostile, like all content.
    let read = catch_unwind(AssertUnwindSafe(|| read(profile, has_color)));
    let Some(transform) = read.ok().flatten() else {
        return;
    };
    match transform {
        Conversion::Color(transform) => {
            let mut before = Vec::with_capacity(PART * 4);
            for part in rgba.chunks_mut(PART * 4) {
                before.clear();
                before.extend_from_slice(part);
                if transform.transform(&before, part).is_err() {
                    part.copy_from_slice(&before);
                }
            }
        }
        Conversion::Gray(ramp) => {
            for pixel in rgba.chunks_exact_mut(4) {
                let gray = ramp[usize::from(pixel[0])];
                pixel[..3].fill(gray);
            }
        }
    }
}

/// How to convert pixels.
enum Conversion {
    Color(Arc<Transform8BitExecutor>),
    /// The new value for every gray value.
    Gray(Box<[u8; 256]>),
}

/// Reads a profile. Returns `None` if there is nothing to convert.
fn read(profile: &[u8], has_color: bool) -> Option<Conversion> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    match profile.color_space {
        DataColorSpace::Rgb if has_color => {
            let (from, to) = (Layout::Rgba, Layout::Rgba);
            let transform = profile
                .create_transform_8bit(from, &srgb, to, options)
                .ok()?;
            let some: Vec<u8> = samples().flatten().collect();
            let mut turned = some.clone();
            transform.transform(&some, &mut turned).ok()?;
            // Most profiles are sRGB. Leave those pictures alone, so that nothing is rounded.
            let same = some.iter().zip(&turned).all(|(a, b)| a.abs_diff(*b) <= 1);
            (!same).then_some(Conversion::Color(transform))
        }
        DataColorSpace::Gray if !has_color => {
            let (from, to) = (Layout::Gray, Layout::Rgb);
            let transform = profile
                .create_transform_8bit(from, &srgb, to, options)
                .ok()?;
            let grays: Vec<u8> = (0..=u8::MAX).collect();
            let mut turned = vec![0; grays.len() * 3];
            transform.transform(&grays, &mut turned).ok()?;
            let mut ramp = Box::new([0; 256]);
            for (gray, turned) in ramp.iter_mut().zip(turned.chunks_exact(3)) {
                // Rounding can tint a gray. Take the green value, which matters most to the eye.
                *gray = turned[1];
            }
            Some(Conversion::Gray(ramp))
        }
        _ => None,
    }
}

/// Returns colors from all over the RGB cube.
fn samples() -> impl Iterator<Item = [u8; 4]> {
    let steps = || (0..STEPS).map(|step| step * (u8::MAX / (STEPS - 1)));
    steps().flat_map(move |red| {
        steps().flat_map(move |green| steps().map(move |blue| [red, green, blue, u8::MAX]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(pixels: &[[u8; 4]], profile: &[u8], has_color: bool) -> Vec<u8> {
        let mut rgba = pixels.concat();
        into_srgb(&mut rgba, profile, has_color);
        rgba
    }

    fn near(found: &[u8], expected: &[u8]) {
        let near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(*b) <= 2);
        assert!(
            near && found.len() == expected.len(),
            "{found:?} {expected:?}"
        );
    }

    #[test]
    fn colors_are_converted_to_srgb() {
        let p3 = ColorProfile::new_display_p3().encode().unwrap();
        // CSS Color 4, §10.8 and §10.3: color(display-p3 …) in sRGB. Alpha stays the same.
        let pixels = [[128, 128, 128, 255], [200, 100, 50, 9], [255, 0, 0, 255]];
        near(
            &turned(&pixels, &p3, true),
            &[128, 128, 128, 255, 215, 93, 31, 9, 255, 0, 0, 255],
        );
        // There is more than one part, and the last one is incomplete.
        let many = vec![[200, 100, 50, 255]; PART * 2 + 1];
        let many = turned(&many, &p3, true);
        assert!(many.chunks(4).all(|pixel| pixel == &many[..4]));
        near(&many[..4], &[215, 93, 31, 255]);
    }

    #[test]
    fn grays_are_converted_to_srgb() {
        let linear = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
        near(
            &turned(&[[55, 55, 55, 7]], &linear, false),
            &[128, 128, 128, 7],
        );
    }

    #[test]
    fn srgb_and_unusable_profiles_change_nothing() {
        let pixels: Vec<[u8; 4]> = samples().collect();
        let srgb = ColorProfile::new_srgb().encode().unwrap();
        let gray = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
        let p3 = ColorProfile::new_display_p3().encode().unwrap();
        for (profile, has_color) in [
            (&srgb[..], true),
            // These profiles are for another kind of picture.
            (&gray, true),
            (&p3, false),
            (&[], true),
            (&[0xff; 200], true),
            (&p3[..p3.len() / 2], true),
        ] {
            assert_eq!(turned(&pixels, profile, has_color), pixels.concat());
        }
    }
}
