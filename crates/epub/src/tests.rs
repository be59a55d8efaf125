//! Tests of whole books, which other programs read again.

use super::*;
use roxmltree::{Document, ParsingOptions};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// What no one would write: characters that XML forbids, the end of CDATA, and marks for directions.
const HOSTILE: &str =
    "a\0\u{1}\u{b}\u{1f}]]>\u{202e}<b>&amp;\u{200f}\u{fffe}\u{ffff}\"'\u{85}\u{2028}";

fn config(lang: &str) -> Config {
    toml::from_str(&format!(
        r#"
        name = "Post & Sons"
        url = "https://post.example/paper"
        lang = "{lang}"
        time_zone = "America/Los_Angeles"
        sections = [{{ slug = "world", name = "World" }}]
        "#
    ))
    .unwrap()
}

fn story(number: usize, changes: Value) -> Article {
    let mut article = json!({
        "url": format!("/2025/02/18/s-{number}"),
        "section": { "slug": "world", "name": "World" },
        "headline": format!("Headline {number}"),
        "published": "2025-02-18T13:40:00-08:00",
        "body": [{ "p": { "text": [{ "t": "A paragraph." }] } }],
    });
    for (key, value) in changes.as_object().unwrap() {
        article[key] = value.clone();
    }
    serde_json::from_value(article).unwrap()
}

fn picture(key: &str, alt: &str) -> Value {
    json!({ "image": { "key": key, "w": 1600, "h": 900, "alt": alt } })
}

fn book<'a>(config: &'a Config, stories: Vec<Article>) -> Book<'a> {
    let stories = Group {
        name: Name::Section("World".into()),
        stories,
    };
    let none = Group {
        name: Name::Top,
        stories: vec![],
    };
    Book {
        config,
        day: Day::parse("2025-02-18", '-').unwrap(),
        groups: vec![none, stories],
    }
}

/// Writes a book in which each picture has a file, except those called `missing`.
fn write(book: &Book<'_>) -> BTreeMap<String, Vec<u8>> {
    let bytes = bytes(book);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().name().unwrap(), "mimetype");
    // Programs look for the media type at this place (OCF §4.3.3).
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let files = 0..archive.len();
    let files = files.map(|at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    });
    files.collect()
}

fn bytes(book: &Book<'_>) -> Vec<u8> {
    let file = |image: &Image| {
        let path = picture_path(image)?;
        (!path.contains("missing")).then(|| path.into_bytes())
    };
    book.write(file).unwrap()
}

/// Checks what holds for every book: all documents are well-formed, and all that they name is there.
fn check(files: &BTreeMap<String, Vec<u8>>) {
    let mut named = BTreeSet::new();
    for (name, bytes) in files {
        if ![".xhtml", ".opf", ".ncx", ".xml", ".svg"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap();
        let options = ParsingOptions {
            allow_dtd: true,
            ..ParsingOptions::default()
        };
        let document = Document::parse_with_options(text, options)
            .unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
        let mut ids = BTreeSet::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                assert!(ids.insert(id.to_owned()), "{name}: {id} twice");
            }
            for attribute in ["href", "src"] {
                let Some(address) = node.attribute(attribute) else {
                    continue;
                };
                // A note is in the same chapter.
                let is_in_book = !address.contains(':') && !address.starts_with('#');
                let target = format!("EPUB/{address}");
                assert!(
                    !is_in_book || files.contains_key(&target),
                    "{name}: {address}"
                );
                if name.ends_with(".opf") {
                    assert!(named.insert(target), "{address} twice");
                }
            }
            let is_link = node.has_tag_name(("http://www.w3.org/1999/xhtml", "a"));
            if is_link {
                let inner = node
                    .descendants()
                    .filter(|inner| inner.tag_name() == node.tag_name());
                assert_eq!(inner.count(), 1, "{name}: a link in a link");
            }
        }
    }
    let in_package = files.keys().filter(|name| name.starts_with("EPUB/"));
    let in_package: BTreeSet<String> = in_package
        .filter(|name| !name.ends_with(".opf"))
        .cloned()
        .collect();
    assert_eq!(in_package, named, "the manifest names every file");
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(&files[&format!("EPUB/{name}")]).unwrap()
}

