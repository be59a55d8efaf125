//! Tests of a disk that fills up at any step of a publish.

use super::newsroom::{Newsroom, bytes, lead, two_editions};
use frontpage_base::step::Step;
use frontpage_pipeline::{Options, run};
use serde_json::json;
use std::io::{Error, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_full_disk_at_any_step_keeps_the_old_site_or_the_next_run_finishes() {
    let (old, new) = two_editions(&Newsroom::new());
    let mut steps = 0;
    loop {
        let room = Newsroom::new();
        two_editions(&room);
        let count = AtomicUsize::new(0);
        let full = |step: Step| {
            let writes = step != Step::Read;
            match count.fetch_add(usize::from(writes), Ordering::Relaxed) {
                // The disk is full for this file and all that follow.
                at if writes && at >= steps => Err(Error::from(ErrorKind::StorageFull)),
                _ => Ok(()),
            }
        };
        let options = Options {
            step: Some(&full),
            ..room.options()
        };
        match run(&options) {
            Ok(_) => break,
            Err(error) => {
                let message = error.to_string();
                assert!(message.contains("make room and publish again"), "{message}");
                let site = bytes(&room.path("out"));
                if !message.contains("only partly in place") {
                    assert!(site == old, "step {steps}: {message}");
                }
            }
        }
        // There is free space again.
        room.build();
        assert!(bytes(&room.path("out")) == new, "step {steps}");
        assert!(!room.path(".out.press/staging").exists());
        assert!(!room.path(".out.press/journal.bin").exists());
        steps += 1;
    }
    assert!(steps > 12, "only {steps} steps");
}

#[test]
fn a_first_publish_on_a_full_disk_leaves_nothing_behind() {
    let room = Newsroom::new();
    room.story("s-1", 1, serde_json::json!({}));
    let count = AtomicUsize::new(0);
    let full = |step: Step| match step {
        Step::Stage if count.fetch_add(1, Ordering::Relaxed) > 1 => {
            Err(Error::from(ErrorKind::StorageFull))
        }
        _ => Ok(()),
    };
    let options = Options {
        step: Some(&full),
        ..room.options()
    };
    let message = run(&options).unwrap_err().to_string();
    assert!(message.contains("make room"), "{message}");
    assert!(!room.path("out").exists());
    assert!(!room.path(".out.press/staging").exists());
}

#[test]
fn a_full_cache_disk_drops_no_picture_from_a_story() {
    let room = Newsroom::new();
    room.picture("old.png", [9, 9, 9]);
    room.story("s-1", 1, json!({"associations": lead("media/old.png")}));
    room.build();
    let old = bytes(&room.path("out"));
    room.picture("new.png", [90, 9, 9]);
    let inside = json!([{"value": "<p>x</p><img src='media/new.png'>"}]);
    room.story("s-2", 2, json!({"associations": lead("media/new.png")}));
    room.story("s-3", 3, json!({"bodies": inside}));
    // What press finds out about a picture is cached only once its file has settled.
    room.wait_until_settled("content/media/new.png");

    // A small picture makes three writes to the cache: two renditions and its entry.
    for free in 0..3 {
        let count = AtomicUsize::new(0);
        let full = |step: Step| match step {
            Step::Keep if count.fetch_add(1, Ordering::Relaxed) >= free => {
                Err(Error::from(ErrorKind::StorageFull))
            }
            _ => Ok(()),
        };
        let options = Options {
            step: Some(&full),
            ..room.options()
        };
        let message = run(&options).unwrap_err().to_string();
        for words in ["cache/media/", "nothing was published", "make room"] {
            assert!(message.contains(words), "{free}: {message}");
        }
        assert!(bytes(&room.path("out")) == old, "{free}");
    }

    // There is free space again.
    let outcome = room.build();
    assert_eq!(outcome.report.diagnostics, [], "{:?}", outcome.report);
    assert_eq!(outcome.images_made, 1);
    let article = |page: &str| room.page(page)["page"]["article"].clone();
    let lead = article("2025/01/02/s-2.json")["lead"]["image"]["key"].clone();
    assert_eq!(
        article("2025/01/03/s-3.json")["body"][1]["img"]["image"]["key"],
        lead
    );
    let file = format!("media/{}-60.jpg", lead.as_str().unwrap());
    assert!(room.has(&file), "{file}");
}
