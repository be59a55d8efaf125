//! Makes questions and answers.

use super::block::{Node, Walker, has_class};
use super::figure::static_block;
use frontpage_model::{Block, Question, Questions, StaticBlock};
use scraper::node::Element;

/// The classes of questions and answers, as content systems name them.
const CLASSES: [&str; 8] = [
    "questions",
    "q-and-a",
    "qa",
    "faq",
    "schema-faq",
    "wp-block-yoast-faq-block",
    "wp-block-rank-math-faq-block",
    "rank-math-block",
];

/// Returns whether an element contains questions and answers.
pub(super) fn is_questions(element: &Element) -> bool {
    has_class(element, &CLASSES)
}

/// Returns whether an element is a question: a term, the summary of a `<details>`, or a heading.
fn is_question(element: &Element) -> bool {
    matches!(
        element.name(),
        "dt" | "summary" | "h2" | "h3" | "h4" | "h5" | "h6"
    ) || has_class(element, &["schema-faq-question"])
}

impl Walker<'_> {
    /// Makes questions and answers: everything between a question and the next one is its answer. Blocks that
    /// cannot be in an answer follow the last one.
    pub(super) fn questions(&mut self, node: Node<'_>) {
        self.flush();
        let mut entries = Vec::new();
        let mut others = Vec::new();
        self.collect_questions(node, &mut entries, &mut others);
        let before = entries.len();
        entries.retain(|entry: &Question| !entry.answer.is_empty());
        if entries.len() < before {
            self.warn(
                "a question has no answer",
                "write the answer below it; until then the question is left out",
            );
        }
        if entries.is_empty() {
            self.degrade("questions without answers");
        } else {
            self.push(static_block(StaticBlock::Questions(Questions { entries })));
        }
        for block in others {
            self.push(block);
        }
    }

    fn collect_questions(
        &mut self,
        node: Node<'_>,
        entries: &mut Vec<Question>,
        others: &mut Vec<Block>,
    ) {
        for child in node.children() {
            let element = child.value().as_element();
            if let Some(element) = element
                && is_question(element)
            {
                let question = self.flat_marked(child, element);
                if !question.is_empty() {
                    entries.push(Question {
                        question,
                        answer: Vec::new(),
                    });
                }
            } else if child
                .descendants()
                .any(|inner| inner.value().as_element().is_some_and(is_question))
            {
                self.collect_questions(child, entries, others);
            } else {
                let blocks = self.node_blocks(child);
                match entries.last_mut() {
                    Some(entry) => {
                        let answer = self.flow(blocks, others);
                        entry.answer.extend(answer);
                    }
                    // What comes before the first question is not an answer.
                    None => {
                        for block in blocks {
                            self.push(block);
                        }
                    }
                }
            }
        }
    }
}