/// A block of each kind, with a text in it.
fn every_block(text: &str) -> Value {
    let words = json!([{ "t": text }]);
    let route = "/2025/02/18/s-1";
    json!([
        { "p": { "text": [{ "a": { "href": "https://x.example/|", "text": [
            { "b": words }, { "a": { "href": route, "text": words } }] } }, "br", { "sup": words }] } },
        { "h": { "text": words } },
        { "h": { "minor": true, "text": words } },
        { "img": { "image": { "key": "ab", "w": 1600, "h": 900, "alt": text }, "caption": words, "credit": text } },
        { "gallery": [picture("ab", text), picture("missing", text), picture("https://media.example/a.jpg", text)] },
        { "quote": { "paragraphs": [{ "text": words }], "cite": words, "lang": "fr" } },
        { "quote": { "pull": true, "paragraphs": [{ "text": words }] } },
        { "list": { "ordered": true, "items": [{ "text": words, "lists": [{ "items": [] }] }] } },
        { "view": [{ "el": { "n": "table", "c": [{ "el": { "n": "caption", "c": words } }, { "el": { "n": "tbody", "c": [
            { "el": { "n": "tr", "c": [{ "el": { "n": "td", "a": { "colspan": "3" }, "c": words } }] } }] } }] } }] },
        { "view": [{ "el": { "n": "section", "a": { "class": text, "lang": "fr", "id": "a" }, "c": [
            { "el": { "n": "details", "c": [{ "el": { "n": "summary", "c": words } }] } },
            { "a": { "href": "https://video.example/%zz[1]", "text": words } },
            { "el": { "n": "a", "a": { "href": "#a" }, "c": words } },
            { "el": { "n": "svg", "c": [{ "el": { "n": "path", "a": { "d": text } } }] } }] } }] },
        { "related": { "href": "/2025/02/18/s-2", "title": text } },
        "hr",
        { "pre": words },
    ])
}

#[test]
fn a_book_of_hostile_stories_is_well_formed() {
    let config = config("en-US");
    let hostile = json!({ "headline": HOSTILE, "body": every_block(HOSTILE), "dateline": HOSTILE,
        "credit": HOSTILE, "origin": HOSTILE, "lead": picture("ab", HOSTILE),
        "byline": [{ "text": HOSTILE }], "tags": [{ "slug": "a", "name": HOSTILE }] });
    let unnamed = json!({ "headline": "\u{1}\u{2}" });
    let files = write(&book(&config, vec![story(1, hostile), story(2, unnamed)]));
    check(&files);
    let chapter = text(&files, "story-001.xhtml");
    assert!(
        !chapter.contains('\0') && !chapter.contains("]]>"),
        "{chapter}"
    );
    assert!(text(&files, "nav.xhtml").contains(">Stories</a>"));
}

#[test]
fn a_book_of_three_hundred_stories_lists_each_once() {
    let config = config("en-US");
    let stories = (1..=300).map(|number| story(number, json!({})));
    let files = write(&book(&config, stories.collect()));
    check(&files);
    for name in ["nav.xhtml", "toc.ncx", "package.opf"] {
        let text = text(&files, name);
        for number in [1, 99, 300] {
            assert!(
                text.contains(&format!("story-{number:03}.xhtml")),
                "{name}: {number}"
            );
        }
    }
}

#[test]
fn the_same_stories_give_the_same_bytes() {
    let config = config("en-US");
    let stories = || {
        vec![
            story(1, json!({ "body": every_block("a") })),
            story(2, json!({})),
        ]
    };
    assert!(bytes(&book(&config, stories())) == bytes(&book(&config, stories())));
}

#[test]
fn the_identifier_is_that_of_the_day() {
    let (one, two) = (config("en-US"), config("ar"));
    let id = |book: &Book<'_>| book.identifier(&SiteUrls::new(book.config));
    let first = book(&one, vec![story(1, json!({}))]);
    let mut second = book(&two, vec![]);
    assert_eq!(id(&first), id(&second));
    assert_eq!(&id(&first)[23..24], "8", "the version of RFC 9562 §5.8");
    second.day = Day::parse("2025-02-19", '-').unwrap();
    assert_ne!(id(&first), id(&second));
}

