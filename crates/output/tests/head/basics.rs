//! Tests of the elements that every head has, and of their order.

use crate::{
    reader::Reader,
    samples::{self, Paper, STORY, pages, paper, route, story},
};
use frontpage_model::{Block, Front, Inline, Item, LaidOut, List, Page, Paragraph, StaticBlock};
use frontpage_output::head::{HeadTarget, Version};

/// The selector of stylesheets that block rendering.
const SHEETS: &str = "link[rel=stylesheet]:not([media])";

#[test]
fn every_head_has_each_required_element_once() {
    for (path, page) in pages() {
        let head = Reader::new(&paper().page(path, &page));
        for selector in [
            "meta[charset='utf-8']",
            "meta[name=viewport]",
            "title",
            "style[data-href='/assets/main-0123.css']",
            "link[rel=stylesheet][media=print][href='/assets/print-0123.css']",
            "link[rel=canonical]",
            "meta[name=robots][content='max-image-preview:large']",
            "meta[name='color-scheme']",
            "meta[name='application-name']",
            "link[rel=icon][type='image/svg+xml'][href='/favicon.svg']",
            "link[rel=icon][href='/favicon.ico']",
            "link[rel='apple-touch-icon'][href='/apple-touch-icon.png']",
            "link[rel=manifest][href='/manifest.webmanifest']",
            "script[type='application/ld+json']",
            // Applies what the reader chose.
            "script:not([type])",
        ] {
            assert_eq!(head.count(selector), 1, "{path}: {selector}");
        }
        assert_eq!(
            head.attributes("meta[name='theme-color']", "content"),
            ["#14171a", "#ffffff"]
        );
        // The first that fits counts.
        assert_eq!(head.count("meta[media]"), 1, "{path}");
        let canonical = head.attribute("link[rel=canonical]", "href");
        assert_eq!(canonical, format!("https://post.example{path}"));
        // No stylesheet delays the first paint.
        assert_eq!(head.count(SHEETS), 0, "{path}");
        // The parser found no element that would end the head.
        assert_eq!(head.count("body > *"), 0, "{path}");
    }
}

#[test]
fn a_page_has_the_styles_of_what_it_shows() {
    let mut plain = samples::minimal();
    plain.body.truncate(0);
    let with_block = |block| {
        let mut story = plain.clone();
        story.body = vec![block];
        (STORY, Page::Article(story))
    };
    let paragraph = |text| {
        let (lang, dir) = (None, None);
        Block::Paragraph(Paragraph { text, lang, dir })
    };
    let words = || vec![Inline::Text("Words".into())];
    let list = |text| {
        let item = Item {
            text,
            lists: vec![],
        };
        let (ordered, items) = (false, vec![item]);
        List { ordered, items }
    };
    let mut numbered = list(words());
    numbered.ordered = true;
    let numbered = || with_block(Block::List(numbered.clone()));
    let mut arabic = plain.clone();
    arabic.words = frontpage_languages::words("ar-JO");
    if let (_, Page::Article(english)) = numbered() {
        arabic.body = english.body;
    }
    let laid_out = |is_wanted: fn(&StaticBlock) -> bool| {
        let mut blocks = StaticBlock::samples("Words").into_iter();
        let block = blocks.find(is_wanted).expect("a block of each kind");
        with_block(Block::LaidOut(LaidOut::new(block)))
    };
    let front = ("/", samples::front());
    for ((path, page), wanted) in [
        (with_block(paragraph(words())), &["main", "story"][..]),
        (with_block(Block::List(list(words()))), &["main", "story"]),
        (with_block(Block::Rule), &["main", "story", "blocks"]),
        // The numbers of a list can have digits of their own.
        (numbered(), &["main", "story"]),
        ((STORY, Page::Article(arabic)), &["main", "story", "blocks"]),
        (
            laid_out(|block| matches!(block, StaticBlock::Embed(_))),
            &["main", "story", "blocks"],
        ),
        (
            laid_out(|block| matches!(block, StaticBlock::Timeline(_))),
            &["main", "story", "blocks", "laid_out"],
        ),
        (
            with_block(Block::List(list(vec![Inline::Superscript(words())]))),
            &["main", "story", "blocks"],
        ),
        (
            with_block(paragraph(vec![Inline::Strong(vec![Inline::Code(words())])])),
            &["main", "story", "blocks"],
        ),
        (front, &["main", "lists"]),
        (
            ("/edition/2025/02/19", samples::edition()),
            &["main", "lists", "editions"],
        ),
        (
            ("/edition/2025/02", samples::calendar()),
            &["main", "lists", "editions"],
        ),
        (
            ("/world/2025/02", samples::section_month()),
            &["main", "lists", "editions"],
        ),
    ] {
        let wanted = wanted.iter().map(|name| format!("/assets/{name}-0123.css"));
        let wanted: Vec<String> = wanted.collect();

        let head = Reader::new(&paper().page(path, &page));
        assert_eq!(head.attributes("style", "data-href"), wanted);
        assert_eq!(head.count(SHEETS), 0);

        let head = Reader::new(&Paper::linked().page(path, &page));
        assert_eq!(head.attributes(SHEETS, "href"), wanted);
        assert_eq!(head.count("style"), 0);
    }
    for notice in [HeadTarget::NotFound, HeadTarget::Offline] {
        let head = Reader::new(&paper().head(notice, &[]));
        let styles = ["/assets/main-0123.css", "/assets/later-0123.css"];
        assert_eq!(head.attributes("style", "data-href"), styles);
    }
}

