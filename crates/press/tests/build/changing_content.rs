//! Tests of content that changes while it is being published.

use super::newsroom::{Newsroom, bytes, lead};
use frontpage_base::step::Step;
use frontpage_pipeline::{Options, run};
use serde_json::json;
use std::io::Cursor;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_story_that_changes_during_a_publish_is_the_same_on_every_page() {
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
    // Without memory for stories, their files are read again for their pages.
    let options = Options {
        step: Some(&edit),
        memory: 0,
        ..room.options()
    };
    let outcome = run(&options).unwrap();
    // The first attempt made all pages, and the second made those that show a story again.
    assert!(
        outcome.produced >= outcome.pages + 5,
        "{} of {} pages",
        outcome.produced,
        outcome.pages
    );
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
fn a_story_that_changes_after_it_was_read_is_published_as_it_was_and_then_as_it_is() {
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
    let headlines = || -> Vec<serde_json::Value> {
        let stories = (1..=5).map(|day| room.page(&format!("2025/01/{day:02}/s-{day}.json")));
        stories
            .map(|page| page["page"]["article"]["headline"].clone())
            .collect()
    };
    let before = run(&options).unwrap();
    assert_eq!(before.produced, before.pages, "each page was made once");
    let old = headlines();
    assert!(
        old.iter()
            .all(|headline| !headline.as_str().unwrap().starts_with("Changed"))
    );
    room.build();
    let expected: Vec<_> = (1..=5).map(|day| json!(format!("Changed {day}"))).collect();
    assert_eq!(headlines(), expected);
}

#[test]
fn content_that_keeps_changing_is_an_error_and_publishes_nothing() {
    let room = Newsroom::new();
    // More stories than any machine reads at the same time.
    let slugs = || (0..200).map(|n| format!("s-{n}"));
    for slug in slugs() {
        room.story(&slug, 1, json!({}));
    }
    room.build();
    let before = bytes(&room.path("out"));
    // Rewrites run one at a time, because two concurrent writes would leave a mixture in a file.
    let writing = Mutex::new(());
    let rewrite = |take: usize| {
        let _writing = writing.lock().unwrap();
        for slug in slugs() {
            let body = json!({"bodies": [{"value": format!("<p>take {take}</p>")}]});
            room.story(&slug, 3, body);
        }
    };
    rewrite(0);
    let count = AtomicUsize::new(0);
    let edit = |step: Step| {
        // All stories change whenever ten pages have been made.
        let made = usize::from(step == Step::Stage);
        let again = count.fetch_add(made, Ordering::Relaxed);
        if made == 1 && again.is_multiple_of(10) {
            rewrite(again + 1);
        }
        Ok(())
    };
    let options = Options {
        step: Some(&edit),
        memory: 0,
        ..room.options()
    };
    let message = run(&options).unwrap_err().to_string();
    assert!(message.contains("keeps changing"), "{message}");
    assert!(bytes(&room.path("out")) == before);
    // Once the content stops changing, it is published.
    room.build();
    assert!(room.has("2025/01/03/s-2.json"));
}

/// A photograph that is larger than a read buffer, and whose first half can be decoded as well.
fn photograph() -> Vec<u8> {
    let pixel = |x: u32, y: u32| image::Rgb([x, y, x * y].map(|n| (n * 37 % 256) as u8));
    let mut file = Cursor::new(Vec::new());
    image::RgbImage::from_fn(480, 320, pixel)
        .write_to(&mut file, image::ImageFormat::Jpeg)
        .unwrap();
    file.into_inner()
}

/// Returns the fingerprint of a story's lead picture from its page's data.
fn lead_of(room: &Newsroom, page: &str) -> serde_json::Value {
    room.page(page)["page"]["article"]["lead"]["image"]["key"].clone()
}

#[test]
fn a_half_written_picture_is_published_only_once_complete() {
    let whole = photograph();
    let expected = {
        let room = Newsroom::new();
        room.write("content/media/a.jpg", &whole);
        room.story("s-1", 1, json!({"associations": lead("media/a.jpg")}));
        room.build();
        lead_of(&room, "2025/01/01/s-1.json")
    };
    let room = Newsroom::new();
    room.write("content/media/a.jpg", &whole[..whole.len() / 2]);
    room.story("s-1", 1, json!({"associations": lead("media/a.jpg")}));
    // The file grows with every read, so it changes several times while the picture is being read.
    let parts = AtomicUsize::new(16);
    let write_on = |step: Step| {
        if step == Step::Read {
            let part = parts.fetch_add(1, Ordering::Relaxed);
            if part <= 20 {
                room.write("content/media/a.jpg", &whole[..whole.len() * part / 20]);
            }
        }
        Ok(())
    };
    let options = Options {
        step: Some(&write_on),
        ..room.options()
    };
    let outcome = run(&options).unwrap();
    assert_eq!(outcome.report.diagnostics, []);
    assert_eq!(lead_of(&room, "2025/01/01/s-1.json"), expected);
    assert!(
        parts.into_inner() > 20,
        "the picture was published before its file was complete"
    );

    // A photograph that stays incomplete is reported and not published.
    room.write("content/media/a.jpg", &whole[..whole.len() / 2]);
    let outcome = room.build();
    let message = outcome.report.diagnostics[0].to_string();
    assert!(
        message.contains("media/a.jpg") && message.contains("ends too early"),
        "{message}"
    );
    assert!(
        !bytes(&room.path("out"))
            .keys()
            .any(|name| name.starts_with("media/"))
    );
    room.write("content/media/a.jpg", &whole);
    assert_eq!(room.build().report.diagnostics, []);
    assert_eq!(lead_of(&room, "2025/01/01/s-1.json"), expected);
}

#[test]
fn a_picture_that_keeps_changing_is_an_error_and_publishes_nothing() {
    let room = Newsroom::new();
    room.picture("a.png", [9, 9, 9]);
    room.story("s-1", 1, json!({"associations": lead("media/a.png")}));
    room.build();
    let before = bytes(&room.path("out"));
    let takes = AtomicUsize::new(0);
    room.write("content/media/a.png", "take 0");
    let edit = |step: Step| {
        if step == Step::Read {
            let take = takes.fetch_add(1, Ordering::Relaxed) + 1;
            room.write("content/media/a.png", "x".repeat(take));
        }
        Ok(())
    };
    let options = Options {
        step: Some(&edit),
        ..room.options()
    };
    let message = run(&options).unwrap_err().to_string();
    for words in ["media/a.png", "keeps changing", "nothing was published"] {
        assert!(message.contains(words), "{message}");
    }
    assert!(bytes(&room.path("out")) == before);
    room.picture("a.png", [9, 9, 9]);
    assert!(room.build().changed.written.is_empty());
}
