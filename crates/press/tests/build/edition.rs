//! Tests of whole newspapers with a stub of the app: pages, feeds, sitemaps and precompressed
//! copies.

use super::newsroom::{Files, NOW, Newsroom, bytes, lead};
use frontpage_base::step::Step;
use frontpage_base::stylesheet::Stylesheet;
use frontpage_pipeline::App;
use frontpage_pipeline::{Options, Outcome, run};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

const INDEX: &str = r#"<link rel="stylesheet" href="/main-1.css">
    <link rel="stylesheet" href="/later-1.css"><link rel="stylesheet" href="/print-1.css">
    <link rel="modulepreload" href="/frontpage-2.js">
    <link rel="preload" href="/frontpage-2_bg.wasm" as="fetch" type="application/wasm">"#;
const STYLE: &str = ":root{--paper:light-dark(#ffffff,#14171a)}";

/// Writes a release of the app to a newsroom.
pub fn app(room: &Newsroom, color: &str) {
    room.write("dist/index.html", INDEX);
    room.write("dist/main-1.css", format!("{STYLE} a{{color:{color}}}"));
    room.write("dist/later-1.css", format!(".later{{color:{color}}}"));
    room.write("dist/print-1.css", format!(".print{{color:{color}}}"));
    room.write("dist/frontpage-2.js", "export default 1".repeat(100));
    room.write("dist/frontpage-2_bg.wasm", "wasm".repeat(1000));
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="green"/></svg>"#;
    room.write("public/favicon.svg", drawing);
}

/// A newsroom with 45 stories and an app.
pub fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    room.picture("a.png", [9, 9, 9]);
    app(&room, "red");
    let section = json!({"rel": "section", "literal": "world"});
    for n in 0..45 {
        let tag = if n < 30 { "Sea" } else { "Hills" };
        let subjects = json!([section, {"rel": "tag", "name": tag}]);
        let changes = json!({"subjects": subjects, "associations": lead("media/a.png")});
        room.story(&format!("s-{n}"), 1 + n % 28, changes);
    }
    room
}

pub fn options(room: &Newsroom) -> Options<'static> {
    Options {
        app: Some(App {
            dist: room.path("dist"),
            public: room.path("public"),
            prerender: frontpage_render::prerender,
        }),
        ..room.options()
    }
}

pub fn publish(room: &Newsroom) -> Outcome {
    run(&options(room)).unwrap()
}

fn out(room: &Newsroom) -> Files {
    bytes(&room.path("out"))
}

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
fn a_story_is_read_once_for_its_page_and_all_its_feeds() {
    let room = Newsroom::new();
    app(&room, "red");
    let reads = AtomicUsize::new(0);
    let count = |step: Step| {
        reads.fetch_add(usize::from(step == Step::Read), Ordering::Relaxed);
        Ok(())
    };
    let options = Options {
        step: Some(&count),
        ..options(&room)
    };
    let tags =
        ["Sea", "Hills", "Ships", "Wind", "Sand"].map(|name| json!({"rel": "tag", "name": name}));
    let subjects = [&[json!({"rel": "section", "literal": "world"})][..], &tags].concat();
    room.story("s-1", 1, json!({"subjects": subjects}));
    run(&options).unwrap();
    for feed in [
        "",
        "world/",
        "tag/sea/",
        "tag/hills/",
        "tag/ships/",
        "tag/wind/",
        "tag/sand/",
    ] {
        let feed = std::fs::read_to_string(room.path(&format!("out/{feed}feed.xml"))).unwrap();
        assert!(feed.contains("Body of s-1"), "{feed}");
    }
    // The file is read to identify the item, to process it and to make its page. The seven feeds
    // Once: finding out which item it is, parsing it, its page and its seven feeds share the text
    // and the article.
    assert_eq!(reads.swap(0, Ordering::Relaxed), 1);

    // Another story comes and goes. The page of this one stays, so it is read only for its feeds.
    room.wait_until_settled("content/stories/s-1.json");
    room.story("s-2", 2, json!({"subjects": subjects}));
    run(&options).unwrap();
    reads.swap(0, Ordering::Relaxed);
    std::fs::remove_file(room.path("content/stories/s-2.json")).unwrap();
    run(&options).unwrap();
    assert_eq!(reads.swap(0, Ordering::Relaxed), 1);
}

