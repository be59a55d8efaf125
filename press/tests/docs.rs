//! What sources and documents say where to read on is there.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every text that may name a document, from the repository's root.
fn texts() -> Vec<(PathBuf, String)> {
    const NAMES: [&str; 18] = [
        ".github",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "README.md",
        "Cargo.toml",
        "Trunk.toml",
        "dev",
        "benches",
        "content",
        "docs",
        "model",
        "patches",
        "press",
        "scripts",
        "src",
        "style",
        "tests",
    ];
    const ENDINGS: [&str; 7] = ["css", "js", "md", "rs", "sh", "toml", ""];
    let own = |name: &std::ffi::OsStr| name == "node_modules" || name == "target";
    let files = NAMES.into_iter().flat_map(|name| {
        let walk = WalkDir::new(repository().join(name)).into_iter();
        walk.filter_entry(move |entry| !own(entry.file_name()))
    });
    files
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| {
            let ending = entry.path().extension().unwrap_or_default();
            ENDINGS.iter().any(|known| ending == *known)
        })
        .map(|entry| {
            let file = entry.into_path();
            let text = std::fs::read_to_string(&file).unwrap();
            (file, text)
        })
        .collect()
}

/// What begins with `start` and goes on until a character that `ends` it.
fn named<'a>(text: &'a str, start: &'a str, ends: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.match_indices(start).filter_map(move |(at, _)| {
        let rest = &text[at + start.len()..];
        Some(&rest[..rest.find(ends)?])
    })
}

#[test]
fn every_document_that_is_named_exists() {
    let mut count = 0;
    for (file, text) in texts() {
        let ends = &[' ', '\n', '`', '"', ')', ']', '>', '#', ',', ':', ';', '*'];
        for name in named(&text, "docs/", ends) {
            // a sentence may end behind it
            let name = name.trim_end_matches('.');
            if name.ends_with(".md") {
                count += 1;
                let there = repository().join("docs").join(name).is_file();
                assert!(there, "{}: there is no docs/{name}", file.display());
            }
        }
    }
    assert!(count > 20, "only {count} were found");
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut count = 0;
    for (file, text) in texts() {
        if file.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        for link in named(&text, "](", &[')']) {
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            if path.contains("://") {
                continue;
            }
            count += 1;
            let target = match path {
                "" => file.clone(),
                path => file.parent().unwrap().join(path),
            };
            let here = file.display();
            assert!(target.exists(), "{here}: there is no {path}");
            if !heading.is_empty() {
                let text = std::fs::read_to_string(&target).unwrap();
                let mut headings = text.lines().filter_map(|line| line.strip_prefix('#'));
                let there = headings.any(|line| anchor(line) == heading);
                assert!(there, "{here}: {path} has no heading #{heading}");
            }
        }
    }
    assert!(count > 10, "only {count} were found");
}

/// A heading as links name it.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    heading
        .chars()
        .filter(|c| c.is_alphanumeric() || [' ', '-'].contains(c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// What a CloudFront function does with an address: asks for another one, or sends the reader there.
fn function(code: &str, base: &str, address: &str) -> String {
    let ends = code.find(";\n").unwrap();
    let script = format!(
        "var base = '{base}'{}; var done = handler({{ request: {{ uri: '{address}' }} }}); \
         console.log(done.uri || done.statusCode + ' ' + done.headers.location.value);",
        &code[ends..]
    );
    let node = Command::new("node").args(["-e", &script]).output().unwrap();
    let said = String::from_utf8_lossy(&node.stderr);
    assert!(node.status.success(), "{said}");
    String::from_utf8(node.stdout).unwrap().trim().to_owned()
}

#[test]
#[ignore = "needs node"]
fn the_functions_for_cloudfront_find_every_page() {
    let hosting = std::fs::read_to_string(repository().join("docs/guide/hosting.md")).unwrap();
    let codes = hosting.split("```js\n").skip(1);
    let codes: Vec<&str> = codes.filter_map(|code| code.split("```").next()).collect();
    let [keys, files] = codes[..] else {
        panic!("there are {} functions", codes.len());
    };
    for (code, base, address, expected) in [
        (keys, "/paper", "/paper", "301 /paper/"),
        (keys, "/paper", "/paper/", "/paper/index.html"),
        (keys, "/paper", "/paper/world", "/paper/world"),
        (keys, "/paper", "/paper/world.json", "/paper/world.json"),
        (files, "/paper", "/paper", "301 /paper/"),
        (files, "/paper", "/paper/", "/paper/index.html"),
        (files, "/paper", "/paper/world", "/paper/world.html"),
        (
            files,
            "/paper",
            "/paper/2025/01/01/a",
            "/paper/2025/01/01/a.html",
        ),
        (files, "/paper", "/paper/feed.xml", "/paper/feed.xml"),
        (files, "", "/", "/index.html"),
        (files, "", "/world", "/world.html"),
        (files, "", "/index.json", "/index.json"),
    ] {
        assert_eq!(function(code, base, address), expected, "{base} {address}");
    }
}
