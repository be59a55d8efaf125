//! Tests of the editions: the front page of a past day, and the calendars that lead there.

use super::edition::{app, made_in_vain, options, publish};
use super::newsroom::{Newsroom, SITE, bytes};
use frontpage_pipeline::{Outcome, run};
use serde_json::{Value, json};

/// Writes a story of the section World that was published at this time.
fn story(room: &Newsroom, slug: &str, time: &str, changes: Value) {
    let mut fields = json!({"firstCreated": time, "versionCreated": time});
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    room.story(slug, 1, fields);
}

/// A newsroom with stories on four days in two years, of which one is at the end of a day in UTC.
fn newsroom() -> Newsroom {
    let room = Newsroom::new();
    app(&room, "red");
    let stories = [
        ("a-1", "2023-12-31T12:00:00-08:00"),
        ("b-1", "2025-01-10T09:00:00-08:00"),
        ("b-2", "2025-01-10T23:59:59-08:00"),
        ("c-1", "2025-01-12T00:00:00-08:00"),
        ("d-1", "2025-03-03T10:00:00-08:00"),
    ];
    for (slug, time) in stories {
        story(&room, slug, time, json!({}));
    }
    room
}

/// Returns the slugs of the top stories of an edition.
fn top(room: &Newsroom, day: &str) -> Vec<String> {
    let page = room.page(&format!("edition/{day}.json"));
    let cards = page["page"]["front"]["top"].as_array().unwrap();
    let slug = |card: &Value| {
        card["url"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned()
    };
    cards.iter().map(slug).collect()
}

/// Returns the addresses that the page links to above its headline.
fn links(room: &Newsroom, page: &str) -> Vec<String> {
    let page = room.page(&format!("edition{page}.json"));
    let items = page["page"]["front"]["blocks"][0]["list"]["items"].as_array();
    let href = |item: &Value| item["text"][0]["a"]["href"].as_str().unwrap().to_owned();
    items.into_iter().flatten().map(href).collect()
}

/// Returns the editions, as HTML pages, that a publish wrote or removed.
fn changed(outcome: &Outcome) -> Vec<String> {
    let changed = outcome
        .changed
        .written
        .iter()
        .chain(outcome.changed.removed.iter());
    let pages = changed.filter(|name| name.starts_with("edition"));
    let pages = pages.filter_map(|name| name.strip_suffix(".html"));
    pages.map(str::to_owned).collect()
}

#[test]
fn an_edition_shows_the_front_page_as_it_was_at_the_end_of_the_day() {
    let room = newsroom();
    publish(&room);
    assert_eq!(top(&room, "2023/12/31"), ["a-1"]);
    // A day ends at midnight in the newspaper's time zone.
    assert_eq!(top(&room, "2025/01/10"), ["b-2", "b-1", "a-1"]);
    assert_eq!(top(&room, "2025/01/12"), ["c-1", "b-2", "b-1", "a-1"]);
    assert_eq!(
        top(&room, "2025/03/03"),
        ["d-1", "c-1", "b-2", "b-1", "a-1"]
    );
    // There is no edition of a day without stories. The neighbors skip it, and months and years, too.
    for missing in ["2025/01/11", "2025/02", "2024", "2025/01/13"] {
        assert!(!room.has(&format!("edition/{missing}.html")), "{missing}");
    }
    for (page, expected) in [
        ("", &[][..]),
        ("/2023", &["/edition", "/edition/2025"]),
        ("/2025", &["/edition", "/edition/2023"]),
        (
            "/2025/01",
            &[
                "/edition",
                "/edition/2025",
                "/edition/2023/12",
                "/edition/2025/03",
            ],
        ),
        (
            "/2025/01/12",
            &[
                "/edition",
                "/edition/2025",
                "/edition/2025/01",
                "/edition/2025/01/10",
                "/edition/2025/03/03",
            ],
        ),
    ] {
        assert_eq!(links(&room, page), expected, "{page}");
    }
}

#[test]
fn urgent_stories_lead_an_edition_while_they_are_news_and_picks_do_not() {
    let room = newsroom();
    let urgent = json!({"urgency": 1});
    story(&room, "b-0", "2025-01-10T08:00:00-08:00", urgent);
    let site = SITE.replace("authors =", "picks = { front = [\"a-1\"] }\nauthors =");
    room.write("content/site.toml", site);
    publish(&room);
    let front = room.page("index.json");
    assert_eq!(
        front["page"]["front"]["top"][0]["headline"],
        "Headline of a-1"
    );
    assert_eq!(top(&room, "2025/01/10")[0], "b-0");
    assert_eq!(top(&room, "2025/01/12")[0], "b-0");
    assert_eq!(top(&room, "2025/03/03")[0], "d-1");
}

#[test]
fn a_new_story_leaves_old_editions_as_they_are() {
    let room = newsroom();
    publish(&room);
    let before = room.output_files();
    story(&room, "d-2", "2025-03-03T11:00:00-08:00", json!({}));
    let outcome = publish(&room);
    // The edition of its day, and the calendar that names the lead story of that day.
    assert_eq!(changed(&outcome), ["edition/2025/03", "edition/2025/03/03"]);
    assert_eq!(made_in_vain(&outcome), 0);
    let after = room.output_files();
    for name in before
        .keys()
        .filter(|name| name.starts_with("edition/2025/01"))
    {
        assert_eq!(before[name], after[name], "{name}");
    }

    // The first story of another day adds an edition. The one before now links to it.
    story(&room, "e-1", "2025-03-05T11:00:00-08:00", json!({}));
    let added = [
        "edition",
        "edition/2025",
        "edition/2025/03",
        "edition/2025/03/03",
        "edition/2025/03/05",
    ];
    assert_eq!(changed(&publish(&room)), added);
    assert_eq!(changed(&publish(&room)), [""; 0]);
}

#[test]
fn a_withdrawn_story_vanishes_from_every_edition_and_others_stay() {
    let room = newsroom();
    for number in 1..=8 {
        let slug = format!("many-{number}");
        let time = format!("2025-03-04T0{number}:00:00-08:00");
        story(
            &room,
            &slug,
            &time,
            json!({"subjects": [{"rel": "section", "literal": "us"}]}),
        );
    }
    publish(&room);
    let canceled = json!({"pubStatus": "canceled", "version": "2"});
    story(&room, "c-1", "2025-01-12T00:00:00-08:00", canceled);
    let outcome = publish(&room);
    // It was the only story of its day, so the day has no edition any more, and the neighbors link to each
    // other. The edition of March 4 has it in its strip.
    assert_eq!(
        changed(&outcome),
        [
            "edition/2025",
            "edition/2025/01",
            "edition/2025/01/10",
            "edition/2025/03/03",
            "edition/2025/03/04",
            "edition/2025/01/12",
        ]
    );
    for (name, bytes) in bytes(&room.path("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("c-1"), "{name}");
    }
    assert_eq!(top(&room, "2025/03/03"), ["d-1", "b-2", "b-1", "a-1"]);
}

#[test]
fn a_correction_changes_the_editions_that_show_the_story() {
    let room = newsroom();
    publish(&room);
    let corrected = json!({"headlines": [{"role": "main", "value": "Put right"}], "version": "2"});
    story(&room, "c-1", "2025-01-12T00:00:00-08:00", corrected);
    let outcome = publish(&room);
    assert_eq!(
        changed(&outcome),
        [
            "edition/2025/01",
            "edition/2025/01/12",
            "edition/2025/03/03"
        ]
    );
    let edition = room.page("edition/2025/01/12.json");
    assert_eq!(edition["page"]["front"]["top"][0]["headline"], "Put right");
}

#[test]
fn no_edition_tells_of_a_story_under_embargo() {
    let room = newsroom();
    let embargo = json!({"embargoedUntil": "2025-04-01T00:00:00Z"});
    story(&room, "secret", "2025-01-11T12:00:00-08:00", embargo);
    publish(&room);
    assert!(!room.has("edition/2025/01/11.html"));
    for (name, bytes) in bytes(&room.path("out")) {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("secret"),
            "{name}"
        );
    }
    // Once it is published, it belongs to the day that it is dated.
    let mut later = options(&room);
    later.now = "2025-04-02T00:00:00Z".parse().unwrap();
    run(&later).unwrap();
    assert_eq!(top(&room, "2025/01/11")[0], "secret");
    assert_eq!(top(&room, "2025/01/10"), ["b-2", "b-1", "a-1"]);
}

#[test]
fn a_newspaper_without_stories_has_the_page_of_all_editions_alone() {
    let room = Newsroom::new();
    app(&room, "red");
    publish(&room);
    let editions = bytes(&room.path("out")).into_keys();
    let editions: Vec<String> = editions
        .filter(|name| name.starts_with("edition") && name.ends_with(".html"))
        .collect();
    assert_eq!(editions, ["edition.html"]);
    let page = std::fs::read_to_string(room.path("out/edition.html")).unwrap();
    assert!(page.contains("No stories have been published yet."));
}

#[test]
fn a_calendar_links_the_days_with_an_edition() {
    let room = newsroom();
    publish(&room);
    let page = std::fs::read_to_string(room.path("out/edition/2025/01.html")).unwrap();
    let page = scraper::Html::parse_document(&page);
    let select = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        let found = page.select(&selector);
        found.map(|element| element.text().collect()).collect()
    };
    assert_eq!(select("main table a"), ["January 10", "January 12"]);
    assert_eq!(
        select("main td")
            .iter()
            .filter(|day| !day.is_empty())
            .count(),
        31
    );
    assert_eq!(
        select("main th"),
        ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    );
    // January 1, 2025, was a Wednesday.
    assert_eq!(select("main tr:nth-child(2) td"), ["", "1", "2", "3", "4"]);
    assert_eq!(select("main tr:nth-child(2) td[colspan='3']"), [""]);
    assert_eq!(
        select("main .edition > section ~ ul a"),
        [
            "January 12, 2025 Headline of c-1",
            "January 10, 2025 Headline of b-2"
        ]
    );
    assert_eq!(select(".date-bar a"), ["Edition of January 12, 2025"]);
}
