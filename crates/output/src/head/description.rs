//! The plain-text description of a page.

use frontpage_model::{Article, Block, Front, Page, Site, messages, plain_text};

/// The maximum length of a generated description, in characters. Search engines show no more.
const MAX_DESCRIPTION: usize = 200;

/// Returns a description of a page in a sentence or two, for search results and share previews.
/// `None` if there is no text that is specific to the page.
pub fn description(page: &Page, site: &Site) -> Option<String> {
    let text = match page {
        Page::Front(front) if !front.name.is_empty() => about_edition(front, site),
        Page::Front(_) => site.description.clone(),
        Page::Listing(listing) => listing.description.clone(),
        Page::Article(article) if article.summary.is_empty() => first_paragraph(article),
        Page::Article(article) => article.summary.clone(),
        Page::Rail(_) | Page::Site(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}

/// Returns the description of an edition, a calendar or the month of a section.
pub fn about_edition(edition: &Front, site: &Site) -> String {
    if edition.listed_stories().next().is_some() {
        messages::ABOUT_SECTION_MONTH.fill(&[&edition.name, &site.name])
    } else if edition.top.is_empty() {
        messages::ABOUT_EDITIONS.fill(&[&edition.name, &site.name])
    } else {
        messages::ABOUT_EDITION.fill(&[&edition.name, &site.name])
    }
}

/// Returns the start of the story's first paragraph, cut between words.
fn first_paragraph(article: &Article) -> String {
    let first = article.body.iter().find_map(Block::as_paragraph);
    let text = first.map_or_else(String::new, |paragraph| plain_text(&paragraph.text));
    if text.chars().count() <= MAX_DESCRIPTION {
        return text;
    }
    let end = text
        .char_indices()
        .nth(MAX_DESCRIPTION)
        .map_or(text.len(), |(at, _)| at);
    // A text without spaces is cut at the limit.
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    let cut = text[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—".contains(c));
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{Inline, Paragraph};

    #[test]
    fn a_story_without_a_summary_is_described_by_its_first_paragraph() {
        let mut article = super::super::tests::article();
        article.summary = String::new();
        let mut begin = |text: &str| {
            article.body = vec![Block::Paragraph(Paragraph {
                text: vec![Inline::Strong(vec![Inline::Text(text.into())])],
                ..Paragraph::default()
            })];
            first_paragraph(&article)
        };
        assert_eq!(begin("Short."), "Short.");
        let long = begin(&"wört, ".repeat(50));
        assert!(long.ends_with("wört…"), "{long}");
        assert!((190..=MAX_DESCRIPTION).contains(&long.chars().count()));
        assert_eq!(
            begin(&"字".repeat(300)),
            format!("{}…", "字".repeat(MAX_DESCRIPTION))
        );
    }
}