#[test]
fn titles_match_those_of_the_app() {
    for (path, page) in pages() {
        let paper = paper();
        let title = Reader::new(&paper.page(path, &page)).title();
        assert_eq!(title, page.title(&paper.site));
    }
    let titles: Vec<String> = pages()
        .iter()
        .map(|(path, page)| Reader::new(&paper().page(path, page)).title())
        .collect();
    assert_eq!(titles[0], "The Los Angeles Post");
    assert_eq!(titles[2], "World, page 2 — The Los Angeles Post");
    assert_eq!(
        titles[6],
        "Missions & “talks” in Riyadh — The Los Angeles Post"
    );
    assert_eq!(
        titles[8],
        "Edition of February 19, 2025 — The Los Angeles Post"
    );
    assert_eq!(
        titles[9],
        "Editions of February 2025 — The Los Angeles Post"
    );
    assert_eq!(titles[10], "World, February 2025 — The Los Angeles Post");
}

#[test]
fn what_the_first_paint_needs_comes_first_and_nothing_is_preloaded() {
    for (path, page) in pages() {
        let head = paper().page(path, &page);
        let at = |text: &str| head.find(text).unwrap_or_else(|| panic!("{text}"));
        // A browser looks for the charset in the first 1024 bytes.
        assert!(at("charset") < 16);
        // The elements that all pages share come first, so that the shared prefix is compressed
        // only once.
        let order = ["charset", "viewport", "color-scheme", "<style", "<title"];
        assert!(order.map(at).is_sorted(), "{path}");
        assert!(at("<title") < at("description"));
        assert!(at("rel=\"canonical\"") < at("og:type"));
        assert!(at("og:type") < at("ld+json"));
        for heavy in ["preload", "prefetch", "app-0123", "import("] {
            assert!(!head.contains(heavy), "{path}: {heavy}");
        }
    }
}

#[test]
fn error_pages_are_not_indexed() {
    for (what, title) in [
        (
            HeadTarget::NotFound,
            "Page not found — The Los Angeles Post",
        ),
        (HeadTarget::Offline, "No connection — The Los Angeles Post"),
    ] {
        let head = Reader::new(&paper().head(what, &[]));
        assert_eq!(head.title(), title);
        assert_eq!(head.meta("robots"), Some("noindex"));
        for selector in [
            "link[rel=canonical]",
            "script[type]",
            "meta[property]",
            "link[rel=alternate]",
        ] {
            assert_eq!(head.count(selector), 0, "{selector}");
        }
        assert_eq!(head.count("style"), 2);
    }
}

