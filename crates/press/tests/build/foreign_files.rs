//! Tests of files in the output folder that press did not write.

use super::newsroom::{Newsroom, bytes};
use frontpage_model::DATA_VERSION;
use frontpage_pipeline::{BuildError, Options, run};
use frontpage_store::WriteError;
use serde_json::json;

fn adopt(room: &Newsroom) -> Options<'static> {
    Options {
        adopt: true,
        ..room.options()
    }
}

#[test]
fn a_foreign_file_is_replaced_only_with_adopt() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.write("out/index.json", "theirs");
    room.write("out/CNAME", "post.example");
    let before = bytes(&room.path("out"));
    let error = run(&room.options()).unwrap_err();
    let message = error.to_string();
    assert!(
        matches!(error, BuildError::Write(WriteError::ForeignFiles { .. })),
        "{message}"
    );
    for word in ["index.json", "--adopt", "nothing was written"] {
        assert!(message.contains(word), "{word}: {message}");
    }
    assert!(bytes(&room.path("out")) == before);

    run(&adopt(&room)).unwrap();
    assert_ne!(bytes(&room.path("out"))["index.json"], b"theirs");
    assert_eq!(bytes(&room.path("out"))["CNAME"], b"post.example");
    // From now on the file belongs to press.
    room.story("s-2", 2, json!({}));
    room.build();
}

#[test]
fn identical_files_are_not_a_conflict() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.build();
    // The output was copied here without press's state folder.
    std::fs::remove_dir_all(room.path(".out.press")).unwrap();
    let outcome = room.build();
    assert!(outcome.changed.written.is_empty());
    room.story("s-1", 1, json!({"headlines": [{"value": "new"}]}));
    room.build();
}

#[test]
fn manual_edits_are_not_overwritten_silently() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.build();
    let page = "out/2025/01/01/s-1.json";
    let length = std::fs::metadata(room.path(page)).unwrap().len();
    room.write(page, "x".repeat(usize::try_from(length).unwrap()));
    // A publish does not read every file of the output, so it does not notice the edit.
    assert!(room.build().changed.written.is_empty());
    // The edit is found when a check is requested or the story changes.
    let check = Options {
        verify_all: true,
        ..room.options()
    };
    let message = run(&check).unwrap_err().to_string();
    assert!(
        message.contains("s-1.json") && message.contains("--adopt"),
        "{message}"
    );
    room.story("s-1", 1, json!({"bodies": [{"value": "<p>new</p>"}]}));
    run(&room.options()).unwrap_err();
    run(&adopt(&room)).unwrap();
    assert_eq!(room.page("2025/01/01/s-1.json")["v"], DATA_VERSION);
}

#[test]
fn a_file_or_folder_in_the_way_is_reported() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    for (name, what) in [
        ("out/2025", "file where a folder"),
        ("out/world.json/x", "folder where a file"),
    ] {
        room.write(name, "theirs");
        let message = run(&adopt(&room)).unwrap_err().to_string();
        assert!(message.contains(what), "{message}");
        assert!(!room.has("index.json"));
        std::fs::remove_dir_all(room.path("out")).unwrap();
    }
    room.write("out", "a file");
    let message = run(&adopt(&room)).unwrap_err().to_string();
    let remedy = "is not a folder; nothing was written; move it away, or choose another folder";
    assert!(message.ends_with(remedy), "{message}");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_the_output_is_not_followed() {
    let room = Newsroom::new();
    room.story("s-1", 1, json!({}));
    room.write("elsewhere/kept", "theirs");
    room.write("out/kept", "theirs");
    std::os::unix::fs::symlink(room.path("elsewhere"), room.path("out/2025")).unwrap();
    let message = run(&adopt(&room)).unwrap_err().to_string();
    assert!(message.contains("is a link"), "{message}");
    assert_eq!(bytes(&room.path("elsewhere")).len(), 1);
    assert!(!room.has("index.json"));
}
