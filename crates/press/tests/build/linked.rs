//! Tests that the sitemaps list exactly the pages that readers can reach by links.

use super::edition::{app, newsroom, options};
use super::newsroom::{Files, Newsroom, bytes};
use frontpage_assets::tools::Tool;
use frontpage_model::Route;
use frontpage_pipeline::{Options, run};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the addresses in all sitemaps, including that of news, relative to the site's.
fn named(files: &Files, site: &str) -> BTreeSet<String> {
    let maps = files.iter().filter(|(name, _)| {
        *name == "sitemap-news.xml" || name.starts_with("sitemaps/") && name.ends_with(".xml")
    });
    let mut found = BTreeSet::new();
    for (_, map) in maps {
        let map = std::str::from_utf8(map).unwrap();
        let map = roxmltree::Document::parse(map).unwrap();
        let urls = map
            .root_element()
            .children()
            .filter(|node| node.is_element());
        for url in urls {
            let own = url
                .children()
                .find(|child| child.tag_name().name() == "loc");
            let address = own.unwrap().text().unwrap();
            found.insert(address.strip_prefix(site).unwrap().to_owned());
        }
    }
    found
}

/// Returns the paths of the pages that a page links to, without files and other sites.
fn links(html: &[u8], site: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(std::str::from_utf8(html).unwrap());
    let links = scraper::Selector::parse("a[href]").unwrap();
    let hrefs = html.select(&links).filter_map(|link| link.attr("href"));
    let paths = hrefs.map(|href| {
        let path = href.strip_prefix(site).unwrap_or(href);
        path.split(['#', '?']).next().unwrap_or_default()
    });
    let is_page = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        path.starts_with('/') && !name.contains('.')
    };
    paths.filter(is_page).map(str::to_owned).collect()
}

/// Returns the pages that can be reached by links from the front page.
fn reached(files: &Files, site: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from(["/".to_owned()]);
    let mut open = vec!["/".to_owned()];
    while let Some(page) = open.pop() {
        let file = match page.as_str() {
            "/" => "index.html".to_owned(),
            page => format!("{}.html", &page[1..]),
        };
        let html = files.get(&file);
        let html = html.unwrap_or_else(|| panic!("a link leads to {page}, which does not exist"));
        for next in links(html, site) {
            if found.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    found
}

/// Whether a path is that of an edition, a calendar or the month of a section, which no sitemap lists: the
/// stories are there.
fn is_edition(path: &str) -> bool {
    matches!(Route::parse(path), Some(Route::Edition(_)))
}

/// Whether a path is that of a tool or of a pair of tags, which only show what other pages have.
fn is_tool(path: &str) -> bool {
    Tool::ALL.iter().any(|tool| tool.address() == path) || path.contains('+')
}

/// Checks that the sitemaps list every page that can be reached by links, and every other page but
/// those in `unlisted` and editions, which can all be reached. Returns the number of listed pages.
fn check(out: &Path, site: &str, unlisted: &[&str]) -> usize {
    let files = bytes(out);
    let (named, mut reached) = (named(&files, site), reached(&files, site));
    let linked_editions: BTreeSet<String> =
        reached.extract_if(.., |path| is_edition(path)).collect();
    // Every tool that a newspaper has is linked, and so is every pair.
    let linked_tools: BTreeSet<String> = reached.extract_if(.., |path| is_tool(path)).collect();
    let tools = files.keys().filter_map(|name| name.strip_suffix(".html"));
    let tools = tools.map(|name| format!("/{name}"));
    let tools: BTreeSet<String> = tools.filter(|path| is_tool(path)).collect();
    assert_eq!(linked_tools, tools);
    let only = |left: &BTreeSet<String>, right| -> Vec<String> {
        left.difference(right).cloned().collect()
    };
    assert_eq!(
        only(&named, &reached),
        [""; 0],
        "pages in a sitemap without a link to them"
    );
    assert_eq!(
        only(&reached, &named),
        [""; 0],
        "linked pages that are in no sitemap"
    );
    let mut pages: BTreeSet<String> = files
        .keys()
        .filter_map(|name| name.strip_suffix(".html"))
        .map(|page| match page {
            "index" => "/".to_owned(),
            page => format!("/{page}"),
        })
        .collect();
    pages.retain(|path| !is_tool(path));
    let editions: BTreeSet<String> = pages.extract_if(.., |path| is_edition(path)).collect();
    assert!(!editions.is_empty());
    assert_eq!(linked_editions, editions, "editions without a link to them");
    assert_eq!(
        only(&pages, &named),
        unlisted,
        "pages that are in no sitemap"
    );
    assert_eq!(
        only(&named, &pages),
        [""; 0],
        "addresses in a sitemap without a page"
    );
    named.len()
}

#[test]
fn sitemaps_list_exactly_the_linked_pages_for_listings_of_any_length() {
    let room = newsroom();
    let site = "name = \"The Post\"\nurl = \"https://post.example\"\nlang = \"en-US\"\n\
        time_zone = \"America/Los_Angeles\"\n\
        sections = [{ slug = \"us\", name = \"U.S.\" }, { slug = \"world\", name = \"World\" }]\n\
        authors = [{ slug = \"ann-lee\", name = \"Ann Lee\" }, { slug = \"new\", name = \"A. New\" }]\n";
    room.write("content/site.toml", site);
    // From a single story to several numbered pages, with sizes around the page boundaries.
    let sizes = [1, 20, 21, 40, 41, 60, 61, 85];
    for n in 0..85_usize {
        let tags = sizes.iter().filter(|size| n < **size);
        let tags = tags.map(|size| json!({"rel": "tag", "name": format!("Of {size}")}));
        let section = json!({"rel": "section", "literal": "us"});
        let subjects: Vec<_> = std::iter::once(section).chain(tags).collect();
        let author = json!([{"role": "author", "name": "Ann Lee", "literal": "ann-lee"}]);
        let changes = json!({"subjects": subjects, "infoSources": author, "by": "By Ann Lee"});
        room.story(
            &format!("many-{n}"),
            1 + u32::try_from(n % 28).unwrap(),
            changes,
        );
    }
    run(&options(&room)).unwrap();
    // Nothing leads to the page of an author without stories.
    let unlisted = ["/404", "/author/new", "/offline"];
    assert!(check(&room.path("out"), "https://post.example", &unlisted) > 140);
    for (file, there) in [
        ("tag/of-40/1.html", false),
        ("tag/of-41/1.html", true),
        ("tag/of-85/5.html", true),
        ("author/ann-lee.html", true),
    ] {
        assert_eq!(room.has(file), there, "{file}");
    }
}

#[test]
fn sitemaps_of_the_sample_newsroom_list_exactly_the_linked_pages() {
    let room = Newsroom::new();
    app(&room, "red");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    run(&Options {
        content,
        cache: Path::new(env!("CARGO_TARGET_TMPDIR")).join("newsroom"),
        ..options(&room)
    })
    .unwrap();
    let files = bytes(&room.path("out"));
    let robots = String::from_utf8(files["robots.txt"].clone()).unwrap();
    let (_, site) = robots.split_once("Sitemap: ").unwrap();
    let site = site.split("/sitemap.xml").next().unwrap();
    assert!(check(&room.path("out"), site, &["/404", "/offline"]) > 100);
}
