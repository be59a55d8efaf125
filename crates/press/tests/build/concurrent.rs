//! Tests of two publishes at the same time.

use super::newsroom::{Newsroom, bytes};
use frontpage_base::step::Step;
use frontpage_pipeline::{BuildError, Options, run};
use frontpage_store::WriteError;
use serde_json::json;
use std::sync::{Mutex, mpsc};

#[test]
fn a_second_publish_fails_or_waits() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    let (started, has_started) = mpsc::channel();
    let (resume, resumed) = mpsc::channel::<()>();
    let resumed = Mutex::new(resumed);
    let hold = move |step: Step| {
        if step == Step::Staged {
            started.send(()).unwrap();
            resumed.lock().unwrap().recv().unwrap();
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let first = Options {
            step: Some(&hold),
            ..room.options()
        };
        let first = scope.spawn(move || run(&first));
        has_started.recv().unwrap();

        // The second publish fails both with the cache of the first and with its own.
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
        resume.send(()).unwrap();
        let first = first.join().unwrap().unwrap();
        assert!(!first.changed.written.is_empty());
        // The third publish found nothing left to do.
        let third = third.join().unwrap().unwrap();
        assert!(third.changed.written.is_empty());
        assert_eq!(third.changed.unchanged, bytes(&room.path("out")).len());
    });
}
