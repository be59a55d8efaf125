//! Tests of `press import --watch`.

use super::export::{Newsroom, Post, export};
use super::host::Host;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A watch that is stopped when the test ends.
struct Watch(Child);

impl Watch {
    fn new(room: &Newsroom, sources: &[String]) -> Self {
        let log = room.path("runs.txt").display().to_string();
        let child = Command::new(env!("CARGO_BIN_EXE_press"))
            .args(["import", "--watch", "--every", "1", "--no-download"])
            .args(["--run", &format!("echo changed >> '{log}'")])
            .args(["--content".into(), room.path("content")])
            .args(["--report".into(), room.path("report.txt")])
            .args(sources)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Waits until something is true.
fn until(what: &str, is_true: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_true() {
        assert!(started.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn feed(titles: &[&str]) -> String {
    let items = titles.iter().map(|title| {
        format!(
            "<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>\
             <description>It rains.</description><link>https://old.example/</link>\
             <pubDate>Mon, 11 Mar 2019 10:00:00 GMT</pubDate></item>"
        )
    });
    let items: String = items.collect();
    format!("<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>")
}

fn runs(room: &Newsroom) -> usize {
    match room.exists("runs.txt") {
        true => room.read("runs.txt").lines().count(),
        false => 0,
    }
}

#[test]
fn a_feed_and_a_folder_are_imported_again_when_they_change() {
    let (room, host) = (Newsroom::new(), Host::new());
    host.put("/feed", "application/rss+xml", feed(&["Rain"]));
    std::fs::create_dir(room.path("wire")).unwrap();
    let wire = room.path("wire").display().to_string();
    // A source that is down does not stop the others.
    let sources = [host.url("/none"), host.url("/feed"), wire];
    let _watch = Watch::new(&room, &sources);
    until("the first entry is imported", || room.imported().len() == 1);
    until("the command has run", || runs(&room) == 1);

    // A feed that did not change is requested again, but its content is not sent.
    until("the feed is asked for again", || {
        host.requests().contains(&"304 /feed".to_owned())
    });
    assert_eq!(runs(&room), 1);

    host.put("/feed", "application/rss+xml", feed(&["Rain", "Snow"]));
    until("the second entry is imported", || {
        room.imported().len() == 2
    });

    room.write("wire/a.xml", export(&[Post::new(7)]));
    until("the file is imported", || {
        room.exists("content/imported/old-example/0/7.json")
    });
    let withdrawn = Post {
        status: "draft",
        ..Post::new(7)
    };
    room.write("wire/b.xml", export(&[withdrawn]));
    until("the story is withheld", || {
        let file = "content/imported/old-example/0/7.json";
        room.read(file).contains("\"withheld\"")
    });
    until("the command has run for each change", || runs(&room) == 4);
}

#[test]
fn standard_input_cannot_be_watched() {
    let room = Newsroom::new();
    let output = Command::new(env!("CARGO_BIN_EXE_press"))
        .args(["import", "--watch", "-"])
        .args(["--content".into(), room.path("content")])
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("-: cannot be watched"), "{error}");
}
