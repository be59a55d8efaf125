//! Tests of the pages of a whole newspaper: which files there are, and what is in the HTML.

use super::edition::{STYLE, app, newsroom, out, publish};
use super::newsroom::{Newsroom, SITE, lead};
use frontpage_base::stylesheet::Stylesheet;
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn every_page_has_html_and_data_and_no_other_file_is_missing() {
    let room = newsroom();
    publish(&room);
    let files = out(&room);
    let is_data_only =
        |name: &str| name.starts_with("rail/") || ["popular.json", "site.json"].contains(&name);
    for name in files.keys() {
        let Some(stem) = name.strip_suffix(".json") else {
            continue;
        };
        if !is_data_only(name) && !name.ends_with("feed.json") {
            assert!(files.contains_key(&format!("{stem}.html")), "{name}");
        }
    }
    for name in [
        "index.html",
        "world.html",
        "world/1.html",
        "tag/sea.html",
        "404.html",
        "offline.html",
        "feed.xml",
        "world/feed.atom",
        "tag/hills/feed.json",
        "sitemap.xml",
        "sitemaps/2025-01.xml",
        "sitemaps/pages.xml",
        "sitemap-news.xml",
        "robots.txt",
        ".htaccess",
        "_headers",
        "favicon.svg",
        "favicon.ico",
        "manifest.webmanifest",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    for name in ["nginx.conf", "Caddyfile"] {
        let config = std::fs::read_to_string(room.path("out-config").join(name)).unwrap();
        assert!(config.contains("post.example"), "{name}");
    }
}

#[test]
fn the_csp_changes_with_the_release_unless_stylesheets_are_linked() {
    let room = newsroom();
    let site = std::fs::read_to_string(room.path("content/site.toml")).unwrap();
    let text = |name: &str| std::fs::read_to_string(room.path("out").join(name)).unwrap();
    let policies = |room: &Newsroom| {
        ["red", "blue"].map(|color| {
            app(room, color);
            publish(room);
            let headers = text("_headers");
            let (_, policy) = headers.split_once("Content-Security-Policy: ").unwrap();
            policy.lines().next().unwrap().to_owned()
        })
    };

    let [red, blue] = policies(&room);
    assert_ne!(red, blue);
    let sheets = [
        format!("{STYLE} a{{color:blue}}"),
        ".story{color:blue}".into(),
        ".blocks{color:blue}".into(),
        ".lists{color:blue}".into(),
        ".later{color:blue}".into(),
    ];
    for (css, is_in_page) in sheets.iter().zip([true, false, false, true, false]) {
        let page = text("world.html");
        assert_eq!(
            page.contains(&format!(">{css}</style>")),
            is_in_page,
            "{css}"
        );
        assert!(
            blue.contains(&Stylesheet::new("", css).csp_source()),
            "{blue}"
        );
    }
    assert!(!text("_headers").contains("Link:"));

    room.write("content/site.toml", format!("style = \"linked\"\n{site}"));
    let [red, blue] = policies(&room);
    assert_eq!(red, blue);
    assert!(!text("world.html").contains("<style"));
    assert!(text("_headers").contains("Link: </assets/main-"));
}

#[test]
fn no_page_has_a_control_that_does_nothing_without_the_app() {
    let room = newsroom();
    publish(&room);
    let mut labels = BTreeSet::new();
    let controls = "button, input, select, textarea, [role=button], [onclick]";
    let [controls, labelled] =
        [controls, "[data-label]"].map(|css| scraper::Selector::parse(css).unwrap());
    let pages = out(&room);
    let pages = pages.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages {
        let html = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
        let found: Vec<String> = html.select(&controls).map(|e| e.html()).collect();
        assert_eq!(found, [] as [String; 0], "{path}");
        for place in html.select(&labelled) {
            let label = place.attr("data-label").unwrap();
            // The script that inserts the button looks for empty elements.
            assert_eq!(place.text().collect::<String>(), "", "{path}: {label}");
            labels.insert(label.to_owned());
        }
    }
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    assert_eq!(labels, ["Copy link", "Print", "Share…", "Try again"]);
}

#[test]
fn the_head_names_the_authors_of_the_item() {
    let room = newsroom();
    let authors = |room: &Newsroom| -> Vec<String> {
        let html = std::fs::read_to_string(room.path("out/2025/01/01/s-0.html")).unwrap();
        let html = scraper::Html::parse_document(&html);
        let script = scraper::Selector::parse("script[type='application/ld+json']").unwrap();
        let json: String = html.select(&script).next().unwrap().text().collect();
        let graph: serde_json::Value = serde_json::from_str(&json).unwrap();
        let authors = graph["@graph"][0]["author"].as_array().unwrap();
        let names = authors.iter().map(|author| &author["name"]);
        names.map(|name| name.as_str().unwrap().into()).collect()
    };
    let subjects = json!([{"rel": "section", "literal": "world"}, {"rel": "tag", "name": "Sea"}]);
    let mut changes = json!({
        "subjects": subjects, "associations": lead("media/a.png"),
        "by": "By Ann Lee, Chief Wizard",
    });
    room.story("s-0", 1, changes.clone());
    publish(&room);
    assert_eq!(authors(&room), ["Ann Lee", "Chief Wizard"]);
    changes["infoSources"] = json!([{"role": "author", "name": "Ann Lee"}]);
    room.story("s-0", 1, changes);
    let written = publish(&room).changed.written;
    let page = "2025/01/01/s-0.html";
    assert_eq!(
        written,
        [page.into(), format!("{page}.br"), format!("{page}.gz")]
    );
    assert_eq!(authors(&room), ["Ann Lee"]);
}

#[test]
fn under_a_base_path_every_address_starts_with_it() {
    let room = newsroom();
    let site = SITE.replace("https://post.example", "https://post.example/paper");
    room.write("content/site.toml", site);
    publish(&room);
    for (name, bytes) in out(&room) {
        if !name.ends_with(".html") {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        let page = scraper::Html::parse_document(&html);
        for (selector, attribute) in [("[href]", "href"), ("[src]", "src"), ("form", "action")] {
            let selector = scraper::Selector::parse(selector).unwrap();
            for element in page.select(&selector) {
                let Some(address) = element.attr(attribute) else {
                    continue;
                };
                let is_below = !address.starts_with('/') || address.starts_with("/paper/");
                assert!(is_below, "{name}: {address}");
            }
        }
    }
}

#[test]
fn a_newspaper_in_another_language_marks_the_interface_as_english() {
    let room = newsroom();
    let site = SITE.replace("lang = \"en-US\"", "lang = \"de\"");
    room.write("content/site.toml", site);
    publish(&room);
    // Visible parts of the interface and parts of the newspaper, with the language of each.
    let parts = [
        (".skip-link", "en"),
        (".article__dates time", "en"),
        (".share-bar__name", "en"),
        (".rail--popular .rail__name", "en"),
        (".listing__kind", "en"),
        (".notice h1", "en"),
        (".masthead__name", "de"),
        (".masthead__sections a", "de"),
        (".card__headline", "de"),
        (".article__headline", "de"),
        (".article__tags a", "de"),
        (".notice__ways li + li a", "de"),
    ];
    let mut seen = BTreeSet::new();
    let files = out(&room);
    let is_story = |name: &&String| name.starts_with("20") && name.ends_with(".html");
    let story = files.keys().find(is_story).unwrap().as_str();
    for page in [
        "index.html",
        "world.html",
        story,
        "tag/sea.html",
        "404.html",
    ] {
        let html = String::from_utf8_lossy(&files[page]);
        let html = scraper::Html::parse_document(&html);
        for (part, lang) in parts {
            for element in html.select(&scraper::Selector::parse(part).unwrap()) {
                let mut around = element.ancestors().filter_map(scraper::ElementRef::wrap);
                let own = element.attr("lang");
                let nearest = own.or_else(|| around.find_map(|element| element.attr("lang")));
                assert_eq!(nearest, Some(lang), "{page}: {part}");
                seen.insert(part);
            }
        }
    }
    assert_eq!(seen.len(), parts.len(), "{seen:?}");
}