#[test]
fn the_time_of_the_book_is_that_of_its_newest_change_in_utc() {
    let config = config("en-US");
    let changed = json!({ "updated": "2025-02-18T18:00:01-08:00" });
    let files = write(&book(&config, vec![story(1, changed), story(2, json!({}))]));
    let package = text(&files, "package.opf");
    let modified = r#"<meta property="dcterms:modified">2025-02-19T02:00:01Z</meta>"#;
    assert!(package.contains(modified), "{package}");
    assert!(package.contains("<dc:title>Post &amp; Sons, February 18, 2025</dc:title>"));
    assert!(package.contains("<dc:date>2025-02-18</dc:date>"));
}

#[test]
fn a_book_from_right_to_left_says_so_everywhere() {
    let config = config("ar");
    let english = json!({ "lang": "en" });
    let files = write(&book(&config, vec![story(1, json!({})), story(2, english)]));
    check(&files);
    let package = text(&files, "package.opf");
    assert!(
        package.contains(r#"page-progression-direction="rtl""#),
        "{package}"
    );
    assert!(
        package.contains("<dc:language>ar</dc:language>"),
        "{package}"
    );
    for name in ["title.xhtml", "nav.xhtml", "story-001.xhtml"] {
        let text = text(&files, name);
        assert!(
            text.contains(r#"lang="ar" xml:lang="ar" dir="rtl""#),
            "{name}: {text}"
        );
    }
    let first = text(&files, "story-001.xhtml");
    assert!(
        first.contains(r#"<span lang="en" xml:lang="en" dir="ltr">February 18"#),
        "{first}"
    );
    let second = text(&files, "story-002.xhtml");
    assert!(
        second.contains(r#"lang="en" xml:lang="en" dir="ltr"><head>"#),
        "{second}"
    );
}

#[test]
fn links_lead_to_chapters_and_otherwise_to_the_web() {
    let config = config("en-US");
    let link = |href: &str| json!({ "p": { "text": [{ "a": { "href": href, "text": [{ "t": "x" }] } }] } });
    let body = json!([
        link("/2025/02/18/s-2"),
        link("/2024/01/01/other"),
        link("mailto:a@post.example")
    ]);
    let files = write(&book(
        &config,
        vec![story(1, json!({ "body": body })), story(2, json!({}))],
    ));
    let chapter = text(&files, "story-001.xhtml");
    for href in [
        "story-002.xhtml",
        "https://post.example/paper/2024/01/01/other",
        "mailto:a@post.example",
    ] {
        assert!(
            chapter.contains(&format!(r#"<a href="{href}">x</a>"#)),
            "{href}: {chapter}"
        );
    }
}

#[test]
fn pictures_are_files_of_the_book_or_links() {
    let config = config("en-US");
    let body = json!([{ "gallery": [picture("ab", "A sea"), picture("ab", "A sea"),
        picture("missing", "A hill"), picture("https://media.example/a b.jpg", "")] }]);
    let files = write(&book(&config, vec![story(1, json!({ "body": body }))]));
    check(&files);
    let pictures: Vec<&String> = files
        .keys()
        .filter(|name| name.contains("pictures/"))
        .collect();
    assert_eq!(pictures, ["EPUB/pictures/ab-960.jpg"]);
    assert_eq!(files[pictures[0]], b"/media/ab-960.jpg");
    let chapter = text(&files, "story-001.xhtml");
    for part in [
        r#"<img src="pictures/ab-960.jpg" alt="A sea"/>"#,
        r#"<a href="https://post.example/paper/media/missing-1600.jpg">Picture on the web: A hill</a>"#,
        r#"<a href="https://media.example/a%20b.jpg">Picture on the web</a>"#,
    ] {
        assert!(chapter.contains(part), "{part}: {chapter}");
    }
}

#[test]
fn what_the_pictures_lack_is_said_to_readers_who_cannot_see_them() {
    let config = config("en-US");
    for (alt, is_complete) in [("A sea", true), ("", false)] {
        let lead = json!({ "lead": picture("ab", alt) });
        let files = write(&book(&config, vec![story(1, lead)]));
        let package = text(&files, "package.opf");
        assert_eq!(
            package.contains(">alternativeText<"),
            is_complete,
            "{package}"
        );
        assert_eq!(
            package.contains("have no description"),
            !is_complete,
            "{package}"
        );
    }
}

#[test]
fn pictures_beyond_the_limit_are_links() {
    let mut pictures = Pictures::new(|_: &Image| Some(vec![0; 40 << 20]));
    let image = |key: &str| -> Image {
        serde_json::from_value(json!({ "key": key, "w": 960, "h": 640, "alt": "A sea" })).unwrap()
    };
    use pictures::Album;
    assert!(pictures.file(&image("ab")).is_some());
    assert!(pictures.file(&image("cd")).is_none());
    assert!(pictures.file(&image("ab")).is_some());
    assert_eq!(pictures.names().count(), 1);
}

#[test]
fn the_style_hides_the_landmarks_and_centers_the_title() {
    let config = config("en-US");
    let files = write(&book(&config, vec![story(1, json!({}))]));
    let contents = text(&files, "nav.xhtml");
    assert!(
        contents.contains(r#"<nav epub:type="landmarks" hidden="hidden">"#),
        "{contents}"
    );
    let style = text(&files, "style.css");
    // The rule for all headlines comes first, and would have the newspaper's name beside the middle.
    for rule in [
        "[hidden] { display: none; }",
        ".title, .title h1 { text-align: center; }",
    ] {
        assert!(style.contains(rule), "{rule}: {style}");
    }
}

/// Returns the file that the package calls the cover, by both ways of doing so.
fn cover(files: &BTreeMap<String, Vec<u8>>) -> String {
    let package = Document::parse(text(files, "package.opf")).unwrap();
    let mut nodes = package.descendants();
    let covers: Vec<roxmltree::Node<'_, '_>> = package
        .descendants()
        .filter(|node| node.attribute("properties") == Some("cover-image"))
        .collect();
    assert_eq!(covers.len(), 1, "one cover");
    let old = nodes.find(|node| node.attribute("name") == Some("cover"));
    assert_eq!(old.unwrap().attribute("content"), covers[0].attribute("id"));
    covers[0].attribute("href").unwrap().to_owned()
}

#[test]
fn the_first_picture_is_the_cover_and_is_on_the_title_page() {
    let config = config("en-US");
    // Files are in the order of their names, and the cover is not the first of them.
    let stories = vec![
        story(1, json!({ "lead": picture("missing", "None") })),
        story(2, json!({ "lead": picture("zzz", "The sea") })),
        story(3, json!({ "lead": picture("aaa", "The hills") })),
    ];
    let files = write(&book(&config, stories));
    check(&files);
    let cover = cover(&files);
    assert_eq!(cover, "pictures/zzz-960.jpg");
    let title = text(&files, "title.xhtml");
    assert!(
        title.contains(&format!("<img src=\"{cover}\" alt=\"\"")),
        "{title}"
    );
    assert!(!files.contains_key("EPUB/cover.svg"));
}

#[test]
fn a_book_without_pictures_has_a_cover_with_the_name_and_the_date() {
    for (lang, name) in [
        ("en-US", "Post & Sons".to_owned()),
        ("ar", HOSTILE.to_owned()),
    ] {
        let mut config = config(lang);
        config.name = name;
        let files = write(&book(&config, vec![story(1, json!({}))]));
        check(&files);
        assert_eq!(cover(&files), "cover.svg");
        let drawing = text(&files, "cover.svg");
        assert!(drawing.contains("February 18, 2025</text>"), "{drawing}");
        assert!(!text(&files, "title.xhtml").contains("<img"));
    }
    let config = config("en-US");
    let files = write(&book(&config, vec![]));
    let drawing = text(&files, "cover.svg");
    assert!(
        drawing.contains(">Post &amp;</text>") && drawing.contains(">Sons</text>"),
        "{drawing}"
    );
}
