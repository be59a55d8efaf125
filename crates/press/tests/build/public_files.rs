//! Tests of the publisher's own files, which go into the site unchanged.

use super::edition::{newsroom, options, out, publish};
use frontpage_pipeline::{Options, run};
use std::path::{Path, PathBuf};

#[test]
fn a_public_file_in_the_way_is_refused_and_the_rest_is_published() {
    let room = newsroom();
    publish(&room);
    let mut expected = out(&room);
    // A page, its data, a story, a rail, feeds and sitemaps, a file that hosts read, and files and
    // folders whose names collide.
    let in_the_way = [
        "2025/01/01/s-0.json",
        "_headers",
        "feed.xml",
        "popular.json/a.txt",
        "rail/sea.json",
        "sitemap.xml",
        "sitemaps/2025-01.xml",
        "tag",
        "world.html",
        "world/feed.atom",
    ];
    for name in in_the_way {
        room.write(&format!("public/{name}"), "theirs");
    }
    for name in [".well-known/security.txt", "2025/report.pdf", "ads.txt"] {
        room.write(&format!("public/{name}"), "theirs");
        expected.insert(name.into(), b"theirs".to_vec());
    }
    let strict = Options {
        strict: true,
        ..options(&room)
    };
    assert!(run(&strict).unwrap().stopped);
    assert!(!room.has("ads.txt"));
    let outcome = publish(&room);
    let problems = &outcome.report.diagnostics;
    let named = problems.iter().map(|problem| Path::new(&problem.file));
    let named: Vec<PathBuf> = named.map(Path::to_owned).collect();
    assert_eq!(named, in_the_way.map(|name| room.path("public").join(name)));
    assert_eq!(outcome.report.refused(), in_the_way.len());
    let mut actual = out(&room);
    // `_headers` lists the files of the site, so it differs.
    let headers = [".br", ".gz", ""].map(|end| format!("_headers{end}"));
    for files in [&mut actual, &mut expected] {
        files.retain(|name, _| !headers.contains(name));
    }
    assert!(actual == expected);
    assert_eq!(outcome.overrides, [""; 0]);
    // Each file has a single owner, so a second publish changes nothing.
    let outcome = publish(&room);
    assert_eq!((outcome.produced, outcome.changed.written.len()), (0, 0));
}

#[test]
fn a_public_file_replaces_a_generated_one_that_has_no_content() {
    let room = newsroom();
    publish(&room);
    let mut expected = out(&room);
    let own = [
        ".htaccess",
        "404.html",
        "apple-touch-icon.png",
        "favicon.ico",
        "manifest.webmanifest",
        "offline.html",
        "robots.txt",
    ];
    for name in own {
        room.write(&format!("public/{name}"), "theirs");
        expected.insert(name.into(), b"theirs".to_vec());
        for end in [".br", ".gz"] {
            expected.remove(&format!("{name}{end}"));
        }
    }
    let outcome = publish(&room);
    assert_eq!(outcome.report.diagnostics, []);
    assert_eq!(outcome.overrides, own);
    let summary = outcome.to_string();
    assert!(
        summary.contains("your own files in place of press's: .htaccess, 404.html, "),
        "{summary}"
    );
    assert!(out(&room) == expected);
    // Without the publisher's files, press generates its own again.
    for name in own {
        std::fs::remove_file(room.path("public").join(name)).unwrap();
    }
    assert_eq!(publish(&room).overrides, [""; 0]);
    assert!(out(&room)["robots.txt"].starts_with(b"User-agent"));
}

#[test]
fn files_beyond_the_limit_of_headers_rules_are_noted_and_published() {
    let room = newsroom();
    for n in 0..120 {
        room.write(&format!("public/{n:03}-report.pdf"), "theirs");
    }
    let strict = Options {
        strict: true,
        ..options(&room)
    };
    let outcome = run(&strict).unwrap();
    assert!(!outcome.stopped);
    let [note] = &*outcome.notes else {
        panic!("{:?}", outcome.notes);
    };
    assert!(
        note.contains("_headers: Cloudflare Pages reads 100 rules"),
        "{note}"
    );
    assert!(room.has("119-report.pdf"));
    let headers = std::fs::read_to_string(room.path("out/_headers")).unwrap();
    let rules = headers.lines().filter(|line| line.starts_with('/'));
    assert_eq!(rules.count(), 100);
}
