//! Tests of content that exists but cannot be read. That is a system error, and stories are not
//! withdrawn because of it.

use super::newsroom::{Newsroom, bytes, lead};
use frontpage_base::step::Step;
use frontpage_pipeline::{Options, run};
use serde_json::json;
use std::io::{Error, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn any_read_error_stops_the_publish_and_withdraws_nothing() {
    let room = Newsroom::new();
    room.picture("a.png", [9, 9, 9]);
    for day in 1..=3 {
        room.story(&format!("s-{day}"), day, json!({}));
    }
    room.build();
    let old = bytes(&room.path("out"));
    room.story("s-2", 2, json!({"associations": lead("media/a.png")}));
    let mut reads = 0;
    loop {
        let count = AtomicUsize::new(0);
        let fail = |step: Step| match step {
            Step::Read if count.fetch_add(1, Ordering::Relaxed) == reads => {
                let kinds = [ErrorKind::PermissionDenied, ErrorKind::Other];
                Err(Error::from(kinds[reads % 2]))
            }
            _ => Ok(()),
        };
        let options = Options {
            step: Some(&fail),
            ..room.options()
        };
        match run(&options) {
            Ok(outcome) => {
                assert_eq!(outcome.report.diagnostics, []);
                break;
            }
            Err(error) => {
                let message = error.to_string();
                assert!(
                    message.contains(".json") || message.contains("a.png"),
                    "{message}"
                );
                for words in ["cannot be read", "nothing was published", "publish again"] {
                    assert!(message.contains(words), "read {reads}: {message}");
                }
                assert!(bytes(&room.path("out")) == old, "read {reads}");
            }
        }
        reads += 1;
    }
    // The item is read to identify it, to process it and to make its page; and its picture is read.
    assert!(reads >= 4, "only {reads} reads");
    let page = room.page("2025/01/02/s-2.json");
    assert_eq!(page["page"]["article"]["lead"]["image"]["w"], 60);
}

#[cfg(unix)]
#[test]
fn an_unreachable_picture_file_stops_the_publish() {
    let room = Newsroom::new();
    room.picture("a.png", [9, 9, 9]);
    room.story("s-1", 1, json!({"associations": lead("media/a.png")}));
    room.build();
    let old = bytes(&room.path("out"));
    // A symbolic link to itself exists but cannot be opened.
    std::fs::remove_file(room.path("content/media/a.png")).unwrap();
    std::os::unix::fs::symlink("a.png", room.path("content/media/a.png")).unwrap();
    for _ in 0..2 {
        let message = run(&room.options()).unwrap_err().to_string();
        assert!(message.contains("media/a.png: cannot be read"), "{message}");
        assert!(bytes(&room.path("out")) == old);
    }
    // A missing picture is not a system error: the story is published without it.
    std::fs::remove_file(room.path("content/media/a.png")).unwrap();
    let outcome = room.build();
    assert_eq!(outcome.report.warnings(), 1);
}

#[test]
fn a_file_deleted_while_it_is_read_counts_as_deleted() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.story("s-2", 2, json!({}));
    room.build();
    room.story("s-2", 2, json!({"headlines": [{"value": "New"}]}));
    let remove = |step: Step| {
        if step == Step::Read {
            // The file is gone before it is read for the second time.
            drop(std::fs::remove_file(room.path("content/stories/s-2.json")));
        }
        Ok(())
    };
    let options = Options {
        step: Some(&remove),
        ..room.options()
    };
    let outcome = run(&options).unwrap();
    assert_eq!(outcome.report.diagnostics, []);
    assert_eq!(outcome.stories, 1);
    assert!(!room.has("2025/01/02/s-2.json"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_not_utf_8_is_refused_and_the_rest_is_published() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.build();
    let stories = room.path("content/stories");
    let odd = |name: &[u8]| stories.join(OsStr::from_bytes(name));
    let item = std::fs::read(stories.join("s-1.json")).unwrap();
    std::fs::write(odd(b"caf\xe9.json"), &item).unwrap();
    std::fs::create_dir(odd(b"ol\xe9 \xc3\xa9")).unwrap();
    std::fs::write(odd(b"ol\xe9 \xc3\xa9/inside.json"), &item).unwrap();
    // Files that are not items can have any name.
    std::fs::write(odd(b"\xe9.txt"), "x").unwrap();
    room.story("s-2", 2, json!({}));
    let outcome = room.build();
    let problems = outcome.report.diagnostics.iter();
    let messages: Vec<String> = problems.map(ToString::to_string).collect();
    let refused = |file: &str| {
        format!("refused: stories/{file}: file: has a path that is not UTF-8; rename it")
    };
    let files = ["caf\\xe9.json", "ol\\xe9 é/inside.json"];
    assert_eq!(messages, files.map(refused));
    assert!(room.has("2025/01/02/s-2.json"));
}
