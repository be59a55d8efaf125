//! A story as a document of a search engine.

use frontpage_model::{Article, LocalTime, Site, plain_text};
use jiff::Timestamp;
use serde::Serialize;

/// A story as a document. All fields are always there, so that engines infer nothing.
#[derive(Debug, Serialize)]
pub struct Document {
    /// The path with hyphens, because Meilisearch allows letters, digits, hyphens and underscores only.
    pub id: String,
    /// The address of the story's page.
    url: String,
    /// The headline.
    headline: String,
    /// The summary; empty if there is none.
    summary: String,
    /// The text of the body and of the captions, without formatting.
    body: String,
    /// The slug of the section.
    section: String,
    /// The slugs of the tags.
    tags: Vec<String>,
    /// The slugs of the authors who have a page.
    authors: Vec<String>,
    /// The byline as it is printed.
    byline: String,
    /// The language, as a BCP 47 tag.
    lang: String,
    /// When the story was published, in seconds since 1970.
    published: i64,
    /// When it was last changed, in seconds since 1970.
    updated: i64,
}

impl Document {
    /// Makes a document of a story.
    pub fn new(mut article: Article, newspaper: &Site) -> Self {
        let path = article.url.to_string();
        let mut texts: Vec<String> = Vec::new();
        texts.extend(article.lead.iter().map(|lead| plain_text(&lead.caption)));
        for block in &mut article.body {
            block.each_text_mut(&mut |text| texts.push(plain_text(text)));
        }
        texts.retain(|text| !text.trim().is_empty());
        let published = unix_seconds(article.published);
        let authors = article
            .byline
            .iter()
            .filter_map(|part| part.author.as_ref());
        Self {
            id: path.trim_start_matches('/').replace('/', "-"),
            url: newspaper.page_url(&article.url),
            section: article.section.slug.to_string(),
            tags: article
                .tags
                .iter()
                .map(|tag| tag.slug.to_string())
                .collect(),
            authors: authors.map(ToString::to_string).collect(),
            byline: article.byline.iter().map(|part| &*part.text).collect(),
            lang: article.lang.unwrap_or_else(|| newspaper.lang.clone()),
            body: texts.join("\n"),
            headline: article.headline,
            summary: article.summary,
            published,
            updated: article.updated.map_or(published, unix_seconds),
        }
    }
}

/// Returns the seconds since 1970. A time of page data is always a timestamp.
fn unix_seconds(time: LocalTime) -> i64 {
    let parsed: Result<Timestamp, _> = time.to_string().parse();
    parsed.map_or(0, Timestamp::as_second)
}
