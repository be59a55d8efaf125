//! Structured data of a story that consists of questions and answers.
//!
//! See <https://schema.org/FAQPage>. A story that also has other text is not a `FAQPage`: search engines
//! would show the questions as if they were the whole page.

use super::Reference;
use frontpage_model::{Article, Block, Questions, StaticBlock, plain_text};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "@type", rename = "FAQPage", rename_all = "camelCase")]
pub struct FaqPage<'a> {
    #[serde(rename = "@id")]
    id: String,
    in_language: &'a str,
    is_part_of: Reference,
    main_entity: Vec<Question>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Question {
    name: String,
    accepted_answer: Answer,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Answer {
    text: String,
}

/// The fewest questions of a page of questions.
const MIN_QUESTIONS: usize = 2;

impl<'a> FaqPage<'a> {
    /// Creates it for a story whose address is `url`; `None` unless all questions of the story are in one
    /// block, which is more than half of its text.
    pub fn new(article: &Article, url: &str, story: String, lang: &'a str) -> Option<Self> {
        let mut found = article.body.iter().filter_map(as_questions);
        let (Some(questions), None) = (found.next(), found.next()) else {
            return None;
        };
        let entries = questions.entries.iter().map(|entry| Question {
            name: plain_text(&entry.question),
            accepted_answer: Answer {
                text: words(&entry.answer),
            },
        });
        let entries: Vec<Question> = entries.collect();
        let length = |text: &str| text.chars().count();
        let answered: usize = entries
            .iter()
            .map(|entry| length(&entry.name) + length(&entry.accepted_answer.text))
            .sum();
        if entries.len() < MIN_QUESTIONS || 2 * answered <= length(&words(&article.body)) {
            return None;
        }
        Some(Self {
            id: format!("{url}#questions"),
            in_language: lang,
            is_part_of: Reference { id: story },
            main_entity: entries,
        })
    }
}

fn as_questions(block: &Block) -> Option<&Questions> {
    match block.as_static()? {
        StaticBlock::Questions(questions) => Some(questions),
        StaticBlock::Table(_)
        | StaticBlock::Embed(_)
        | StaticBlock::Correction(_)
        | StaticBlock::KeyPoints(_)
        | StaticBlock::Timeline(_)
        | StaticBlock::Chart(_)
        | StaticBlock::Video(_)
        | StaticBlock::Audio(_)
        | StaticBlock::MovingPicture(_)
        | StaticBlock::Notes(_) => None,
    }
}

/// Returns the words of blocks, one line for each text.
fn words(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        block
            .clone()
            .each_text_mut(&mut |text| lines.push(plain_text(text)));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
