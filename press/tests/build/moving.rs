//! Content that changes while it is published.

use super::room::{Newsroom, bytes};
use press::build::{Options, run};
use press::write::Step;
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_story_that_changes_meanwhile_is_the_same_on_every_page() {
    let room = Newsroom::new();
    for day in 1..=5 {
        room.story(&format!("s-{day}"), day, json!({}));
    }
    let count = AtomicUsize::new(0);
    let edit = |step: Step| {
        if step == Step::Stage && count.fetch_add(1, Ordering::Relaxed) == 0 {
            for day in 1..=5 {
                let headline = json!({"headlines": [{"value": format!("Changed {day}")}]});
                room.story(&format!("s-{day}"), day, headline);
            }
        }
        Ok(())
    };
    let options = Options {
        step: Some(&edit),
        ..room.options()
    };
    run(&options).unwrap();
    for day in 1..=5 {
        let story = room.page(&format!("2025/01/{day:02}/s-{day}.json"));
        let cards = room.page("world.json")["page"]["listing"]["cards"].clone();
        let cards = cards.as_array().unwrap();
        let card = cards
            .iter()
            .find(|card| card["url"] == story["page"]["article"]["url"]);
        let headline = &story["page"]["article"]["headline"];
        assert_eq!(headline, &json!(format!("Changed {day}")));
        assert_eq!(&card.unwrap()["headline"], headline);
    }
}

#[test]
fn content_that_never_holds_still_is_an_error_and_changes_nothing() {
    let room = Newsroom::new();
    // more than any machine reads at the same moment
    let slugs = || (0..200).map(|n| format!("s-{n}"));
    for slug in slugs() {
        room.story(&slug, 1, json!({}));
    }
    room.build();
    let before = bytes(&room.path("out"));
    let rewrite = |take: usize| {
        for slug in slugs() {
            let body = json!({"bodies": [{"value": format!("<p>take {take}</p>")}]});
            room.story(&slug, 3, body);
        }
    };
    rewrite(0);
    let count = AtomicUsize::new(0);
    let edit = |_: Step| {
        // all stories change at every tenth page that is made
        let again = count.fetch_add(1, Ordering::Relaxed);
        if again.is_multiple_of(10) {
            rewrite(again + 1);
        }
        Ok(())
    };
    let options = Options {
        step: Some(&edit),
        ..room.options()
    };
    let said = run(&options).unwrap_err().to_string();
    assert!(said.contains("keeps changing"), "{said}");
    assert!(bytes(&room.path("out")) == before);
    // and when it holds still again
    room.build();
    assert!(room.has("2025/01/03/s-2.json"));
}
