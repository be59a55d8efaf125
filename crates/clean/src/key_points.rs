//! Makes the box with a story's key points.

use super::block::{Node, Walker, has_class};
use super::figure::static_block;
use frontpage_model::{Block, KeyPoints, List, StaticBlock, Text};
use scraper::node::Element;

/// The classes of such boxes, as content systems name them.
const CLASSES: [&str; 5] = [
    "key-points",
    "keypoints",
    "key-takeaways",
    "takeaways",
    "story-highlights",
];

/// Returns whether an element is a box with key points.
pub(super) fn is_key_points(element: &Element) -> bool {
    has_class(element, &CLASSES)
}

impl Walker<'_> {
    /// Makes the box from a list or from paragraphs, with the heading before them. Blocks that cannot be
    /// in it follow it.
    pub(super) fn key_points(&mut self, node: Node<'_>) {
        let mut heading = Text::new();
        let mut points = Vec::new();
        let mut others = Vec::new();
        let blocks = self.inner_blocks(node);
        let has_list = blocks.iter().any(|block| matches!(block, Block::List(_)));
        for block in blocks {
            match block {
                Block::Heading(found) if heading.is_empty() && points.is_empty() => {
                    heading = found.text;
                }
                Block::Paragraph(found) if has_list && heading.is_empty() && points.is_empty() => {
                    heading = found.text;
                }
                Block::List(list) => add_items(list, &mut points),
                Block::Paragraph(found) => points.push(found.text),
                Block::Heading(_)
                | Block::Image(_)
                | Block::Gallery(_)
                | Block::Quote(_)
                | Block::Related(_)
                | Block::Rule
                | Block::Preformatted(_)
                | Block::LaidOut(_) => others.push(block),
            }
        }
        if points.is_empty() {
            self.degrade("key points without points");
        } else {
            self.push(static_block(StaticBlock::KeyPoints(KeyPoints {
                heading,
                points,
            })));
        }
        for block in others {
            self.degrade("block within key points");
            self.push(block);
        }
    }
}

fn add_items(list: List, points: &mut Vec<Text>) {
    for item in list.items {
        points.push(item.text);
        for nested in item.lists {
            add_items(nested, points);
        }
    }
    points.retain(|point| !point.is_empty());
}
