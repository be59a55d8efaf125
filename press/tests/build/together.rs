//! Two publishes at a time.

use super::room::{Newsroom, bytes};
use press::build::{BuildError, Options, run};
use press::write::{Step, WriteError};
use serde_json::json;
use std::sync::{Mutex, mpsc};

#[test]
fn a_second_publish_fails_or_waits() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    let (at_work, is_at_work) = mpsc::channel();
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let may_go_on = Mutex::new(may_go_on);
    let hold = move |step: Step| {
        if step == Step::Staged {
            at_work.send(()).unwrap();
            may_go_on.lock().unwrap().recv().unwrap();
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let first = Options {
            step: Some(&hold),
            ..room.options()
        };
        let first = scope.spawn(move || run(&first));
        is_at_work.recv().unwrap();

        // with the cache of the first, and with one of its own
        for cache in ["cache", "other-cache"] {
            let second = Options {
                wait: false,
                cache: room.path(cache),
                ..room.options()
            };
            let error = run(&second).unwrap_err();
            assert!(
                matches!(error, BuildError::Write(WriteError::Busy { .. })),
                "{error}"
            );
        }
        let waits = room.options();
        let third = scope.spawn(move || run(&waits));
        go_on.send(()).unwrap();
        let first = first.join().unwrap().unwrap();
        assert!(!first.changed.written.is_empty());
        // it found everything done
        let third = third.join().unwrap().unwrap();
        assert!(third.changed.written.is_empty());
        assert_eq!(third.changed.unchanged, bytes(&room.path("out")).len());
    });
}
