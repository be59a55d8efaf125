//! Test fixtures for the modules of the head.

use frontpage_base::config::Config;
use frontpage_model::{Article, Route, SectionRef, Slug};

pub fn config() -> Config {
    toml::from_str(
        r#"
        name = "Post"
        url = "https://post.example"
        lang = "en-US"
        time_zone = "America/Los_Angeles"
        sections = [{ slug = "world", name = "World" }]
        "#,
    )
    .unwrap()
}

pub fn article() -> Article {
    let Some(url) = Route::parse("/2025/02/18/a") else {
        unreachable!()
    };
    Article {
        url,
        section: SectionRef {
            slug: Slug::parse("world").unwrap(),
            name: "World".into(),
        },
        tags: vec![],
        headline: "Headline".into(),
        summary: String::new(),
        lead: None,
        published: frontpage_model::LocalTime::parse("2025-02-18T13:40:00-08:00").unwrap(),
        updated: None,
        byline: vec![],
        dateline: None,
        origin: None,
        body: vec![],
        credit: None,
        lang: None,
        dir: None,
        words: None,
        rail: None,
    }
}
