//! Tests of the structured data, with the properties that Google's documentation of Article,
//! Breadcrumb, Carousel and Organization asks for.

use crate::{
    reader::Reader,
    samples::{self, PUBLISHED, STORY, UPDATED, pages, paper},
};
use frontpage_model::{
    Block, Correction, LaidOut, Page, Paragraph, Question, Questions, StaticBlock,
};
use serde_json::{Value, json};

fn node(page: &Page, kind: &str) -> Value {
    Reader::new(&paper().page(STORY, page)).node(kind)
}

#[test]
fn a_story_has_every_recommended_property() {
    let article = node(&samples::story(), "NewsArticle");
    assert_eq!(article["headline"], "Missions & “talks” in Riyadh");
    // The dates are those of the page's `<time datetime>` elements.
    assert_eq!(article["datePublished"], PUBLISHED);
    assert_eq!(article["dateModified"], UPDATED);
    assert_eq!(
        article["author"],
        json!([
            { "@type": "Person", "name": "Ann Lee", "url": "https://post.example/author/ann-lee" },
            { "@type": "Person", "name": "Bo Ek" },
            {
                "@type": "Organization",
                "name": "World desk",
                "url": "https://post.example/author/world-desk",
            },
        ])
    );
    assert_eq!(
        article["image"],
        json!([
            {
                "@type": "ImageObject",
                "url": "https://post.example/media/ab-1600.jpg",
                "width": 1600,
                "height": 900,
                "caption": "Flags in Riyadh.",
                "creditText": "A. Photographer",
            },
        ])
    );
}

#[test]
fn a_story_has_the_properties_of_a_news_article() {
    let article = node(&samples::story(), "NewsArticle");
    let page = format!("https://post.example{STORY}");
    assert_eq!(
        article["mainEntityOfPage"],
        json!({ "@type": "WebPage", "@id": page })
    );
    assert_eq!(article["articleSection"], "World");
    assert_eq!(article["keywords"], json!(["Europe", "U.S."]));
    assert_eq!(article["inLanguage"], "en-US");
    assert_eq!(article["isAccessibleForFree"], true);
    assert_eq!(article["dateline"], "RIYADH");
    assert_eq!(article["description"], "They met. More is to come.");
    assert_eq!(
        article["correction"],
        json!([
            {
                "@type": "CorrectionComment",
                "text": "The day was wrong.",
                "datePublished": "2025-02-19",
            },
            { "@type": "CorrectionComment", "text": "So was the place." },
        ])
    );
}

#[test]
fn a_minimal_story_has_no_empty_properties() {
    let article = node(&Page::Article(samples::minimal()), "NewsArticle");
    for absent in ["description", "image", "keywords", "dateline", "correction"] {
        assert_eq!(article.get(absent), None, "{absent}");
    }
    assert_eq!(article["dateModified"], PUBLISHED);
    assert_eq!(
        article["author"],
        json!([{
            "@type": "Organization",
            "name": "The Los Angeles Post",
            "url": "https://post.example/",
        }])
    );
}

#[test]
fn a_long_headline_is_not_truncated() {
    let mut article = samples::article();
    article.headline = "Long ".repeat(60);
    let headline = article.headline.clone();
    assert_eq!(
        node(&Page::Article(article), "NewsArticle")["headline"],
        headline
    );
}

#[test]
fn a_correction_is_plain_text() {
    let mut article = samples::minimal();
    article.body = vec![samples::correction(Correction {
        day: None,
        text: vec![
            frontpage_model::Inline::Text("Not ".into()),
            frontpage_model::Inline::Strong(samples::text("here")),
        ],
    })];
    let article = node(&Page::Article(article), "NewsArticle");
    assert_eq!(article["correction"][0]["text"], "Not here");
}

#[test]
fn every_page_names_its_publisher_and_every_reference_resolves() {
    for (path, page) in pages() {
        let head = Reader::new(&paper().page(path, &page));
        let publisher = head.node("NewsMediaOrganization");
        assert_eq!(publisher["name"], "The Los Angeles Post");
        assert_eq!(
            publisher["logo"]["url"],
            "https://post.example/icon-512.png"
        );
        let graph = head.graph();
        let ids: Vec<&Value> = graph.iter().filter_map(|node| node.get("@id")).collect();
        for node in &graph {
            if let Some(reference) = node.get("publisher") {
                assert!(ids.contains(&&reference["@id"]), "{path}: {reference}");
            }
        }
    }
}

