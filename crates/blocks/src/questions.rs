//! Questions with their answers.

use crate::tree::{element, flow};
use frontpage_model::{ElementName, Questions, Text};

/// Returns the layout of questions. Their headings are one level below the headings of the story's sections
/// if there is such a heading before them.
pub fn view(questions: &Questions, is_in_section: bool) -> Text {
    let name = if is_in_section {
        ElementName::H3
    } else {
        ElementName::H2
    };
    let mut parts = Text::new();
    for entry in &questions.entries {
        parts.push(element(name, "questions__question", entry.question.clone()).into());
        parts.extend(flow(&entry.answer));
    }
    vec![element(ElementName::DIV, "questions", parts).into()]
}
