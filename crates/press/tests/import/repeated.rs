//! Tests of imports that are repeated: updates, an editor's changes, and withdrawals.

use super::export::{Newsroom, Post, export, summary};

const FILE: &str = "content/imported/old-example/0/7.json";

#[test]
fn a_second_import_writes_only_what_changed() {
    let room = Newsroom::new();
    let mut posts: Vec<Post> = (1..=20).map(Post::new).collect();
    assert!(
        room.import(&export(&posts))
            .starts_with("stories: 20 new, 0 updated, 0 unchanged")
    );
    let before = room.imported();
    assert_eq!(before.len(), 20);
    assert!(
        room.import(&export(&posts))
            .starts_with("stories: 0 new, 0 updated, 20 unchanged")
    );
    assert_eq!(room.imported(), before);

    posts[6].body = "Corrected.".into();
    posts[6].modified = "2019-03-13 00:00:00";
    posts.push(Post::new(21));
    assert!(
        room.import(&export(&posts))
            .starts_with("stories: 1 new, 1 updated, 19 unchanged")
    );
    assert!(room.read(FILE).contains("Corrected."));
    assert_eq!(room.imported().len(), 21);
}

#[test]
fn an_older_export_brings_nothing_back() {
    let room = Newsroom::new();
    let newer = Post {
        body: "Newer.".into(),
        modified: "2020-01-01 00:00:00",
        ..Post::new(7)
    };
    room.import(&export([&newer]));
    assert!(
        room.import(&export([&Post::new(7)]))
            .contains(" 0 updated, 1 unchanged")
    );
    assert!(room.read(FILE).contains("Newer."));
}

#[test]
fn what_an_editor_changed_is_kept_and_named() {
    let room = Newsroom::new();
    room.import(&export([&Post::new(7)]));
    let edited = room.read(FILE).replace("Post 7", "A better headline");
    room.write(FILE, &edited);
    let newer = Post {
        modified: "2020-01-01 00:00:00",
        ..Post::new(7)
    };
    assert!(
        room.import(&export([&newer]))
            .contains(" 1 kept as an editor changed them")
    );
    assert_eq!(room.read(FILE), edited);
    assert!(
        room.read("report.txt")
            .contains("imported/old-example/0/7.json: was changed by an editor"),
        "{}",
        room.read("report.txt")
    );
    // A file that a crash cut off is not an editor's change.
    room.write(FILE, &edited[..50]);
    assert!(room.import(&export([&newer])).starts_with("stories: 1 new"));
}

#[test]
fn a_story_that_is_not_public_any_more_is_withheld_even_if_an_editor_changed_it() {
    for is_edited in [false, true] {
        let room = Newsroom::new();
        room.import(&export([&Post::new(7)]));
        if is_edited {
            room.write(FILE, room.read(FILE).replace("Post 7", "A better headline"));
        }
        let draft = Post {
            status: "draft",
            ..Post::new(7)
        };
        assert!(room.import(&export([&draft])).contains(" 1 withdrawn"));
        let file = room.read(FILE);
        assert!(file.contains("\"pubStatus\": \"withheld\""), "{file}");
        assert_eq!(file.contains("A better headline"), is_edited);
        assert!(room.import(&export([&draft])).contains(" 0 withdrawn"));
        // When it is public again, it comes back, unless that would undo what the editor changed.
        let summary = room.import(&export([&Post::new(7)]));
        let (fate, status) = match is_edited {
            false => (" 1 updated", "usable"),
            true => (" 1 kept", "withheld"),
        };
        assert!(summary.contains(fate), "{summary}");
        let status = format!("\"pubStatus\": \"{status}\"");
        assert!(room.read(FILE).contains(&status));
    }
}

#[test]
fn drafts_and_posts_with_a_password_are_not_imported() {
    let room = Newsroom::new();
    let mut posts: Vec<Post> = (1..=4).map(Post::new).collect();
    posts[0].status = "draft";
    posts[1].status = "future";
    posts[2].password = "secret";
    let summary = room.import(&export(&posts));
    assert!(summary.starts_with("stories: 1 new"), "{summary}");
    assert!(
        summary.contains("not public: draft 1, future 1, password 1"),
        "{summary}"
    );
    assert_eq!(room.imported().len(), 1);
}

#[test]
fn a_dry_run_writes_nothing() {
    let room = Newsroom::new();
    room.write("export.xml", export([&Post::new(7)]));
    let output = room
        .command("export.xml")
        .arg("--dry-run")
        .output()
        .unwrap();
    assert!(summary(&output).starts_with("stories: 1 new"));
    assert!(!room.exists("content/imported"));
}

#[test]
fn an_import_says_what_is_wrong_and_what_to_do() {
    let room = Newsroom::new();
    room.write("export.xml", export([&Post::new(7)]));
    room.write("notes.xml", "<notes>no export</notes>");
    for (source, option, expected) in [
        ("none.xml", None, "none.xml: cannot be read: "),
        (
            "notes.xml",
            None,
            "is neither a WordPress export (WXR), nor",
        ),
        ("export.xml", Some("sports"), "use one of us, world"),
    ] {
        let mut command = room.command(source);
        command.args(
            option
                .into_iter()
                .flat_map(|section| ["--section", section]),
        );
        let output = command.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(errors.contains(expected), "{errors}");
    }
}
