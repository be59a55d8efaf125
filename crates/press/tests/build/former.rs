//! Tests of the addresses that stories had before: redirects, and links between stories.

use super::edition::{app, options, out, publish};
use super::newsroom::{Newsroom, SITE};
use frontpage_pipeline::{Outcome, run};
use serde_json::{Value, json};

/// A newsroom with an app and the story `falls`, which an import has written.
fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    app(&room, "red");
    room.story("falls", 11, imported("falls", 12, "/2019/03/falls/"));
    room
}

/// The fields of an item from WordPress.
fn imported(slug: &str, id: u32, permalink: &str) -> Value {
    json!({
        "uri": format!("https://old.example/?p={id}"),
        "altIds": [
            {"role": "slug", "value": slug},
            {"role": "permalink", "value": format!("https://www.old.example{permalink}")},
        ],
    })
}

fn with_body(mut item: Value, html: &str) -> Value {
    item["bodies"] = json!([{"role": "main", "contentType": "text/html", "value": html}]);
    item
}

fn read(room: &Newsroom, name: &str) -> String {
    std::fs::read_to_string(room.path(name)).unwrap()
}

fn diagnostics(outcome: &Outcome) -> Vec<String> {
    outcome
        .report
        .diagnostics
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn written(outcome: &Outcome) -> Vec<String> {
    outcome.changed.written.iter().map(String::from).collect()
}

#[test]
fn a_former_address_is_a_redirect_for_every_host() {
    let room = newsroom();
    let outcome = publish(&room);
    assert_eq!(diagnostics(&outcome), [""; 0]);
    let rules = read(&room, "out/_redirects");
    let stories = "/2019/03/falls/ /2025/01/11/falls 301\n/ p=12 /2025/01/11/falls 301!\n";
    assert!(rules.starts_with(stories), "{rules}");
    let map = read(&room, "out-config/press-redirects.map");
    let stories = "\"/2019/03/falls\" \"/2025/01/11/falls\";\n\"?p=12\" \"/2025/01/11/falls\";\n";
    assert!(map.starts_with(stories), "{map}");
    let caddy = read(&room, "out-config/press-redirects.caddy");
    assert!(
        caddy.starts_with("\"/2019/03/falls\" \"/2025/01/11/falls\"\n"),
        "{caddy}"
    );
    let queries = read(&room, "out-config/press-redirects-queries.caddy");
    assert_eq!(queries, "\"?p=12\" \"/2025/01/11/falls\"\n");
    assert!(read(&room, "out-config/nginx.conf").contains("include press-redirects.map;"));
    assert!(read(&room, "out-config/Caddyfile").contains("import press-redirects.caddy"));
    let htaccess = read(&room, "out/.htaccess");
    assert!(htaccess.contains("RewriteRule ^2019/03/falls/?$ /2025/01/11/falls [R=301,L]\n"));
    let store: Value =
        serde_json::from_str(&read(&room, "out-config/cloudfront-redirects.json")).unwrap();
    assert_eq!(
        store["data"][1],
        json!({"key": "?p=12", "value": "/2025/01/11/falls"})
    );
    assert!(read(&room, "out-config/cloudfront-redirects.js").contains("cf.kvs()"));
    assert!(!out(&room).keys().any(|path| path.starts_with("2019/")));
}

#[test]
fn lists_and_feeds_of_wordpress_lead_to_those_of_the_newspaper() {
    let room = newsroom();
    publish(&room);
    let rules = read(&room, "out/_redirects");
    for line in [
        "/feed/ /feed.xml 301",
        "/feed/atom /feed.atom 301",
        "/page/* / 301",
        "/category/world /world 301",
        "/category/world/feed/ /world/feed.xml 301",
        "/category/world/page/* /world 301",
        "/category/:x/* /tag/:x 301",
        "/category/:y/world/* /world 301",
        "/category/:y/:x/* /tag/:x 301",
        "/tag/:x/page/* /tag/:x 301",
        "/author/:x/page/* /author/:x 301",
    ] {
        assert!(rules.lines().any(|rule| rule == line), "{line}: {rules}");
    }
    let map = read(&room, "out-config/press-redirects.map");
    assert!(
        map.contains("\"~^/tag/(?<press_slug>[a-z0-9-]+)/page/[0-9]+$\" \"/tag/$press_slug\";")
    );
    assert!(read(&room, "out/.htaccess").contains("RewriteRule ^page/[0-9]+/?$ / [R=301,L]"));

    // A section has the same slug as the first part of such addresses, and a file has the same path as
    // another one.
    let sections = "sections = [{ slug = \"category\", name = \"C\" }, ";
    room.write("content/site.toml", SITE.replace("sections = [", sections));
    room.write("public/feed/atom", "mine");
    publish(&room);
    let rules = read(&room, "out/_redirects");
    assert!(!rules.contains("/category/"), "{rules}");
    assert!(!rules.contains("/feed/atom"), "{rules}");
    assert!(rules.contains("/feed /feed.xml 301"), "{rules}");

    // Without a story from WordPress, there are no redirects of WordPress's lists.
    std::fs::remove_file(room.path("content/stories/falls.json")).unwrap();
    let id = json!([{"role": "permalink", "value": "https://post.example/old/"}]);
    room.story("old", 3, json!({"altIds": id, "slugline": "old"}));
    publish(&room);
    assert_eq!(read(&room, "out/_redirects"), "/old/ /2025/01/03/old 301\n");
}

#[test]
fn only_what_changed_is_written_again() {
    let room = newsroom();
    publish(&room);
    assert_eq!(written(&publish(&room)), [""; 0]);
    room.story("falls", 11, imported("falls", 12, "/2019/03/great-falls/"));
    assert_eq!(written(&publish(&room)), [".htaccess", "_redirects"]);
    assert!(read(&room, "out-config/press-redirects.map").contains("great-falls"));
    // When a story is withdrawn, its former addresses are removed as well.
    let mut withdrawn = imported("falls", 12, "/2019/03/great-falls/");
    withdrawn["pubStatus"] = json!("canceled");
    room.story("falls", 11, withdrawn);
    publish(&room);
    assert!(!room.path("out/_redirects").exists());
    assert!(!room.path("out-config/press-redirects.map").exists());
    assert!(!read(&room, "out-config/nginx.conf").contains("press_former"));
}

#[test]
fn a_newspaper_without_former_addresses_has_no_redirects() {
    let room = Newsroom::new();
    app(&room, "red");
    // The permalink of an agency's item is an address of the agency.
    let id = json!([{"role": "permalink", "value": "https://agency.example/falls/"}]);
    room.story("falls", 11, json!({"altIds": id, "slugline": "falls"}));
    room.write("content/site.toml", format!("redirects = \"off\"\n{SITE}"));
    room.story("lakes", 11, imported("lakes", 12, "/2019/03/lakes/"));
    let with = publish(&room);
    assert_eq!(diagnostics(&with), [""; 0]);
    let files = out(&room);
    assert!(!files.contains_key("_redirects"));
    assert!(!read(&room, "out/.htaccess").contains("former\n"));
    assert!(!read(&room, "out-config/nginx.conf").contains("press_former"));
}

#[test]
fn a_former_host_that_is_no_wordpress_is_named() {
    let room = newsroom();
    room.write(
        "content/site.toml",
        format!("former_hosts = [\"www.Older.example\"]\n{SITE}"),
    );
    let id = |value: &str| json!({"role": "permalink", "value": value});
    let ids = json!([
        id("http://older.example/a.html"),
        id("https://wire.example/b")
    ]);
    room.story("lakes", 12, json!({"altIds": ids, "slugline": "lakes"}));
    publish(&room);
    let rules = read(&room, "out/_redirects");
    assert!(
        rules.starts_with("/a.html /2025/01/12/lakes 301\n/2019/03/falls/ "),
        "{rules}"
    );
    assert!(!rules.contains("/b "), "{rules}");
}

#[test]
fn front_matter_names_former_paths() {
    let room = newsroom();
    room.write(
        "content/site.toml",
        SITE.replace("post.example", "post.example/paper"),
    );
    for (name, key) in [
        ("hugo", "aliases: [/old/one/, two]"),
        ("jekyll", "redirect_from: /three"),
    ] {
        let text =
            format!("---\ntitle: {name}\ndate: 2025-01-01\nsection: us\n{key}\n---\nText.\n");
        room.write(&format!("content/{name}.md"), text);
    }
    room.write(
        "content/bad.md",
        "---\ntitle: Bad\ndate: 2025-01-01\nsection: us\naliases: [\"a b\", \"//x.example/y\", \
         \"javascript:x\", \"/*\", \"/a\\n/b\"]\n---\nText.\n",
    );
    let outcome = publish(&room);
    let redirects = read(&room, "out/_redirects");
    for line in [
        "/paper/old/one/ /paper/2025/01/01/hugo 301\n",
        "/paper/two /paper/2025/01/01/hugo 301\n",
        "/paper/three /paper/2025/01/01/jekyll 301\n",
        "/2019/03/falls/ /paper/2025/01/11/falls 301\n",
    ] {
        assert!(redirects.contains(line), "{line}: {redirects}");
    }
    assert!(!redirects.contains("bad"), "{redirects}");
    let diagnostics = diagnostics(&outcome);
    assert_eq!(diagnostics.len(), 5, "{diagnostics:#?}");
    for line in diagnostics {
        assert!(line.starts_with("warning: bad.md: aliases: "), "{line}");
    }
}

#[test]
fn hostile_addresses_are_named_and_left_out() {
    let room = newsroom();
    let long = format!("/{}", "a".repeat(10_000));
    for (number, permalink) in (20..).zip([
        "/a b",
        "/a\n/b /c 301",
        "/a%0d%0ab",
        "/$host",
        "/\"; return 301 \"x",
        "/{uri}",
        "/%ff",
        "/:x",
        "/<b>",
        "/a'b",
        &long,
    ]) {
        let slug = format!("s-{number}");
        room.story(&slug, 12, imported(&slug, number, permalink));
    }
    let outcome = publish(&room);
    let diagnostics = diagnostics(&outcome);
    assert_eq!(diagnostics.len(), 11, "{diagnostics:#?}");
    for line in &diagnostics {
        assert!(
            line.contains(": altIds[1].value: ") && line.len() < 500,
            "{line}"
        );
    }
    let paths = read(&room, "out/_redirects");
    let stories = paths.lines().filter(|line| line.contains("/2025/"));
    assert_eq!(stories.filter(|line| !line.contains(" p=")).count(), 1);
}

#[test]
fn an_address_that_is_taken_is_named() {
    let room = newsroom();
    // WordPress can have had the addresses that a story has here.
    room.story("same", 13, imported("same", 13, "/2025/01/13/same/"));
    // The former address of this story is the address of another story now.
    room.story("taken", 14, imported("taken", 14, "/2025/01/13/Same.html"));
    room.story("section", 14, imported("section", 15, "/world/"));
    room.story("feed", 14, imported("feed", 16, "/feed.xml"));
    room.story("icon", 14, imported("icon", 17, "/favicon.svg"));
    room.story("data", 14, imported("data", 18, "/world.json"));
    // Two stories have the same former address, of which the newer one keeps it.
    room.story("older", 10, imported("older", 19, "/2019/03/falls"));
    let outcome = publish(&room);
    let found = diagnostics(&outcome).join("\n");
    for line in [
        "warning: stories/section.json: former address: /world/ is the address of another page",
        "warning: stories/feed.json: former address: /feed.xml is the address",
        "warning: stories/icon.json: former address: /favicon.svg is the address",
        "warning: stories/data.json: former address: /world.json is the address",
        "warning: stories/older.json: former address: /2019/03/falls is one of /2025/01/11/falls, too",
    ] {
        assert!(found.contains(line), "{line}: {found}");
    }
    assert!(!found.contains("stories/falls.json"), "{found}");
    let redirects = read(&room, "out/_redirects");
    let paths: Vec<&str> = redirects
        .lines()
        .filter(|line| line.contains("/2025/") && !line.starts_with("/ "))
        .collect();
    assert_eq!(paths, ["/2019/03/falls/ /2025/01/11/falls 301"]);
}

#[test]
fn pages_stand_in_where_a_host_has_no_rules() {
    let room = newsroom();
    room.write(
        "content/site.toml",
        format!("redirects = \"pages\"\n{SITE}"),
    );
    room.write("public/_redirects", "/mine /world 302");
    publish(&room);
    let page = read(&room, "out/2019/03/falls/index.html");
    for part in [
        "<meta http-equiv=\"refresh\" content=\"0; url=/2025/01/11/falls\">",
        "<link rel=\"canonical\" href=\"https://post.example/2025/01/11/falls\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "<a href=\"/2025/01/11/falls\">",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let rules = read(&room, "out/_redirects");
    assert!(
        rules.starts_with("/mine /world 302\n/2019/03/falls/ "),
        "{rules}"
    );
    let sitemap = out(&room);
    let in_sitemap = sitemap.iter().filter(|(path, _)| path.contains("sitemap"));
    for (path, bytes) in in_sitemap {
        assert!(
            !String::from_utf8_lossy(bytes).contains("2019/03/falls"),
            "{path}"
        );
    }
    assert_eq!(written(&publish(&room)), [""; 0]);
    room.story("falls", 11, json!({"uri": "urn:falls"}));
    publish(&room);
    assert!(!room.path("out/2019/03/falls/index.html").exists());
    assert_eq!(read(&room, "out/_redirects"), "/mine /world 302");
}

#[test]
fn links_between_imported_stories_stay_on_the_site() {
    let room = newsroom();
    let links = "<p><a href=\"http://old.example/2019/03/lakes?utm_source=x#map\">a</a> \
        <a href=\"https://WWW.old.example/?p=13\">b</a> \
        <a href=\"https://old.example/2019/03/nowhere/\">c</a> \
        <a href=\"https://other.example/2019/03/lakes/\">d</a> \
        <a href=\"/2019/03/10/lakes\">e</a></p>";
    room.story(
        "falls",
        11,
        with_body(imported("falls", 12, "/2019/03/falls/"), links),
    );
    let hrefs = || {
        let data: Value = serde_json::from_str(&read(&room, "out/2025/01/11/falls.json")).unwrap();
        let text = data["page"]["article"]["body"].to_string();
        let parts = text.split("\"href\":\"").skip(1);
        parts
            .map(|part| part.split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = [
        "http://old.example/2019/03/lakes?utm_source=x#map",
        "https://WWW.old.example/?p=13",
        "https://old.example/2019/03/nowhere/",
        "https://other.example/2019/03/lakes/",
    ];
    let first = publish(&room);
    assert_eq!(hrefs(), before);
    assert!(diagnostics(&first)[0].contains("links to /2019/03/10/lakes, which does not exist"));

    // When a story is imported later, the story that links to it changes.
    let mut lakes = imported("lakes", 13, "/2019/03/lakes/");
    let more = json!({"role": "permalink", "value": "https://old.example/2019/03/10/lakes/"});
    lakes["altIds"].as_array_mut().unwrap().push(more);
    room.story("lakes", 12, lakes.clone());
    let outcome = publish(&room);
    let there = "/2025/01/12/lakes";
    assert_eq!(hrefs(), [there, there, before[2], before[3], there]);
    assert_eq!(diagnostics(&outcome), [""; 0]);
    assert!(read(&room, "out/2025/01/11/falls.html").contains("href=\"/2025/01/12/lakes\""));
    assert!(read(&room, "out/feed.xml").contains("https://post.example/2025/01/12/lakes"));
    assert_eq!(written(&publish(&room)), [""; 0]);

    // The story moves, and then is withdrawn.
    room.story("lakes", 13, lakes.clone());
    publish(&room);
    assert_eq!(hrefs()[0], "/2025/01/13/lakes");
    lakes["pubStatus"] = json!("canceled");
    room.story("lakes", 13, lakes);
    publish(&room);
    assert_eq!(hrefs(), before);

    // Publishing everything at once gives the same result.
    let again = run(&frontpage_pipeline::Options {
        out: room.path("again"),
        cache: room.path("again-cache"),
        ..options(&room)
    });
    again.unwrap();
    assert_eq!(
        read(&room, "again/2025/01/11/falls.json"),
        read(&room, "out/2025/01/11/falls.json")
    );
}