#[test]
fn server_configurations_are_written_beside_the_site_for_any_out_path() {
    let room = newsroom();
    publish(&room);
    let configs = |folder: &str| bytes(&room.path(folder));
    let expected = configs("out-config");
    assert_eq!(expected.len(), 2);
    let build = |folder: &str, out: &str| {
        std::fs::create_dir_all(room.path(folder)).unwrap();
        let press = Command::new(env!("CARGO_BIN_EXE_press"))
            .current_dir(room.path(folder))
            .args(["build", "--no-precompressed", "--now", NOW, "--out", out])
            .arg("--content")
            .arg(room.path("content"))
            .arg("--cache")
            .arg(room.path("cache"))
            .arg("--release-app")
            .arg(room.path("dist"))
            .arg("--public")
            .arg(room.path("public"))
            .output()
            .unwrap();
        assert!(press.status.success(), "{press:?}");
        String::from_utf8(press.stderr).unwrap()
    };
    let server = |folder: &str| {
        expected
            .iter()
            .map(|(name, text)| {
                let text = String::from_utf8(text.clone()).unwrap();
                (
                    name.clone(),
                    text.replace("/srv/www/out", &format!("/srv/www/{folder}"))
                        .into_bytes(),
                )
            })
            .collect::<Files>()
    };
    for (folder, out, site) in [
        ("dot", ".", "dot"),
        ("up/inner", "..", "up"),
        (".", "slash/", "slash"),
        (".", "down/../down", "down"),
        ("back/inner", "../inner/..", "back"),
    ] {
        let output = build(folder, out);
        assert!(room.path(site).join("index.html").exists(), "{out}");
        assert_eq!(configs(&format!("{site}-config")), server(site), "{out}");
        // The place of the configurations is printed if it cannot be seen from the path on the
        // command line.
        let is_printed = output.contains("nginx") && output.contains(&format!("{site}-config"));
        assert_eq!(is_printed, out.ends_with('.'), "{out}: {output}");
    }
}

