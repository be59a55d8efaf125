//! Page data made by hand, for cases that the sample content does not contain.

use anyhow::{Context, Result};
use frontpage_model::{
    Article, Block, Card, Inline, Listing, ListingKind, LocalTime, Page, PageData, PageNumber,
    Paragraph, Route, SectionRef, Slug,
};

/// The data of a page in a newer version, which this app cannot read.
pub const NEWER_VERSION_JSON: &str = r#"{"v":4294967295,"page":{"hologram":{"top":[]}}}"#;

/// Serializes a page as its data file.
///
/// # Errors
/// Returns no error in practice.
pub fn page_data_json(page: Page) -> Result<String> {
    Ok(serde_json::to_string(&PageData::new(page))?)
}

fn slug(text: &str) -> Result<Slug> {
    Slug::parse(text).map_err(|e| anyhow::anyhow!("{text:?}: {e}"))
}

fn route(path: &str) -> Result<Route> {
    Route::parse(path).with_context(|| format!("{path} is not the path of a page"))
}

fn time() -> Result<LocalTime> {
    LocalTime::parse("2025-03-01T10:00:00-08:00").map_err(|e| anyhow::anyhow!("{e:?}"))
}

/// Returns a card that links to `path`.
///
/// # Errors
/// Returns an error if `path` is not the path of a page.
pub fn card(path: &str, headline: &str) -> Result<Card> {
    Ok(Card {
        url: route(path)?,
        kicker: vec!["World".into()],
        headline: headline.into(),
        summary: "A summary.".into(),
        time: time()?,
        image: None,
        lang: None,
    })
}

/// Returns a listing page of the World section. `older` and `newer` are the numbers of the adjacent
/// pages.
///
/// # Errors
/// Returns no error in practice.
pub fn listing(page: Option<u32>, older: Option<u32>, newer: Option<u32>) -> Result<Listing> {
    let which = page.map_or("newest".into(), |page| page.to_string());
    let cards = (1..=20).map(|n| {
        card(
            &format!("/2025/03/01/story-{which}-{n}"),
            &format!("Story {n} of page {which}"),
        )
    });
    Ok(Listing {
        kind: ListingKind::Section,
        slug: slug("world")?,
        name: "World".into(),
        description: String::new(),
        page: page.and_then(PageNumber::new),
        cards: cards.collect::<Result<_>>()?,
        older: older.and_then(PageNumber::new),
        newer: newer.and_then(PageNumber::new),
    })
}

/// Returns a story of the World section at `path`, with one paragraph.
///
/// # Errors
/// Returns an error if `path` is not the path of a page.
pub fn article(path: &str, headline: &str) -> Result<Article> {
    Ok(Article {
        url: route(path)?,
        section: SectionRef {
            slug: slug("world")?,
            name: "World".into(),
        },
        tags: vec![],
        headline: headline.into(),
        summary: "A summary.".into(),
        lead: None,
        published: time()?,
        updated: None,
        byline: vec![],
        dateline: None,
        origin: None,
        body: vec![Block::Paragraph(Paragraph {
            text: vec![Inline::Text("A paragraph.".into())],
            ..Default::default()
        })],
        credit: None,
        lang: None,
        dir: None,
        words: None,
        rail: None,
    })
}
