//! A test of the whole pipeline: items with hostile text in every field are published, and
//! independent parsers read the resulting pages, page data and feeds.

use super::newsroom::{Newsroom, lead};
use frontpage_assets::tools::Tool;
use frontpage_pipeline::App;
use frontpage_pipeline::{Options, run};
use scraper::{Html, Selector};
use serde_json::{Value, json};

/// The elements of a chart, which are only allowed inside one.
const DRAWING: [&str; 10] = [
    "svg", "title", "desc", "g", "path", "rect", "line", "polyline", "circle", "text",
];

/// The elements that pages can contain.
const ELEMENTS: [&str; 53] = [
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "p",
    "nav",
    "ul",
    "ol",
    "li",
    "div",
    "main",
    "article",
    "aside",
    "section",
    "footer",
    "h1",
    "h2",
    "h3",
    "figure",
    "figcaption",
    "picture",
    "source",
    "img",
    "span",
    "time",
    "b",
    "i",
    "strong",
    "em",
    "code",
    "pre",
    "blockquote",
    "sub",
    "sup",
    "br",
    "hr",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "button",
    "q",
    "small",
    "details",
    "summary",
];

/// The stylesheets of the app, which are the only ones that a page can contain.
const SHEETS: [&str; 7] = [
    ":root{--paper:light-dark(#ffffff,#14171a)}",
    ".story{color:red}",
    ".blocks{color:red}",
    ".laid_out{color:red}",
    ".lists{color:red}",
    ".editions{color:red}",
    ".later{color:red}",
];

fn app(room: &Newsroom) -> App {
    room.write(
        "dist/index.html",
        r#"<link rel=stylesheet href=/main-1.css><link rel=stylesheet href=/story-1.css>
        <link rel=stylesheet href=/blocks-1.css><link rel=stylesheet href=/laid_out-1.css><link rel=stylesheet href=/lists-1.css>
        <link rel=stylesheet href=/editions-1.css>
        <link rel=stylesheet href=/later-1.css>
        <link rel=stylesheet href=/print-1.css><link rel="modulepreload" href="/frontpage-2.js">
        <link rel="preload" href="/frontpage-2_bg.wasm" as="fetch" type="application/wasm">"#,
    );
    let names = [
        "main", "story", "blocks", "laid_out", "lists", "editions", "later",
    ];
    for (name, css) in names.into_iter().zip(SHEETS) {
        room.write(&format!("dist/{name}-1.css"), css);
    }
    for name in [
        "print-1.css",
        "frontpage-2.js",
        "frontpage-2_bg.wasm",
        "parts/pictures.js",
        "tools/sw.js",
        "tools/sw-off.js",
        "search_engine.js",
        "search_engine_bg.wasm",
    ] {
        room.write(&format!("dist/{name}"), name);
    }
    for tool in Tool::ALL.map(Tool::name) {
        room.write(&format!("dist/tools/{tool}.js"), tool);
        room.write(&format!("dist/tools/{tool}.css"), format!(".{tool}{{}}"));
    }
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32"/></svg>"#;
    room.write("public/favicon.svg", drawing);
    App {
        dist: room.path("dist"),
        public: room.path("public"),
        prerender: frontpage_render::prerender,
    }
}

fn shapes() -> Vec<&'static str> {
    let corpus = include_str!("../../corpus/cleaner/xss.txt").lines();
    let shapes = corpus.filter(|line| !line.is_empty() && !line.starts_with('#'));
    // Attacks for text inside a script with data or inside an attribute.
    let inside = [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "\u{2028}\u{2029}",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "]]><script>alert(1)</script>",
        "--></title><svg onload=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "{{constructor.constructor('alert(1)')()}}",
        "\u{0}<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
    ];
    shapes.chain(inside).collect()
}

fn newsroom(shapes: &[&str]) -> Newsroom {
    let room = Newsroom::new();
    room.picture("a.png", [9, 9, 9]);
    for (n, shape) in shapes.iter().enumerate() {
        let mut association = lead("media/a.png");
        association[0]["by"] = json!(shape);
        for description in association[0]["descriptions"].as_array_mut().unwrap() {
            description["value"] = json!(shape);
        }
        let day = u32::try_from(n % 28 + 1).unwrap();
        room.story(
            &format!("odd-{n}"),
            day,
            json!({
                "headlines": [{ "role": "main", "value": format!("Odd {n} {shape}") }],
                "descriptions": [{ "role": "summary", "value": shape }],
                "by": shape,
                "located": shape,
                "subjects": [
                    { "rel": "section", "literal": "world" },
                    { "rel": "tag", "name": format!("Tag {shape}") },
                    { "rel": "tag", "name": "Odd" },
                ],
                "infoSources": [{ "role": "reporting", "name": shape }],
                "associations": association,
                "bodies": [{ "role": "main", "contentType": "text/html",
                    "value": format!("<p>Before.</p>{shape}<p>After.</p>") }],
            }),
        );
    }
    room
}

