//! How much memory a drawing takes while it is drawn, told before.
//!
//! A group that is faded, blended, clipped, masked or filtered is drawn on a layer of its own, up to
//! five times as wide and high as the picture, and the layers of groups in groups are all there at
//! once. So are the results of a filter's steps, and the tiles of patterns in patterns. This goes
//! through the drawing as resvg does, and takes of what it is not sure of the most.

use resvg::tiny_skia::Transform;
use resvg::usvg::{ClipPath, Group, ImageKind, Mask, Node, Paint, Path, Tree, filter};

/// Beside the picture itself.
const MAX_BYTES: f64 = 256.0 * 1024.0 * 1024.0;
/// How many parts may be drawn: a mask or a pattern that many parts have is drawn for each.
const MAX_PARTS: u32 = 200_000;
/// Groups in groups, patterns in patterns, and so on.
const MAX_DEPTH: u32 = 1000;
const BYTES_PER_PIXEL: f64 = 4.0;
/// What a filter's step needs beside its result, in layers.
const FILTER_SPARE: usize = 4;

/// Whether the drawing fits, at this size in pixels.
pub fn fit(tree: &Tree, scale: f32, width: u32, height: u32) -> bool {
    let at = At {
        transform: Transform::from_scale(scale, scale),
        // as resvg bounds them
        width: width as f32 * 5.0,
        height: height as f32 * 5.0,
        depth: 0,
    };
    let mut parts = MAX_PARTS;
    nodes(tree.root(), at, &mut parts).is_some_and(|bytes| bytes <= MAX_BYTES)
}

/// Where in the drawing something stands.
#[derive(Clone, Copy)]
struct At {
    transform: Transform,
    /// The largest layer.
    width: f32,
    height: f32,
    depth: u32,
}

impl At {
    fn moved(self, transform: Transform) -> Self {
        Self {
            transform: self.transform.pre_concat(transform),
            ..self
        }
    }

    /// In something that stands here; none where nobody draws that deep.
    fn deeper(self) -> Option<Self> {
        let depth = self.depth + 1;
        (depth <= MAX_DEPTH).then_some(Self { depth, ..self })
    }
}

/// The bytes that are needed at once for what is in a group; none where it is more than anybody
/// draws.
fn nodes(group: &Group, at: At, parts: &mut u32) -> Option<f64> {
    let at = at.deeper()?;
    let mut most = 0.0_f64;
    for node in group.children() {
        *parts = parts.checked_sub(1)?;
        let bytes = match node {
            Node::Group(group) => self::group(group, at, parts)?,
            Node::Text(text) => self::group(text.flattened(), at, parts)?,
            Node::Path(path) => self::path(path, at, parts)?,
            Node::Image(image) => match image.kind() {
                ImageKind::SVG(tree) => {
                    at.width as f64 * at.height as f64 * BYTES_PER_PIXEL
                        + nodes(tree.root(), at, parts)?
                }
                // no picture in a drawing is looked at
                _ => 0.0,
            },
        };
        most = most.max(bytes);
        if most > MAX_BYTES {
            return None;
        }
    }
    Some(most)
}

fn group(group: &Group, at: At, parts: &mut u32) -> Option<f64> {
    let at = at.moved(group.transform());
    if !group.should_isolate() {
        return nodes(group, at, parts);
    }
    let Some(at) = unturned(group, at) else {
        // nothing is drawn
        return Some(0.0);
    };
    let Some(bounds) = group.layer_bounding_box().transform(at.transform) else {
        return Some(0.0);
    };
    // the layer ends two pixels further out
    let width = (bounds.width() + 6.0).min(at.width);
    let height = (bounds.height() + 6.0).min(at.height);
    let layer = f64::from(width) * f64::from(height) * BYTES_PER_PIXEL;
    // one after the other on the layer
    let mut most = nodes(group, at, parts)?;
    for filter in group.filters() {
        most = most.max(steps(filter, layer, at, parts)?);
    }
    if let Some(clip_path) = group.clip_path() {
        most = most.max(self::clip_path(clip_path, layer, at, parts)?);
    }
    if let Some(mask) = group.mask() {
        most = most.max(self::mask(mask, layer, at, parts)?);
    }
    Some(layer + most)
}

/// A group with a filter is drawn as if it were not turned; what a layer may be then is larger.
fn unturned(group: &Group, at: At) -> Option<At> {
    if group.filters().is_empty() {
        return Some(at);
    }
    let from = at.transform;
    let (sx, sy) = (from.sx.hypot(from.ky), from.kx.hypot(from.sy));
    let turn = Transform::from_row(
        from.sx / sx,
        from.ky / sx,
        from.kx / sy,
        from.sy / sy,
        0.0,
        0.0,
    );
    let back = turn.invert()?;
    Some(At {
        transform: back.pre_concat(from),
        width: back.sx.abs() * at.width + back.kx.abs() * at.height,
        height: back.ky.abs() * at.width + back.sy.abs() * at.height,
        ..at
    })
}

/// Each step's result is kept until the last one is done.
fn steps(filter: &filter::Filter, layer: f64, at: At, parts: &mut u32) -> Option<f64> {
    let mut most = 0.0_f64;
    for step in filter.primitives() {
        *parts = parts.checked_sub(1)?;
        if let filter::Kind::Image(image) = step.kind() {
            most = most.max(nodes(image.root(), at, parts)?);
        }
    }
    Some(layer * (filter.primitives().len() + FILTER_SPARE) as f64 + most)
}

