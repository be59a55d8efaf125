//! Blocks that can be inside another one, such as the answer to a question: paragraphs and lists.

use super::block::Walker;
use frontpage_model::{Block, Inline, Paragraph};

impl Walker<'_> {
    /// Divides blocks into those that can be inside another block, and the others, which follow it. A
    /// heading inside becomes a paragraph in bold.
    pub(super) fn flow(&mut self, blocks: Vec<Block>, others: &mut Vec<Block>) -> Vec<Block> {
        let mut flow = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(_) | Block::List(_) => flow.push(block),
                Block::Heading(heading) => {
                    flow.push(Block::Paragraph(Paragraph {
                        text: vec![Inline::Strong(heading.text)],
                        ..Paragraph::default()
                    }));
                }
                Block::Image(_)
                | Block::Gallery(_)
                | Block::Quote(_)
                | Block::Related(_)
                | Block::Rule
                | Block::Preformatted(_)
                | Block::LaidOut(_) => {
                    self.degrade("block within another");
                    others.push(block);
                }
            }
        }
        flow
    }
}
