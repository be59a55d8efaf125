//! Tests of link previews, with a bot that reads only `og:`, `article:` and `twitter:` tags.

use crate::{
    reader::Reader,
    samples::{self, PUBLISHED, Paper, STORY, UPDATED, pages, paper},
};
use frontpage_model::Page;

/// The content of a preview.
#[derive(Debug, PartialEq, Eq)]
struct Preview {
    title: String,
    description: Option<String>,
    site: String,
    picture: String,
    large: bool,
}

/// Reads a preview as a bot does: the first tag of each name, absolute addresses only, and nothing
/// from the rest of the page.
fn preview(head: &str) -> Preview {
    let head = Reader::new(head);
    let first = |name: &str| head.properties(name).first().map(|text| (*text).to_owned());
    let picture = first("og:image").unwrap();
    let url = url::Url::parse(&picture).unwrap();
    assert_eq!(url.scheme(), "https");
    Preview {
        title: first("og:title").unwrap(),
        description: first("og:description"),
        site: first("og:site_name").unwrap(),
        picture,
        large: head.meta("twitter:card") == Some("summary_large_image"),
    }
}

#[test]
fn a_shared_story_has_its_own_preview() {
    assert_eq!(
        preview(&paper().page(STORY, &samples::story())),
        Preview {
            title: "Missions & “talks” in Riyadh".into(),
            description: Some("They met. More is to come.".into()),
            site: "The Los Angeles Post".into(),
            picture: "https://post.example/media/ab-1600.jpg".into(),
            large: true,
        }
    );
}

#[test]
fn a_story_without_picture_and_summary_has_a_preview_too() {
    let preview = preview(&paper().page(STORY, &Page::Article(samples::minimal())));
    assert_eq!(preview.picture, "https://post.example/icon-512.png");
    assert_eq!(preview.description.as_deref(), Some("First words."));
    assert!(!preview.large);
}

#[test]
fn every_page_has_a_preview() {
    for (path, page) in pages() {
        let head = paper().page(path, &page);
        let preview = preview(&head);
        assert!(!preview.title.is_empty());
        assert!(
            !preview.title.contains(" — "),
            "the name of the site belongs in og:site_name"
        );
        let head = Reader::new(&head);
        for required in ["og:title", "og:type", "og:image", "og:url"] {
            assert_eq!(head.properties(required).len(), 1, "{path}: {required}");
        }
        assert_eq!(head.properties("og:locale"), ["en_US"]);
        let article = matches!(page, Page::Article(_));
        assert_eq!(head.properties("og:type") == ["article"], article);
    }
}

#[test]
fn a_story_has_its_open_graph_properties() {
    let head = Reader::new(&paper().page(STORY, &samples::story()));
    for (name, values) in [
        ("article:published_time", &[PUBLISHED][..]),
        ("article:modified_time", &[UPDATED]),
        ("article:section", &["World"]),
        ("article:tag", &["Europe", "U.S."]),
        (
            "article:author",
            &[
                "https://post.example/author/ann-lee",
                "https://post.example/author/world-desk",
            ],
        ),
        ("og:image:width", &["1600"]),
        ("og:image:height", &["900"]),
        ("og:image:alt", &["Two flags"]),
    ] {
        assert_eq!(head.properties(name), values, "{name}");
    }
    let bare = Reader::new(&paper().page(STORY, &Page::Article(samples::minimal())));
    assert!(bare.properties("article:modified_time").is_empty());
}

#[test]
fn a_story_in_another_language_declares_it() {
    let mut article = samples::article();
    article.lang = Some("es-MX".into());
    let head = Reader::new(&paper().page(STORY, &Page::Article(article)));
    assert_eq!(head.properties("og:locale"), ["es_MX"]);
    assert_eq!(head.node("NewsArticle")["inLanguage"], "es-MX");
    let arabic = Reader::new(&Paper::arabic().page(STORY, &samples::story()));
    assert_eq!(arabic.properties("og:locale"), ["ar_EG"]);
    assert_eq!(arabic.node("NewsArticle")["inLanguage"], "ar-EG");
}