#[cfg(unix)]
#[test]
fn publishing_to_the_file_system_root_is_refused() {
    let room = newsroom();
    let options = Options {
        out: "/".into(),
        ..options(&room)
    };
    let message = run(&options).unwrap_err().to_string();
    assert!(
        message.contains("is the root of the file system; choose a folder inside it"),
        "{message}"
    );
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
        ".later{color:blue}".into(),
    ];
    for css in &sheets {
        assert!(text("world.html").contains(&format!(">{css}</style>")));
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
fn precompressed_copies_match_the_file() {
    let room = newsroom();
    publish(&room);
    let files = out(&room);
    let compressed = |ending: &str| -> BTreeSet<String> {
        let names = files.keys().filter_map(|name| name.strip_suffix(ending));
        names.map(str::to_owned).collect()
    };
    // Pages, data and feeds have copies; tiny files do not.
    assert!(compressed(".br").len() > 60, "{}", compressed(".br").len());
    assert_eq!(compressed(".br"), compressed(".gz"));
    for name in compressed(".br") {
        let mut plain = Vec::new();
        let br = &files[&format!("{name}.br")];
        brotli::BrotliDecompress(&mut br.as_slice(), &mut plain).unwrap();
        assert!(plain == files[&name], "{name}.br");
        plain.clear();
        let gz = &files[&format!("{name}.gz")];
        flate2::read::GzDecoder::new(gz.as_slice())
            .read_to_end(&mut plain)
            .unwrap();
        assert!(plain == files[&name], "{name}.gz");
    }
    // For a host that compresses files itself, the copies are removed and the files stay the same.
    let plain = Options {
        precompress: false,
        ..options(&room)
    };
    let outcome = run(&plain).unwrap();
    assert_eq!(outcome.changed.written, [""; 0]);
    let left = out(&room);
    assert!(
        left.keys()
            .all(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
    );
    assert!(
        left.iter()
            .all(|(name, bytes)| files.get(name) == Some(bytes))
    );
    publish(&room);
    assert!(out(&room) == files);
}

#[test]
fn stories_share_a_compressed_prefix() {
    let room = newsroom();
    let rule = |n| {
        format!(
            ".rule-{n}{{margin-inline:{n}px;color:var(--ink-{})}}",
            n * 7 % 13
        )
    };
    let rules: String = (0..200).map(rule).collect();
    room.write("dist/main-1.css", format!("{STYLE}{rules}"));
    publish(&room);
    let files = out(&room);
    for (ending, long) in [(".html", 6000), (".html.br", 400), (".html.gz", 400)] {
        let story = |name: &String| name.starts_with("2025/") && name.ends_with(ending);
        let mut stories = files.iter().filter(|(name, _)| story(name));
        let (_, first) = stories.next().unwrap();
        for (name, other) in stories {
            let same = first
                .iter()
                .zip(other)
                .take_while(|(left, right)| left == right);
            assert!(same.count() > long, "{name} has a different prefix");
        }
    }
}

#[test]
fn republishing_writes_nothing_and_another_folder_gets_the_same_bytes() {
    let room = newsroom();
    publish(&room);
    let outcome = publish(&room);
    assert_eq!((outcome.produced, outcome.changed.written.len()), (0, 0));
    let elsewhere = Options {
        out: room.path("other/out"),
        cache: room.path("other/cache"),
        ..options(&room)
    };
    run(&elsewhere).unwrap();
    assert!(bytes(&room.path("other/out")) == out(&room));
}

#[test]
fn correcting_an_old_story_changes_only_its_files_and_the_sitemaps() {
    let room = newsroom();
    publish(&room);
    let subjects = json!([{"rel": "section", "literal": "world"}, {"rel": "tag", "name": "Sea"}]);
    let changes = json!({
        "subjects": subjects, "associations": lead("media/a.png"),
        "bodies": [{"value": "<p>Put right.</p>"}],
        "versionCreated": "2025-01-31T12:00:00-08:00",
    });
    room.story("s-0", 1, changes);
    let outcome = publish(&room);
    let written = outcome.changed.written.iter();
    let written: Vec<&str> = written
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    assert_eq!(
        written,
        [
            "2025/01/01/s-0.html",
            "2025/01/01/s-0.json",
            "sitemap.xml",
            "sitemaps/2025-01.xml",
            "sitemaps/pages.xml"
        ]
    );
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
fn changing_a_rail_renders_no_article() {
    let room = newsroom();
    publish(&room);
    room.story(
        "newest",
        28,
        json!({"firstCreated": "2025-02-01T12:00:00Z"}),
    );
    let outcome = publish(&room);
    let written = &outcome.changed.written;
    assert!(written.contains("popular.json"), "{written:?}");
    let articles = written.iter().filter(|name| name.starts_with("2025/"));
    let articles: BTreeSet<&str> = articles.filter_map(|name| name.split('.').next()).collect();
    assert_eq!(
        articles.into_iter().collect::<Vec<_>>(),
        ["2025/02/01/newest"]
    );
}

#[test]
fn assets_of_the_previous_release_stay_for_thirty_days() {
    let room = newsroom();
    publish(&room);
    let assets = |room: &Newsroom| -> BTreeSet<String> {
        let files = out(room).into_keys();
        files
            .filter(|name| name.starts_with("assets/main-") && name.ends_with(".css"))
            .collect()
    };
    let old = assets(&room);
    assert_eq!(old.len(), 1);
    room.write("dist/main-1.css", format!("{STYLE} a{{color:blue}}"));
    publish(&room);
    assert_eq!(assets(&room).len(), 2);
    let on = |day: &str| {
        run(&Options {
            now: day.parse().unwrap(),
            ..options(&room)
        })
        .unwrap();
        assets(&room)
    };
    assert_eq!(on("2025-04-27T00:00:00Z").len(), 2);
    let left = on("2025-04-29T00:00:00Z");
    assert_eq!(left.len(), 1);
    assert!(left.is_disjoint(&old));
}

#[test]
fn under_a_base_path_every_address_starts_with_it() {
    let room = newsroom();
    let site = super::newsroom::SITE.replace("https://post.example", "https://post.example/paper");
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
fn a_public_file_in_the_way_is_refused_and_the_rest_is_published() {
    let room = newsroom();
    publish(&room);
    let mut expected = out(&room);
    // A page, its data, a story, a rail, feeds and sitemaps, a file that hosts read, and files and
    // folders whose names collide.
    let in_the_way = [
        "2025/01/01/s-0.json",
        "_headers",
        "feed.xml",
        "popular.json/a.txt",
        "rail/sea.json",
        "sitemap.xml",
        "sitemaps/2025-01.xml",
        "tag",
        "world.html",
        "world/feed.atom",
    ];
    for name in in_the_way {
        room.write(&format!("public/{name}"), "theirs");
    }
    for name in [".well-known/security.txt", "2025/report.pdf", "ads.txt"] {
        room.write(&format!("public/{name}"), "theirs");
        expected.insert(name.into(), b"theirs".to_vec());
    }
    let strict = Options {
        strict: true,
        ..options(&room)
    };
    assert!(run(&strict).unwrap().stopped);
    assert!(!room.has("ads.txt"));
    let outcome = publish(&room);
    let problems = &outcome.report.diagnostics;
    let named = problems.iter().map(|problem| Path::new(&problem.file));
    let named: Vec<PathBuf> = named.map(Path::to_owned).collect();
    assert_eq!(named, in_the_way.map(|name| room.path("public").join(name)));
    assert_eq!(outcome.report.refused(), in_the_way.len());
    let mut actual = out(&room);
    // `_headers` lists the files of the site, so it differs.
    let headers = [".br", ".gz", ""].map(|end| format!("_headers{end}"));
    for files in [&mut actual, &mut expected] {
        files.retain(|name, _| !headers.contains(name));
    }
    assert!(actual == expected);
    assert_eq!(outcome.overrides, [""; 0]);
    // Each file has a single owner, so a second publish changes nothing.
    let outcome = publish(&room);
    assert_eq!((outcome.produced, outcome.changed.written.len()), (0, 0));
}

#[test]
fn a_public_file_replaces_a_generated_one_that_has_no_content() {
    let room = newsroom();
    publish(&room);
    let mut expected = out(&room);
    let own = [
        ".htaccess",
        "404.html",
        "apple-touch-icon.png",
        "favicon.ico",
        "manifest.webmanifest",
        "offline.html",
        "robots.txt",
    ];
    for name in own {
        room.write(&format!("public/{name}"), "theirs");
        expected.insert(name.into(), b"theirs".to_vec());
        for end in [".br", ".gz"] {
            expected.remove(&format!("{name}{end}"));
        }
    }
    let outcome = publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    assert_eq!(outcome.overrides, own);
    let summary = outcome.to_string();
    assert!(
        summary.contains("your own files in place of press's: .htaccess, 404.html, "),
        "{summary}"
    );
    assert!(out(&room) == expected);
    // Without the publisher's files, press generates its own again.
    for name in own {
        std::fs::remove_file(room.path("public").join(name)).unwrap();
    }
    assert_eq!(publish(&room).overrides, [""; 0]);
    assert!(out(&room)["robots.txt"].starts_with(b"User-agent"));
}

#[test]
fn files_beyond_the_limit_of_headers_rules_are_noted_and_published() {
    let room = newsroom();
    for n in 0..120 {
        room.write(&format!("public/{n:03}-report.pdf"), "theirs");
    }
    let strict = Options {
        strict: true,
        ..options(&room)
    };
    let outcome = run(&strict).unwrap();
    assert!(!outcome.stopped);
    let [note] = &*outcome.notes else {
        panic!("{:?}", outcome.notes);
    };
    assert!(
        note.contains("_headers: Cloudflare Pages reads 100 rules"),
        "{note}"
    );
    assert!(room.has("119-report.pdf"));
    let headers = std::fs::read_to_string(room.path("out/_headers")).unwrap();
    let rules = headers.lines().filter(|line| line.starts_with('/'));
    assert_eq!(rules.count(), 100);
}

#[test]
fn a_newspaper_in_another_language_marks_the_interface_as_english() {
    let room = newsroom();
    let site = super::newsroom::SITE.replace("lang = \"en-US\"", "lang = \"de\"");
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
