//! A disk that is full, at each moment of a publish.

use super::room::{Newsroom, bytes, two_editions};
use press::build::{Options, run};
use press::write::Step;
use std::io::{Error, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn at_whatever_step_the_disk_is_full_the_old_site_stands_or_the_next_run_finishes_the_new_one() {
    let (old, new) = two_editions(&Newsroom::new());
    let mut steps = 0;
    loop {
        let room = Newsroom::new();
        two_editions(&room);
        let count = AtomicUsize::new(0);
        let full = |_: Step| match count.fetch_add(1, Ordering::Relaxed) {
            // full for this file and all that follow
            at if at >= steps => Err(Error::from(ErrorKind::StorageFull)),
            _ => Ok(()),
        };
        let options = Options {
            step: Some(&full),
            ..room.options()
        };
        match run(&options) {
            Ok(_) => break,
            Err(error) => {
                let said = error.to_string();
                assert!(said.contains("make room and publish again"), "{said}");
                let there = bytes(&room.path("out"));
                if !said.contains("not all in its place") {
                    assert!(there == old, "step {steps}: {said}");
                }
            }
        }
        // there is room again
        room.build();
        assert!(bytes(&room.path("out")) == new, "step {steps}");
        assert!(!room.path(".out.press/staging").exists());
        assert!(!room.path(".out.press/journal.bin").exists());
        steps += 1;
    }
    assert!(steps > 12, "only {steps} steps");
}

#[test]
fn a_full_disk_leaves_nothing_of_a_first_publish() {
    let room = Newsroom::new();
    room.story("s-1", 1, serde_json::json!({}));
    let count = AtomicUsize::new(0);
    let full = |_: Step| match count.fetch_add(1, Ordering::Relaxed) {
        0 | 1 => Ok(()),
        _ => Err(Error::from(ErrorKind::StorageFull)),
    };
    let options = Options {
        step: Some(&full),
        ..room.options()
    };
    let said = run(&options).unwrap_err().to_string();
    assert!(said.contains("make room"), "{said}");
    assert!(!room.path("out").exists());
    assert!(!room.path(".out.press/staging").exists());
}