#[test]
fn pages_link_the_feeds_of_the_newspaper_and_of_their_section() {
    let feeds = |path: &str, page: &Page| -> Vec<String> {
        let head = Reader::new(&paper().page(path, page));
        let found = head.attributes("link[rel=alternate][type]", "href");
        found.into_iter().map(str::to_owned).collect()
    };
    let paper = ["/feed.xml", "/feed.atom", "/feed.json"];
    for (path, page) in pages() {
        let own = match path {
            "/" | "/author/ann-lee" | "/author/world-desk" => None,
            path if path.contains("/2025/02") && path != samples::STORY => None,
            "/tag/europe" => Some("/tag/europe"),
            _ => Some("/world"),
        };
        let mut expected = paper.map(str::to_owned).to_vec();
        if let Some(own) = own {
            expected.extend(paper.map(|feed| format!("{own}{feed}")));
        }
        assert_eq!(feeds(path, &page), expected, "{path}");
    }
}

#[test]
fn under_a_base_path_no_link_leads_outside_it() {
    let paper = Paper::at("https://host.example/paper");
    for (path, page) in pages() {
        let head = Reader::new(&paper.page(path, &page));
        let absolute = "https://host.example/paper/";
        for link in head.attributes("link", "href") {
            let below = link.starts_with("/paper/") || link.starts_with(absolute);
            assert!(below, "{path}: {link}");
        }
        let canonical = head.attribute("link[rel=canonical]", "href");
        assert_eq!(canonical, format!("https://host.example/paper{path}"));
        assert_eq!(head.properties("og:url"), [canonical]);
        assert!(head.properties("og:image")[0].starts_with(absolute));
        let graph = serde_json::to_string(&head.graph()).unwrap();
        let inside = graph.matches("https://host.example").count();
        assert_eq!(inside, graph.matches(absolute).count(), "{path}");
    }
}

#[test]
fn language_versions_are_linked_and_invalid_ones_dropped() {
    let versions = [
        Version {
            lang: "es",
            url: "https://es.post.example/2025/02/18/misiones",
        },
        Version {
            lang: "ar",
            url: "javascript:alert(1)",
        },
        Version {
            lang: "\"><",
            url: "https://post.example/",
        },
    ];
    let (route, page) = (route(STORY), story());
    let head = paper().head(HeadTarget::Page(&route, &page), &versions);
    let head = Reader::new(&head);
    assert_eq!(
        head.attributes("link[hreflang]", "hreflang"),
        ["en-US", "es"]
    );
    assert_eq!(
        head.attributes("link[hreflang]", "href"),
        [
            &format!("https://post.example{STORY}"),
            "https://es.post.example/2025/02/18/misiones",
        ]
    );
    let untranslated = Reader::new(&paper().page(STORY, &page));
    assert_eq!(untranslated.count("link[hreflang]"), 0);
}

#[test]
fn the_front_page_alone_names_the_edition_as_a_file_if_there_is_one() {
    const FILE: &str = "link[rel=alternate][type='application/epub+zip']";
    let mut paper = Paper::at("https://host.example/paper");
    let count =
        |paper: &Paper, path: &str, page: &Page| Reader::new(&paper.page(path, page)).count(FILE);
    assert_eq!(count(&paper, "/", &samples::front()), 0, "not asked for");
    paper.config.epub = true;
    for (path, page) in pages() {
        assert_eq!(
            count(&paper, path, &page),
            usize::from(path == "/"),
            "{path}"
        );
    }
    let head = Reader::new(&paper.page("/", &samples::front()));
    assert_eq!(head.attribute(FILE, "href"), "/paper/edition.epub");
    let without_stories = Page::Front(Front::default());
    assert_eq!(count(&paper, "/", &without_stories), 0, "no stories");
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    for (path, page) in samples::pages() {
        assert_eq!(paper().page(path, &page), paper().page(path, &page));
    }
}
