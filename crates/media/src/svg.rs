//! Draws SVG originals once, at the largest width. An SVG is never published, because it can
//! contain scripts.

use super::layers;
use super::pixels::Pixels;
use frontpage_model::IMAGE_WIDTHS;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, roxmltree};
use std::collections::HashMap;

/// The size limit of an SVG, in bytes.
const MAX_BYTES: usize = 5 << 20;
/// The maximum height of a drawing, in pixels.
const MAX_HEIGHT: f32 = 6400.0;
/// The maximum number of elements in a drawing, after following every reference.
const MAX_DRAWN: u64 = 200_000;
const MAX_DEPTH: usize = 200;
const TOO_MUCH: &str = "is too intricate to be drawn";

/// Returns whether these bytes look like markup.
pub fn is_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// Draws an SVG on white, 1600 pixels wide.
pub fn draw(bytes: &[u8]) -> Result<Pixels, String> {
    if bytes.len() > MAX_BYTES {
        return Err("is an SVG of more than 5 MB".into());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "is an SVG but not UTF-8".to_owned())?;
    // Drawing libraries are more likely to panic on hostile input than the other decoders. In a
    // release build, panics abort, so only the checks before the rendering help there.
    std::panic::catch_unwind(|| render(text)).unwrap_or_else(|_| Err("cannot be drawn".into()))
}

fn render(text: &str) -> Result<Pixels, String> {
    let broken = |error: &dyn std::fmt::Display| format!("is broken: {error}");
    let document = roxmltree::Document::parse(text).map_err(|e| broken(&e))?;
    check_references(&document)?;
    let options = Options {
        // Never load anything outside the file.
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|e| broken(&e))?;
    let width = IMAGE_WIDTHS[IMAGE_WIDTHS.len() - 1];
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round();
    if !(1.0..=MAX_HEIGHT).contains(&height) {
        return Err(format!(
            "would be {width} × {height} pixels, outside the allowed heights"
        ));
    }
    if !layers::fits_in_memory(&tree, scale, width, height as u32) {
        return Err(TOO_MUCH.into());
    }
    let mut pixmap = Pixmap::new(width, height as u32).ok_or_else(|| "has no size".to_owned())?;
    pixmap.fill(Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    Ok(Pixels {
        width,
        height: height as u32,
        // On white every pixel is opaque, so premultiplied alpha makes no difference.
        rgba: pixmap.take(),
        opaque: true,
    })
}

/// Refuses drawings that grow without bound. A few lines can take forever to draw: a `<use>` of a
/// group that uses another group twice, and so on.
fn check_references(document: &roxmltree::Document<'_>) -> Result<(), String> {
    let ids: HashMap<&str, roxmltree::Node<'_, '_>> = document
        .descendants()
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect();
    let mut sizes = HashMap::new();
    match drawn_elements(document.root_element(), &ids, &mut sizes, 0) {
        Some(drawn) if drawn <= MAX_DRAWN => Ok(()),
        _ => Err(TOO_MUCH.into()),
    }
}

/// Returns how many elements are drawn for a node, or `None` if it nests too deeply or contains
/// itself.
fn drawn_elements<'a, 'd>(
    node: roxmltree::Node<'a, 'd>,
    ids: &HashMap<&str, roxmltree::Node<'a, 'd>>,
    sizes: &mut HashMap<roxmltree::NodeId, Option<u64>>,
    depth: usize,
) -> Option<u64> {
    if depth > MAX_DEPTH {
        return None;
    }
    if let Some(known) = sizes.get(&node.id()) {
        return *known;
    }
    // A node that refers to itself finds this entry.
    sizes.insert(node.id(), None);
    let mut drawn = 1_u64;
    for child in node.children().filter(roxmltree::Node::is_element) {
        drawn = drawn.saturating_add(drawn_elements(child, ids, sizes, depth + 1)?);
    }
    for attribute in node.attributes() {
        let value = attribute.value();
        let target = if attribute.name() == "href" {
            value.strip_prefix('#')
        } else {
            value
                .split_once("url(#")
                .and_then(|(_, rest)| rest.split(')').next())
        };
        if let Some(target) = target.and_then(|id| ids.get(id)) {
            drawn = drawn.saturating_add(drawn_elements(*target, ids, sizes, depth + 1)?);
        }
    }
    sizes.insert(node.id(), Some(drawn));
    Some(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">"#;

    #[test]
    fn a_drawing_is_1600_wide_and_on_white() {
        let pixels =
            draw(format!("{HEAD}<rect width=\"2\" height=\"2\" fill=\"#f00\"/></svg>").as_bytes())
                .unwrap();
        assert_eq!((pixels.width, pixels.height), (1600, 800));
        assert_eq!(pixels.rgba[..4], [255, 0, 0, 255]);
        assert_eq!(pixels.rgba[pixels.rgba.len() - 4..], [255; 4]);
    }

    #[test]
    fn hostile_drawings_are_refused_or_harmless() {
        let mut laughs = format!("{HEAD}<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>");
        for i in 1..40 {
            let reference = format!("<use href=\"#a{}\"/>", i - 1);
            laughs += &format!("<g id=\"a{i}\">{reference}{reference}{reference}</g>");
        }
        laughs += "</svg>";
        let itself = format!("{HEAD}<g id=\"a\"><use href=\"#a\"/></g></svg>");
        let deep = format!(
            "{HEAD}{}{}</svg>",
            "<g>".repeat(20_000),
            "</g>".repeat(20_000)
        );
        let entities = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><desc>&g;</desc></svg>";
        for bad in [
            &laughs,
            &itself,
            &deep,
            entities,
            "<svg",
            "<html></html>",
            "<",
        ] {
            assert!(
                draw(bad.as_bytes()).is_err(),
                "{}",
                &bad[..bad.len().min(60)]
            );
        }
        let tall = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="99999"/>"#;
        assert!(draw(tall.as_bytes()).is_err());
        let outside = format!(
            "{HEAD}<image href=\"/etc/passwd\" width=\"4\" height=\"2\"/><script>x</script></svg>"
        );
        assert_eq!(draw(outside.as_bytes()).unwrap().rgba[..4], [255; 4]);
    }
}
