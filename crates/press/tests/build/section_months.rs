//! Tests of the months of sections: pages with the headlines of a section in a month, and the links to them.

use super::edition::{app, made_in_vain, options, publish};
use super::newsroom::{Newsroom, SITE, bytes};
use frontpage_pipeline::{Outcome, run};
use serde_json::{Value, json};

/// Writes a story of a section that was published at this time.
fn story(room: &Newsroom, slug: &str, section: &str, time: &str, changes: Value) {
    let mut fields = json!({
        "firstCreated": time,
        "versionCreated": time,
        "subjects": [{"rel": "section", "literal": section}],
    });
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    room.story(slug, 1, fields);
}

/// A newsroom with stories of two sections in four months of two years, of which one is at the end of a
/// month in UTC.
fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    app(&room, "red");
    let stories = [
        ("a-1", "world", "2023-12-31T23:59:59-08:00"),
        ("b-1", "world", "2025-01-10T09:00:00-08:00"),
        ("b-2", "us", "2025-01-31T23:59:59-08:00"),
        ("b-3", "world", "2025-01-31T23:59:59-08:00"),
        ("c-1", "world", "2025-03-01T00:00:00-08:00"),
    ];
    for (slug, section, time) in stories {
        story(&room, slug, section, time, json!({}));
    }
    room
}

/// Returns the addresses in a list of the page of a section's month: its links, its stories, or its months.
fn links(room: &Newsroom, page: &str, list: usize) -> Vec<String> {
    let page = room.page(&format!("{page}.json"));
    let list = page["page"]["front"]["blocks"][list]["list"]["items"].clone();
    let items = list[0]["lists"][0]["items"].as_array();
    let items = items.or(list.as_array()).cloned().unwrap_or_default();
    let href = |item: &Value| item["text"][0]["a"]["href"].as_str().map(str::to_owned);
    items.iter().filter_map(href).collect()
}

/// Returns the pages of months that a publish wrote or removed.
fn changed(outcome: &Outcome) -> Vec<String> {
    let names = outcome
        .changed
        .written
        .iter()
        .chain(outcome.changed.removed.iter());
    let pages = names.filter_map(|name| name.strip_suffix(".html"));
    let months = pages.filter(|page| {
        let parts: Vec<&str> = page.split('/').collect();
        matches!(parts[..], ["world" | "us", year, _] if year.len() == 4)
    });
    months.map(str::to_owned).collect()
}

#[test]
fn a_month_of_a_section_has_its_stories_and_links_to_months_with_stories() {
    let room = newsroom();
    publish(&room);
    for (page, around, stories, year) in [
        (
            "world/2023/12",
            &["/world", "/edition/2023/12", "/world/2025/01"][..],
            &["/2023/12/31/a-1"][..],
            &[][..],
        ),
        (
            "world/2025/01",
            &[
                "/world",
                "/edition/2025/01",
                "/world/2023/12",
                "/world/2025/03",
            ],
            &["/2025/01/31/b-3", "/2025/01/10/b-1"],
            &["/world/2025/03"],
        ),
        (
            "world/2025/03",
            &["/world", "/edition/2025/03", "/world/2025/01"],
            &["/2025/03/01/c-1"],
            &["/world/2025/01"],
        ),
        (
            "us/2025/01",
            &["/us", "/edition/2025/01"],
            &["/2025/01/31/b-2"],
            &[],
        ),
    ] {
        assert_eq!(links(&room, page, 0), around, "{page}");
        assert_eq!(links(&room, page, 1), stories, "{page}");
        assert_eq!(links(&room, page, 2), year, "{page}");
    }
    for missing in ["world/2025/02", "us/2025/03", "us/2023/12", "world/2025/04"] {
        assert!(!room.has(&format!("{missing}.html")), "{missing}");
    }
    let page = std::fs::read_to_string(room.path("out/world/2025/01.html")).unwrap();
    for part in [
        "<title>World, January 2025 — ",
        "World, January 2025</h1>",
        "World, January 2025: all stories of ",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn a_new_story_changes_the_page_of_its_month_alone() {
    let room = newsroom();
    publish(&room);
    story(
        &room,
        "b-4",
        "world",
        "2025-01-20T09:00:00-08:00",
        json!({}),
    );
    let outcome = publish(&room);
    assert_eq!(changed(&outcome), ["world/2025/01"]);
    assert_eq!(made_in_vain(&outcome), 0);

    // The first story of another month is linked from its neighbors and from the months of its year.
    story(
        &room,
        "d-1",
        "world",
        "2025-05-01T09:00:00-08:00",
        json!({}),
    );
    let months = ["world/2025/01", "world/2025/03", "world/2025/05"];
    assert_eq!(changed(&publish(&room)), months);
    assert_eq!(changed(&publish(&room)), [""; 0]);

    let corrected = json!({"headlines": [{"role": "main", "value": "Put right"}], "version": "2"});
    story(
        &room,
        "a-1",
        "world",
        "2023-12-31T23:59:59-08:00",
        corrected,
    );
    assert_eq!(changed(&publish(&room)), ["world/2023/12"]);
    let page = std::fs::read_to_string(room.path("out/world/2023/12.html")).unwrap();
    assert!(page.contains("Put right"));
}

#[test]
fn withdrawn_and_embargoed_stories_are_in_no_month() {
    let room = newsroom();
    let embargo = json!({"embargoedUntil": "2025-04-01T00:00:00Z"});
    story(&room, "secret", "us", "2025-02-11T12:00:00-08:00", embargo);
    publish(&room);
    assert!(!room.has("us/2025/02.html"));
    let canceled = json!({"pubStatus": "canceled", "version": "2"});
    story(&room, "c-1", "world", "2025-03-01T00:00:00-08:00", canceled);
    assert_eq!(changed(&publish(&room)), ["world/2025/01", "world/2025/03"]);
    assert!(!room.has("world/2025/03.html"));
    let files = bytes(&room.path("out")).into_iter();
    let lists = ["world", "us", "edition", "search"];
    for (name, bytes) in files.filter(|(name, _)| lists.iter().any(|list| name.starts_with(list))) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("/c-1") && !text.contains("secret"), "{name}");
    }
    let mut later = options(&room);
    later.now = "2025-04-02T00:00:00Z".parse().unwrap();
    run(&later).unwrap();
    assert!(room.has("us/2025/02.html"));
}