#[test]
fn breadcrumbs_start_at_one_and_end_at_the_page() {
    for (path, names) in [
        ("/world", &["The Los Angeles Post", "World"][..]),
        (
            "/world/2",
            &["The Los Angeles Post", "World", "World, page 2"],
        ),
        ("/tag/europe", &["The Los Angeles Post", "Europe"]),
        ("/author/ann-lee", &["The Los Angeles Post", "Ann Lee"]),
        (
            STORY,
            &[
                "The Los Angeles Post",
                "World",
                "Missions & “talks” in Riyadh",
            ],
        ),
        (
            "/edition/2025/02",
            &[
                "The Los Angeles Post",
                "Editions",
                "2025",
                "Editions of February 2025",
            ],
        ),
        (
            "/edition/2025/02/19",
            &[
                "The Los Angeles Post",
                "Editions",
                "2025",
                "February 2025",
                "Edition of February 19, 2025",
            ],
        ),
        (
            "/world/2025/02",
            &["The Los Angeles Post", "World", "World, February 2025"],
        ),
    ] {
        let pages = pages();
        let (_, page) = pages.iter().find(|(at, _)| *at == path).unwrap();
        let trail = Reader::new(&paper().page(path, page)).node("BreadcrumbList");
        let items = trail["itemListElement"].as_array().unwrap();
        let found: Vec<&str> = items.iter().filter_map(|i| i["name"].as_str()).collect();
        assert_eq!(found, names, "{path}");
        for (at, item) in items.iter().enumerate() {
            assert_eq!(item["position"], at + 1);
            assert_eq!(item.get("item").is_none(), at + 1 == items.len(), "{path}");
        }
        assert_eq!(items[0]["item"], "https://post.example/");
    }
}

#[test]
fn a_listing_lists_its_stories() {
    for (path, page) in pages() {
        let Page::Listing(listing) = &page else {
            continue;
        };
        let node = Reader::new(&paper().page(path, &page)).node("CollectionPage");
        let list = &node["mainEntity"];
        assert_eq!(list["@type"], "ItemList");
        assert_eq!(list["numberOfItems"], listing.cards.len());
        for (at, card) in listing.cards.iter().enumerate() {
            let item = &list["itemListElement"][at];
            assert_eq!(item["position"], at + 1);
            assert_eq!(item["url"], format!("https://post.example{}", card.url));
        }
        let about = node["about"]["@type"].as_str();
        let expected = match path {
            "/author/ann-lee" => Some("Person"),
            "/author/world-desk" => Some("Organization"),
            _ => None,
        };
        assert_eq!(about, expected, "{path}");
    }
}

#[test]
fn an_edition_lists_its_stories_and_a_calendar_its_editions() {
    for (path, page, description, items) in [
        (
            "/edition/2025/02/19",
            samples::edition(),
            "Edition of February 19, 2025: the front page of The Los Angeles Post as it was on that day.",
            ["/2025/02/19/b", STORY],
        ),
        (
            "/edition/2025/02",
            samples::calendar(),
            "Editions of February 2025: the front page of The Los Angeles Post as it was on each day.",
            ["/edition/2025/02/27", "/edition/2025/02/28"],
        ),
        (
            "/world/2025/02",
            samples::section_month(),
            "World, February 2025: all stories of The Los Angeles Post in this section and month.",
            ["/2025/02/19/b", STORY],
        ),
    ] {
        let head = Reader::new(&paper().page(path, &page));
        assert_eq!(head.meta("description"), Some(description));
        let node = head.node("CollectionPage");
        assert_eq!(node["url"], format!("https://post.example{path}"));
        let list = node["mainEntity"]["itemListElement"].as_array().unwrap();
        let urls: Vec<&str> = list
            .iter()
            .filter_map(|item| item["url"].as_str())
            .collect();
        assert_eq!(
            urls,
            items.map(|item| format!("https://post.example{item}"))
        );
    }
}

#[test]
fn the_front_page_describes_the_website() {
    let head = Reader::new(&paper().page("/", &samples::front()));
    let site = head.node("WebSite");
    assert_eq!(site["name"], "The Los Angeles Post");
    assert_eq!(site["url"], "https://post.example/");
    assert_eq!(
        head.node("NewsMediaOrganization")["slogan"],
        "News of the city"
    );
}

#[test]
fn only_a_story_of_questions_is_a_page_of_questions() {
    let paragraph = |words: &str| {
        Block::Paragraph(Paragraph {
            text: samples::text(words),
            ..Paragraph::default()
        })
    };
    let questions = |count: usize| {
        let entries = (1..=count).map(|number| Question {
            question: samples::text(&format!("Question {number}?")),
            answer: vec![paragraph("An answer."), paragraph("Another.")],
        });
        Block::LaidOut(LaidOut::new(StaticBlock::Questions(Questions {
            entries: entries.collect(),
        })))
    };
    let page = |body: Vec<Block>| {
        let mut article = samples::minimal();
        article.body = body;
        frontpage_blocks::lay_out(&mut article.body, frontpage_model::Interface::default());
        Page::Article(article)
    };
    let faq = page(vec![paragraph("An introduction."), questions(2)]);
    let node = node(&faq, "FAQPage");
    assert_eq!(
        node["mainEntity"][1],
        json!({
            "@type": "Question",
            "name": "Question 2?",
            "acceptedAnswer": { "@type": "Answer", "text": "An answer.\nAnother." },
        })
    );
    let story = node_id(&faq);
    assert_eq!(node["isPartOf"]["@id"], story);
    for other in [
        vec![questions(1)],
        vec![questions(2), questions(2)],
        vec![paragraph(&"A story. ".repeat(50)), questions(2)],
        vec![paragraph("A story.")],
    ] {
        let source = paper().page(STORY, &page(other));
        assert!(!source.contains("FAQPage"), "{source}");
    }
}

fn node_id(page: &Page) -> Value {
    node(page, "NewsArticle")["@id"].clone()
}
