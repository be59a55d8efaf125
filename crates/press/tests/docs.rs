//! Tests that every document that the sources and documents refer to exists, and that the
//! documented CloudFront functions work.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns every source and document in the repository that can refer to a document.
fn texts() -> Vec<(PathBuf, String)> {
    const NAMES: [&str; 17] = [
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
        "crates",
        "docs",
        "patches",
        "scripts",
        "src",
        "style",
        "tests",
    ];
    const ENDINGS: [&str; 7] = ["css", "js", "md", "rs", "sh", "toml", ""];
    let is_generated = |name: &std::ffi::OsStr| name == "node_modules" || name == "target";
    let files = NAMES.into_iter().flat_map(|name| {
        let walk = WalkDir::new(repository().join(name)).into_iter();
        walk.filter_entry(move |entry| !is_generated(entry.file_name()))
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

/// Returns the texts between `start` and the next of the characters in `ends`.
fn texts_after<'a>(
    text: &'a str,
    start: &'a str,
    ends: &'a [char],
) -> impl Iterator<Item = &'a str> {
    text.match_indices(start).filter_map(move |(at, _)| {
        let rest = &text[at + start.len()..];
        Some(&rest[..rest.find(ends)?])
    })
}

#[test]
fn every_referenced_document_exists() {
    let mut count = 0;
    for (file, text) in texts() {
        let ends = &[' ', '\n', '`', '"', ')', ']', '>', '#', ',', ':', ';', '*'];
        for name in texts_after(&text, "docs/", ends) {
            // A full stop after the name ends the sentence.
            let name = name.trim_end_matches('.');
            if name.ends_with(".md") {
                count += 1;
                let exists = repository().join("docs").join(name).is_file();
                assert!(exists, "{}: there is no docs/{name}", file.display());
            }
        }
    }
    assert!(count > 20, "only {count} references were found");
}

#[test]
fn every_link_between_documents_resolves() {
    let mut count = 0;
    for (file, text) in texts() {
        if file.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        for link in texts_after(&text, "](", &[')']) {
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
                let exists = headings.any(|line| anchor(line) == heading);
                assert!(exists, "{here}: {path} has no heading #{heading}");
            }
        }
    }
    assert!(count > 10, "only {count} links were found");
}

/// Returns the anchor that links use for a heading.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    heading
        .chars()
        .filter(|c| c.is_alphanumeric() || [' ', '-'].contains(c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Runs a CloudFront function in Node. Returns the path that it rewrites the request to, or the
/// status and the address of its redirect.
fn function(code: &str, base: &str, address: &str) -> String {
    let ends = code.find(";\n").unwrap();
    let script = format!(
        "var base = '{base}'{}; var result = handler({{ request: {{ uri: '{address}' }} }}); \
         console.log(result.uri || result.statusCode + ' ' + result.headers.location.value);",
        &code[ends..]
    );
    let node = Command::new("node").args(["-e", &script]).output().unwrap();
    let errors = String::from_utf8_lossy(&node.stderr);
    assert!(node.status.success(), "{errors}");
    String::from_utf8(node.stdout).unwrap().trim().to_owned()
}

#[test]
#[ignore = "needs node"]
fn the_functions_for_cloudfront_find_every_page() {
    let hosting = std::fs::read_to_string(repository().join("docs/guide/hosting.md")).unwrap();
    let codes = hosting.split("```js\n").skip(1);
    let codes: Vec<&str> = codes.filter_map(|code| code.split("```").next()).collect();
    let [keys, files] = codes[..] else {
        panic!(
            "docs/guide/hosting.md should have 2 functions, but has {}",
            codes.len()
        );
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