#[test]
fn the_archive_and_the_page_of_all_editions_lead_to_the_latest_month_of_each_year() {
    let room = newsroom();
    let site = SITE.replace("search = false", "search = true");
    room.write("content/site.toml", site);
    publish(&room);
    for page in ["search", "edition"] {
        let html = std::fs::read_to_string(room.path(&format!("out/{page}.html"))).unwrap();
        let html = scraper::Html::parse_document(&html);
        let selector = scraper::Selector::parse("main li li a").unwrap();
        let links = html.select(&selector);
        let links: Vec<(&str, String)> = links
            .map(|link| (link.attr("href").unwrap_or_default(), link.text().collect()))
            .filter(|(href, _)| !href.starts_with("/edition"))
            .collect();
        let hrefs: Vec<&str> = links.iter().map(|(href, _)| *href).collect();
        let mut expected = ["/world/2025/03", "/world/2023/12", "/us/2025/01"];
        let mut found = hrefs.clone();
        // The order of the sections is that of `site.toml`.
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{page}");
        let world: Vec<&&str> = hrefs.iter().filter(|href| href.contains("world")).collect();
        assert_eq!(world, [&"/world/2025/03", &"/world/2023/12"], "{page}");
    }
    // The first story of a section in a month changes both pages, and the next one does not.
    story(&room, "u-1", "us", "2025-03-02T09:00:00-08:00", json!({}));
    let outcome = publish(&room);
    let names: Vec<&str> = outcome.changed.written.iter().collect();
    assert!(
        names.contains(&"search.html") && names.contains(&"edition.html"),
        "{names:?}"
    );
    story(&room, "u-2", "us", "2025-03-02T10:00:00-08:00", json!({}));
    let outcome = publish(&room);
    let names: Vec<&str> = outcome.changed.written.iter().collect();
    assert!(
        !names.contains(&"search.html") && !names.contains(&"edition.html"),
        "{names:?}"
    );
}

#[test]
fn stories_link_to_months_that_exist() {
    let room = newsroom();
    let body =
        "<p><a href=\"/world/2023/12\">There</a> and <a href=\"/world/2024/12\">gone</a>.</p>";
    let bodies = json!({"bodies": [{"contentType": "text/html", "value": body}]});
    story(&room, "links", "us", "2025-03-02T09:00:00-08:00", bodies);
    publish(&room);
    let page = room.page("2025/03/02/links.json").to_string();
    assert!(
        page.contains("\"/world/2023/12\"") && !page.contains("/world/2024/12"),
        "{page}"
    );
}

#[test]
fn a_page_of_the_publisher_replaces_that_of_the_search() {
    let room = newsroom();
    let site = SITE.replace("search = false", "search = true");
    room.write("content/site.toml", site);
    room.write("public/search.html", "<!doctype html><title>Ours</title>");
    publish(&room);
    let page = std::fs::read_to_string(room.path("out/search.html")).unwrap();
    assert_eq!(page, "<!doctype html><title>Ours</title>");
}