fn mask(mask: &Mask, layer: f64, at: At, parts: &mut u32) -> Option<f64> {
    let at = at.deeper()?;
    let mut most = nodes(mask.root(), at, parts)?;
    if let Some(other) = mask.mask() {
        most = most.max(self::mask(other, layer, at, parts)?);
    }
    // its pixels, and how far each lets through
    Some(layer * 1.5 + most)
}

fn clip_path(clip: &ClipPath, layer: f64, at: At, parts: &mut u32) -> Option<f64> {
    let mut most = clipping(clip.root(), layer, at.moved(clip.transform()), parts)?;
    if let Some(other) = clip.clip_path() {
        most = most.max(clip_path(other, layer, at.deeper()?, parts)?);
    }
    Some(layer * 1.25 + most)
}

/// What is in a clipping path knows no layers but those of clipping paths in it.
fn clipping(group: &Group, layer: f64, at: At, parts: &mut u32) -> Option<f64> {
    let at = at.deeper()?;
    let mut most = 0.0_f64;
    for node in group.children() {
        *parts = parts.checked_sub(1)?;
        let bytes = match node {
            Node::Path(path) => self::path(path, at, parts)?,
            Node::Text(text) => clipping(text.flattened(), layer, at, parts)?,
            Node::Group(group) => {
                let at = at.moved(group.transform());
                let inside = clipping(group, layer, at, parts)?;
                match group.clip_path() {
                    Some(clip) => layer + inside.max(clip_path(clip, layer, at, parts)?),
                    None => inside,
                }
            }
            Node::Image(_) => 0.0,
        };
        most = most.max(bytes);
        if most > MAX_BYTES {
            return None;
        }
    }
    Some(most)
}

/// A pattern's tile is drawn first, in whatever size it has.
fn path(path: &Path, at: At, parts: &mut u32) -> Option<f64> {
    let paints = [
        path.fill().map(|fill| fill.paint()),
        path.stroke().map(|stroke| stroke.paint()),
    ];
    let mut most = 0.0_f64;
    for paint in paints.into_iter().flatten() {
        let Paint::Pattern(pattern) = paint else {
            continue;
        };
        let (sx, sy) = at.moved(pattern.transform()).transform.get_scale();
        let rect = pattern.rect();
        let [width, height] = [rect.width() * sx, rect.height() * sy].map(f64::from);
        let at = At {
            transform: Transform::from_scale(sx, sy),
            ..at
        };
        let tile = width * height * BYTES_PER_PIXEL;
        most = most.max(tile + nodes(pattern.root(), at, parts)?);
    }
    Some(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::usvg::Options;

    fn fits(inside: &str, height: u32) -> bool {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 {height}">{inside}</svg>"#
        );
        let tree = Tree::from_str(&svg, &Options::default()).unwrap();
        fit(&tree, 1.0, 1600, height)
    }

    /// Groups in each other, each with a mark of its own in it.
    fn nested(count: usize, open: &str, mark: &str) -> String {
        format!(
            "{}{}",
            format!("{open}{mark}").repeat(count),
            "</g>".repeat(count)
        )
    }

    const ALL: &str = r#"<path d="M-9999-9999h99999v99999z"/>"#;
    const SMALL: &str = r#"<path d="M0 0h90v90z"/>"#;

    #[test]
    fn layers_in_layers_are_bounded_and_one_after_the_other_is_fine() {
        let faded = r#"<g opacity=".9">"#;
        assert!(fits(&nested(1, faded, ALL), 900));
        assert!(!fits(&nested(150, faded, ALL), 900));
        // small ones, however many
        assert!(fits(&nested(150, faded, SMALL), 900));
        // and many that are not in each other
        assert!(fits(&nested(1, faded, ALL).repeat(500), 900));
        // plain groups have no layers
        assert!(fits(&nested(150, "<g>", ALL), 6400));
    }

    #[test]
    fn what_is_drawn_aside_counts() {
        let many = |one: &str| {
            (0..60)
                .map(|n| one.replace('#', &n.to_string()))
                .collect::<String>()
        };
        let offsets = r#"<feOffset dx="1" result="r#"/>"#;
        let filter = format!(
            r#"<filter id="f" x="-1" y="-1" width="3" height="3">{}</filter>"#,
            many(offsets)
        );
        let used = r#"<g filter="url(#f)"><path d="M0 0h1600v900z"/></g>"#;
        assert!(!fits(&format!("{filter}{used}"), 900));
        let shadow = r#"<filter id="f"><feDropShadow dx="4" dy="4" stdDeviation="4"/></filter>"#;
        assert!(fits(&format!("{shadow}{used}"), 900));

        // masks of masks
        let masks: String = (0..60)
            .map(|n| {
                let next = n + 1;
                format!(
                    r##"<mask id="m{n}" mask="url(#m{next})"><path fill="#fff" d="M0 0h1600v900z"/></mask>"##
                )
            })
            .collect();
        let last = r##"<mask id="m60"><path fill="#fff" d="M0 0h1600v900z"/></mask>"##;
        let used = |n: u8| format!(r#"<g mask="url(#m{n})"><path d="M0 0h1600v900z"/></g>"#);
        assert!(fits(&format!("{masks}{last}{}", used(60)), 900));
        assert!(!fits(&format!("{masks}{last}{}", used(0)), 900));

        // a tile
        let pattern = |side: u32| {
            format!(
                r#"<pattern id="p" width="{side}" height="{side}" patternUnits="userSpaceOnUse">
                <path d="M0 0h9v9z"/></pattern><path fill="url(#p)" d="M0 0h1600v900z"/>"#
            )
        };
        assert!(fits(&pattern(20), 900));
        assert!(!fits(&pattern(20_000), 900));
    }
}