fn check(name: &str, html: &str, whole: bool) {
    let page = if whole {
        Html::parse_document(html)
    } else {
        Html::parse_fragment(html)
    };
    for found in page.select(&Selector::parse("*").unwrap()) {
        let element = found.value();
        if element.name() == "style" {
            let text: String = found.text().collect();
            assert!(whole && SHEETS.contains(&text.as_str()), "{name}: {text}");
            continue;
        }
        let is_drawn = found
            .ancestors()
            .chain([*found])
            .filter_map(|node| node.value().as_element())
            .any(|around| around.name() == "svg" && around.attr("class") == Some("chart__drawing"));
        assert!(
            ELEMENTS.contains(&element.name()) || (is_drawn && DRAWING.contains(&element.name())),
            "{name}: <{}>",
            element.name()
        );
        for (attribute, value) in element.attrs() {
            assert!(
                !attribute.starts_with("on"),
                "{name}: {attribute}={value:?}"
            );
            assert!(
                !["style", "srcdoc", "formaction", "http-equiv"].contains(&attribute),
                "{name}: {attribute}"
            );
            if ["href", "src", "action", "cite", "poster"].contains(&attribute) {
                let lower = value.trim().to_ascii_lowercase();
                let scheme = ["https://", "http://", "mailto:", "tel:", "/", "#"];
                let is_known = scheme.iter().any(|scheme| lower.starts_with(scheme));
                assert!(is_known, "{name}: {value:?}");
            }
        }
    }
    let scripts = Selector::parse("script").unwrap();
    for script in page.select(&scripts) {
        let kind = script.attr("type").unwrap_or_default();
        let text: String = script.text().collect();
        match kind {
            "" => {
                use frontpage_hosting::{look_script, page_script};
                let is_ours = [look_script(), page_script()].contains(&text);
                assert!(is_ours, "{name}: {text}");
            }
            "application/ld+json" => {
                let data: Result<Value, _> = serde_json::from_str(&text);
                assert!(data.is_ok(), "{name}: {data:?}");
            }
            "module" => {
                let src = script.attr("src").unwrap_or_default();
                let mut scripts = Tool::ALL
                    .map(Tool::name)
                    .into_iter()
                    .chain(["start", "keys"]);
                let is_ours = scripts.any(|name| src.starts_with(&format!("/assets/{name}-")));
                assert!(is_ours && text.is_empty(), "{name}: {src}");
            }
            other => panic!("{name}: a script has the type {other:?}"),
        }
    }
}

/// Checks the HTML in those elements of a feed for which `is_html` is true. Returns their number.
fn check_feed(name: &str, xml: &str, is_html: impl Fn(&roxmltree::Node) -> bool) -> usize {
    let feed = roxmltree::Document::parse(xml).unwrap();
    let parts = feed.descendants().filter(is_html);
    let checked = parts.map(|part| check(name, part.text().unwrap_or_default(), false));
    checked.count()
}

#[test]
fn hostile_text_stays_text_in_every_file() {
    let shapes = shapes();
    let room = newsroom(&shapes);
    let options = Options {
        app: Some(app(&room)),
        ..room.options()
    };
    let outcome = run(&options).unwrap();
    let (mut pages, mut data_files) = (0, 0);
    let (mut json, mut rss, mut atom) = (0, 0, 0);
    for (name, (bytes, _)) in room.output_files() {
        let text = || String::from_utf8(bytes.clone()).unwrap();
        if name.ends_with(".html") {
            check(&name, &text(), true);
            pages += 1;
        } else if name.ends_with("feed.json") {
            let feed: Value = serde_json::from_str(&text()).unwrap();
            for item in feed["items"].as_array().unwrap() {
                check(&name, item["content_html"].as_str().unwrap(), false);
                json += 1;
            }
        } else if name.ends_with("feed.xml") {
            let content = ("http://purl.org/rss/1.0/modules/content/", "encoded");
            rss += check_feed(&name, &text(), |node| node.has_tag_name(content));
            // The descriptions of RSS are read as HTML too.
            let own = |node: &roxmltree::Node| node.tag_name() == "description".into();
            assert!(check_feed(&name, &text(), own) > 0, "{name}");
        } else if name.ends_with("feed.atom") {
            // An element without a type is text.
            atom += check_feed(&name, &text(), |node| {
                node.attribute("type") == Some("html")
            });
        } else if ["tag.json", "following.json"].contains(&&*name) {
            // Scripts read these, and set what is in them as text.
            let data: Result<Value, _> = serde_json::from_str(&text());
            assert!(data.is_ok(), "{name}: {data:?}");
        } else if name.ends_with(".json") {
            frontpage::data::decode(&format!("/{name}"), &text())
                .unwrap_or_else(|error| panic!("{name}: {error:?}"));
            data_files += 1;
        }
    }
    let published = shapes.len() - outcome.report.refused();
    assert!(
        published > 40,
        "only {published} were published: {:?}",
        outcome.report.diagnostics
    );
    assert!(
        pages > published && data_files > published,
        "{pages} pages, {data_files} data files"
    );
    // Each format has the same stories: the newest 20 of the newspaper, of the section and of the
    // shared tag, and those of all other tags.
    assert!(
        json > 60 && rss == json && atom == json,
        "stories in feeds: {json}, {rss}, {atom}"
    );
}
