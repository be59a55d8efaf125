//! The newspaper's icon, rendered from one SVG to the sizes and formats that devices request.

use image::codecs::ico::{IcoEncoder, IcoFrame};
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageError};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// The diameter of a maskable icon's safe zone, as a fraction of the icon's side. Devices never cut
/// anything off inside that circle (Web App Manifest, "Icon masks and safe zone").
pub const SAFE: f32 = 0.8;
/// The sizes in the ICO file, in pixels: a tab, a tab on a high-density screen, and a desktop icon.
const ICO_SIDES: [u32; 3] = [16, 32, 48];
/// The maximum size of the SVG.
const MAX_BYTES: usize = 1 << 20;

/// An SVG that no icons can be made from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("favicon.svg: {0}; put a small square SVG with shapes only in its place")]
pub struct IconError(String);

/// A parsed SVG icon.
pub struct Drawing(Tree);

impl Drawing {
    /// Parses an SVG. External files and embedded images are never loaded.
    pub fn read(svg: &[u8]) -> Result<Self, IconError> {
        if svg.len() > MAX_BYTES {
            return Err(IconError("is over 1 MB".into()));
        }
        let options = Options {
            resources_dir: None,
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        Tree::from_data(svg, &options)
            .map(Self)
            .map_err(|error| IconError(format!("is not a valid SVG: {error}")))
    }

    /// Renders the icon on a transparent square.
    pub fn plain(&self, side: u32) -> Result<Pixmap, IconError> {
        let mut pixels = blank(side)?;
        self.draw(&mut pixels, 1.0);
        Ok(pixels)
    }

    /// Renders the icon in the middle `part` of a square that is filled with its background color:
    /// the color at the icon's upper edge, or white if that pixel is not opaque.
    pub fn on_background(&self, side: u32, part: f32) -> Result<Pixmap, IconError> {
        let ground = self
            .plain(side)?
            .pixel(side / 2, side / 32)
            .filter(|pixel| pixel.alpha() == u8::MAX)
            .map_or(Color::WHITE, |pixel| {
                Color::from_rgba8(pixel.red(), pixel.green(), pixel.blue(), u8::MAX)
            });
        let mut pixels = blank(side)?;
        pixels.fill(ground);
        self.draw(&mut pixels, part);
        Ok(pixels)
    }

    /// Draws the icon into the middle of the square, scaled to `part` of its side.
    fn draw(&self, pixels: &mut Pixmap, part: f32) {
        let (side, size) = (pixels.width() as f32, self.0.size());
        let scale = side * part / size.width().max(size.height());
        let left = (side - size.width() * scale) / 2.0;
        let top = (side - size.height() * scale) / 2.0;
        let place = Transform::from_row(scale, 0.0, 0.0, scale, left, top);
        resvg::render(&self.0, place, &mut pixels.as_mut());
    }
}

fn blank(side: u32) -> Result<Pixmap, IconError> {
    Pixmap::new(side, side).ok_or_else(|| IconError("has no size".into()))
}

/// Encodes pixels as PNG.
pub fn png(pixels: Pixmap) -> Result<Vec<u8>, IconError> {
    let (width, height) = (pixels.width(), pixels.height());
    let mut file = Vec::new();
    PngEncoder::new(&mut file)
        .write_image(
            &pixels.take_demultiplied(),
            width,
            height,
            ExtendedColorType::Rgba8,
        )
        .map_err(|error| IconError(format!("cannot be converted to PNG: {error}")))?;
    Ok(file)
}

/// Returns an ICO file that contains PNGs, for browsers without SVG icons and for programs that
/// request /favicon.ico by default.
pub fn ico(drawing: &Drawing) -> Result<Vec<u8>, IconError> {
    let failed = |error: ImageError| IconError(format!("cannot be made an .ico: {error}"));
    let frames: Vec<IcoFrame<'_>> = ICO_SIDES
        .iter()
        .map(|side| {
            let file = png(drawing.plain(*side)?)?;
            IcoFrame::with_encoded(file, *side, *side, ExtendedColorType::Rgba8).map_err(failed)
        })
        .collect::<Result<_, IconError>>()?;
    let mut file = Vec::new();
    IcoEncoder::new(&mut file)
        .encode_images(&frames)
        .map_err(failed)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ICON: &[u8] = include_bytes!("../../../../../public/favicon.svg");

    fn read(png: &[u8]) -> image::RgbaImage {
        image::load_from_memory_with_format(png, image::ImageFormat::Png)
            .unwrap()
            .into_rgba8()
    }

    #[test]
    fn an_ico_contains_every_size() {
        let file = ico(&Drawing::read(ICON).unwrap()).unwrap();
        assert_eq!(file[..6], [0, 0, 1, 0, 3, 0]);
        for (at, side) in ICO_SIDES.iter().enumerate() {
            let entry = &file[6 + 16 * at..];
            let number =
                |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().unwrap()) as usize;
            let (length, offset) = (number(8), number(12));
            let picture = read(&file[offset..offset + length]);
            assert_eq!(picture.dimensions(), (*side, *side));
            assert_eq!(u32::from(entry[0]), *side);
        }
    }

    #[test]
    fn a_maskable_icon_keeps_the_drawing_inside_the_safe_zone() {
        let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#123456"/><rect x="2" y="2" width="6" height="6" fill="#fff"/></svg>"##;
        let drawing = Drawing::read(svg).unwrap();
        let icon = read(&png(drawing.on_background(100, SAFE).unwrap()).unwrap());
        for (x, y) in [(0, 0), (99, 0), (50, 5), (0, 99), (99, 99)] {
            assert_eq!(icon.get_pixel(x, y).0, [0x12, 0x34, 0x56, 255], "{x} {y}");
        }
        // The white square is scaled down: its left edge is at 10 + 0.8 × 20.
        assert_eq!(icon.get_pixel(24, 50).0, [0x12, 0x34, 0x56, 255]);
        assert_eq!(icon.get_pixel(28, 50).0, [255; 4]);
        let plain = read(&png(drawing.plain(100).unwrap()).unwrap());
        assert_eq!(plain.get_pixel(0, 0).0[3], 0);
    }

    #[test]
    fn an_icon_that_is_not_an_svg_is_reported() {
        for bad in [&b"<html>"[..], b"", b"\xff", b"<svg/>x<"] {
            let error = Drawing::read(bad).err().unwrap().to_string();
            assert!(error.starts_with("favicon.svg: is "), "{error}");
        }
    }
}
