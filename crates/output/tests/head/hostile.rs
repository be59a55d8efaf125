//! Tests of text that tries to break out of its element or attribute.

use crate::{
    reader::Reader,
    samples::{self, Paper, STORY, correction, paper, route, text},
};
use frontpage_base::stylesheet::Stylesheet;
use frontpage_model::{Article, BylinePart, Correction, Figure, Page, SectionRef, TagRef};
use frontpage_output::head::HeadTarget;

const ATTACKS: [&str; 7] = [
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>&lt;/script&gt;&quot;&amp;",
    "\u{2028}\u{2029}\\\"\\u003c/script>\u{0}",
];

/// A story with the attack in every text field.
fn article(attack: &str) -> Article {
    let text_of_attack = || attack.to_owned();
    let sample = samples::article();
    let lead = sample.lead.clone().unwrap();
    let mut image = lead.image;
    image.alt = text_of_attack();
    Article {
        section: SectionRef {
            name: text_of_attack(),
            ..sample.section.clone()
        },
        tags: vec![TagRef {
            name: text_of_attack(),
            ..sample.tags[0].clone()
        }],
        headline: text_of_attack(),
        summary: text_of_attack(),
        lead: Some(Figure {
            image,
            caption: text(attack),
            credit: Some(text_of_attack()),
        }),
        byline: vec![BylinePart {
            text: text_of_attack(),
            author: Some(samples::slug("ann-lee")),
        }],
        dateline: Some(text_of_attack()),
        origin: Some(text_of_attack()),
        body: vec![correction(Correction {
            day: None,
            text: text(attack),
        })],
        lang: Some(text_of_attack()),
        ..sample
    }
}

/// The attack as it can be read back from HTML, which cannot contain NUL.
fn readable(attack: &str) -> String {
    attack.replace('\0', "\u{fffd}")
}

#[test]
fn hostile_text_in_a_story_stays_text() {
    for attack in ATTACKS {
        let source = paper().page(STORY, &Page::Article(article(attack)));
        // A browser ends a script at the first `</script`, whatever surrounds it.
        // One applies what the reader chose, and one is for search engines.
        assert_eq!(source.matches("</script").count(), 2, "{attack}");
        assert_eq!(source.matches("<script").count(), 2, "{attack}");
        let head = Reader::new(&source);
        assert_eq!(head.count("script"), 2);
        assert_eq!(head.count("img, body > *"), 0, "{attack}");
        assert_eq!(
            head.title(),
            format!("{} — The Los Angeles Post", readable(attack))
        );
        assert_eq!(head.properties("og:title"), [&readable(attack)]);
        assert_eq!(head.meta("description"), Some(&*readable(attack)));
        let node = head.node("NewsArticle");
        for field in ["headline", "description", "articleSection", "dateline"] {
            assert_eq!(node[field], attack, "{field}");
        }
        assert_eq!(node["correction"][0]["text"], attack);
    }
}

#[test]
fn hostile_text_in_a_listing_stays_text() {
    for attack in ATTACKS {
        for (path, mut page) in samples::pages() {
            if let Page::Listing(listing) = &mut page {
                listing.name = attack.into();
                listing.description = attack.into();
                let head = Reader::new(&paper().page(path, &page));
                assert_eq!(head.count("script"), 2);
                assert_eq!(head.count("img, body > *"), 0, "{attack}");
                assert_eq!(head.meta("description"), Some(&*readable(attack)));
            }
        }
    }
}

#[test]
fn hostile_text_in_the_site_settings_stays_text() {
    for attack in ATTACKS {
        let mut paper = paper();
        for text in [
            &mut paper.site.name,
            &mut paper.site.description,
            &mut paper.site.tagline,
            &mut paper.config.name,
            &mut paper.release.styles.main.address,
            &mut paper.colors.light,
        ] {
            *text = attack.into();
        }
        let hostile = Stylesheet::new(attack, attack);
        paper.release.styles.lists = hostile.clone();
        paper.release.styles.later = hostile;
        let page = samples::front();
        for what in [
            HeadTarget::Page(&route("/"), &page),
            HeadTarget::NotFound,
            HeadTarget::Offline,
        ] {
            let head = Reader::new(&paper.head(what, &[]));
            let scripts = 1 + usize::from(matches!(what, HeadTarget::Page(..)));
            assert_eq!(head.count("script"), scripts, "{attack}");
            assert_eq!(head.count("img, body > *"), 0, "{attack}");
        }
    }
}

#[test]
fn a_hostile_site_address_stays_text() {
    let mut paper = Paper::at("https://post.example");
    paper.config.url = "https://post.example/a\"><script>".into();
    let source = paper.page(STORY, &samples::story());
    assert_eq!(source.matches("<script").count(), 2);
}
