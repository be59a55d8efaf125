//! Estimates how much memory it takes to render an SVG, before it is rendered.
//!
//! A group that is faded, blended, clipped, masked or filtered is drawn on a separate layer, up to
//! five times as wide and high as the picture. The layers of nested groups exist at the same time,
//! and so do the results of a filter's steps and the tiles of nested patterns. The estimate walks
//! the drawing in the same way as resvg, and assumes the worst where it is not sure.

use resvg::tiny_skia::Transform;
use resvg::usvg::{ClipPath, Group, ImageKind, Mask, Node, Paint, Path, Tree, filter};

/// The memory limit in bytes, not counting the picture itself.
const MAX_BYTES: f64 = 256.0 * 1024.0 * 1024.0;
/// The maximum number of parts to draw. A mask or a pattern counts for every part that uses it.
const MAX_PARTS: u32 = 200_000;
/// The maximum nesting of groups, patterns and so on.
const MAX_DEPTH: u32 = 1000;
const BYTES_PER_PIXEL: f64 = 4.0;
/// How many layers a filter's step needs besides its result.
const FILTER_EXTRA_LAYERS: usize = 4;

/// Returns whether the drawing, at this size in pixels, fits in memory.
pub fn fits_in_memory(tree: &Tree, scale: f32, width: u32, height: u32) -> bool {
    let at = Place {
        transform: Transform::from_scale(scale, scale),
        // These are the limits of resvg.
        width: width as f32 * 5.0,
        height: height as f32 * 5.0,
        depth: 0,
    };
    let mut parts = MAX_PARTS;
    nodes(tree.root(), at, &mut parts).is_some_and(|bytes| bytes <= MAX_BYTES)
}

/// A place in the drawing.
#[derive(Clone, Copy)]
struct Place {
    transform: Transform,
    /// The width of the largest possible layer.
    width: f32,
    /// The height of the largest possible layer.
    height: f32,
    depth: u32,
}

impl Place {
    fn moved(self, transform: Transform) -> Self {
        Self {
            transform: self.transform.pre_concat(transform),
            ..self
        }
    }

    /// Returns the place one level deeper, or `None` if that is too deep.
    fn deeper(self) -> Option<Self> {
        let depth = self.depth + 1;
        (depth <= MAX_DEPTH).then_some(Self { depth, ..self })
    }
}

/// Returns how many bytes the contents of a group need at the same time, or `None` if they exceed a
/// limit.
fn nodes(group: &Group, at: Place, parts: &mut u32) -> Option<f64> {
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
                // Bitmaps in a drawing are never loaded.
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

fn group(group: &Group, at: Place, parts: &mut u32) -> Option<f64> {
    let at = at.moved(group.transform());
    if !group.should_isolate() {
        return nodes(group, at, parts);
    }
    let Some(at) = without_rotation(group, at) else {
        // Nothing is drawn in this case.
        return Some(0.0);
    };
    let Some(bounds) = group.layer_bounding_box().transform(at.transform) else {
        return Some(0.0);
    };
    // resvg extends the layer by two pixels on each side, and rounds its size up.
    let width = (bounds.width() + 6.0).min(at.width);
    let height = (bounds.height() + 6.0).min(at.height);
    let layer = f64::from(width) * f64::from(height) * BYTES_PER_PIXEL;
    // The contents, the filters, the clip path and the mask are drawn one after the other.
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

/// Returns the place of a group as it is drawn: a group with a filter is drawn without its
/// rotation, and its layers can be larger then. Returns `None` if nothing is drawn.
fn without_rotation(group: &Group, at: Place) -> Option<Place> {
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
    Some(Place {
        transform: back.pre_concat(from),
        width: back.sx.abs() * at.width + back.kx.abs() * at.height,
        height: back.ky.abs() * at.width + back.sy.abs() * at.height,
        ..at
    })
}

/// Returns how many bytes a filter needs. The results of all steps are kept until the last one.
fn steps(filter: &filter::Filter, layer: f64, at: Place, parts: &mut u32) -> Option<f64> {
    let mut most = 0.0_f64;
    for step in filter.primitives() {
        *parts = parts.checked_sub(1)?;
        if let filter::Kind::Image(image) = step.kind() {
            most = most.max(nodes(image.root(), at, parts)?);
        }
    }
    Some(layer * (filter.primitives().len() + FILTER_EXTRA_LAYERS) as f64 + most)
}

fn mask(mask: &Mask, layer: f64, at: Place, parts: &mut u32) -> Option<f64> {
    let at = at.deeper()?;
    let mut most = nodes(mask.root(), at, parts)?;
    if let Some(other) = mask.mask() {
        most = most.max(self::mask(other, layer, at, parts)?);
    }
    // The mask needs its pixels, and how much each pixel lets through.
    Some(layer * 1.5 + most)
}

fn clip_path(clip: &ClipPath, layer: f64, at: Place, parts: &mut u32) -> Option<f64> {
    let mut most = clipping(clip.root(), layer, at.moved(clip.transform()), parts)?;
    if let Some(other) = clip.clip_path() {
        most = most.max(clip_path(other, layer, at.deeper()?, parts)?);
    }
    Some(layer * 1.25 + most)
}

/// Returns how many bytes the contents of a clip path need. Only clip paths in it have layers.
fn clipping(group: &Group, layer: f64, at: Place, parts: &mut u32) -> Option<f64> {
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

/// Returns how many bytes the patterns of a path need. The tile of a pattern is drawn first, at its
/// full size.
fn path(path: &Path, at: Place, parts: &mut u32) -> Option<f64> {
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
        let at = Place {
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
        fits_in_memory(&tree, 1.0, 1600, height)
    }

    /// Returns nested groups, each of which contains `mark`.
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
    fn nested_layers_are_limited_but_consecutive_layers_are_not() {
        let faded = r#"<g opacity=".9">"#;
        assert!(fits(&nested(1, faded, ALL), 900));
        assert!(!fits(&nested(150, faded, ALL), 900));
        // Any number of small layers fits.
        assert!(fits(&nested(150, faded, SMALL), 900));
        // Many layers fit if they are not nested.
        assert!(fits(&nested(1, faded, ALL).repeat(500), 900));
        // Plain groups have no layers.
        assert!(fits(&nested(150, "<g>", ALL), 6400));
    }

    #[test]
    fn filters_masks_and_patterns_count() {
        let many = |part: &str| {
            (0..60)
                .map(|n| part.replace('#', &n.to_string()))
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

        // These are masks of masks.
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

        // This is the tile of a pattern.
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
