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

/// Returns the words in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    // Blocks of code have three backticks and no single words.
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split('`').skip(1).step_by(2))
}

/// Whether a name belongs to what the examples in CONTRIBUTING.md add.
fn is_of_an_example(name: &str) -> bool {
    [
        "corrections",
        "Corrections",
        "Video",
        "parts/map",
        "tools/quiz",
    ]
    .iter()
    .any(|word| name.contains(word))
}

/// Whether a source defines a type, or implements its functions.
fn defines(source: &str, owner: &str) -> bool {
    source.lines().any(|line| {
        let words: Vec<&str> = line
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .collect();
        words.contains(&owner)
            && ["impl", "enum", "struct"]
                .iter()
                .any(|word| words.contains(word))
    })
}

/// Whether a source has a function or a variant with this name.
fn has_member(source: &str, name: &str) -> bool {
    let variants = ["(", ",", " {"].map(|after| format!(" {name}{after}"));
    let functions = ["(", "<"].map(|after| format!("fn {name}{after}"));
    variants
        .iter()
        .chain(&functions)
        .any(|member| source.contains(member))
}

#[test]
fn files_and_functions_for_contributors_exist() {
    let texts = texts();
    let mut files = 0;
    let mut functions = 0;
    for document in ["CONTRIBUTING.md", "ARCHITECTURE.md"] {
        let text = std::fs::read_to_string(repository().join(document)).unwrap();
        for name in quoted(&text).filter(|name| !is_of_an_example(name)) {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending);
            let is_file = ["rs", "css", "sh"].map(Some).contains(&ending);
            if is_file && !name.contains([' ', '*', '…']) {
                files += 1;
                let exists = texts.iter().any(|(path, _)| path.ends_with(name));
                assert!(exists, "{document}: there is no {name}");
            }
            let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            let Some((owner, last)) = name.rsplit_once("::") else {
                continue;
            };
            if name.chars().all(is_path) {
                functions += 1;
                let owner = owner.rsplit("::").next().unwrap_or(owner);
                let module = Path::new(owner).join(last).with_extension("rs");
                let exists = texts.iter().any(|(path, text)| {
                    if path.ends_with(&module) {
                        return true;
                    }
                    path.extension() == Some("rs".as_ref())
                        && (path.file_stem() == Some(owner.as_ref()) || defines(text, owner))
                        && has_member(text, last)
                });
                assert!(exists, "{document}: there is no {name}");
            }
        }
    }
    assert!(files > 40, "{files} files");
    assert!(functions > 10, "{functions} functions");
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

/// Returns Markdown without its fenced code, whose links are examples.
fn without_code_blocks(text: &str) -> String {
    let mut is_code = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_link_between_documents_resolves() {
    let mut count = 0;
    for (file, text) in texts() {
        if file.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = without_code_blocks(&text);
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
