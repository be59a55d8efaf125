//! The order of the crates: dependencies run downwards only, and no crate grows too large to know.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Every crate of the workspace, the lowest first. A crate may depend on those above it in this list
/// and on no other. Tests may depend on all of them, so `dev-dependencies` are not read.
const ORDER: [&str; 42] = [
    "frontpage-shared-features",
    "wasm-streams",
    "s3s-test",
    "frontpage-fluent",
    "frontpage-message-macro",
    "frontpage-model",
    "frontpage-languages",
    "frontpage-search",
    "frontpage-search-web",
    "frontpage-base",
    "frontpage-media",
    "frontpage-compression",
    "frontpage-hosting",
    "frontpage-clean",
    "frontpage-blocks",
    "frontpage-fetch",
    "frontpage-source",
    "frontpage-wordpress",
    "frontpage-feeds",
    "frontpage-web-page",
    "frontpage-wire",
    "frontpage-import",
    "frontpage-ingest",
    "frontpage-catalog",
    "frontpage-assets",
    "frontpage-output",
    "frontpage-epub",
    "frontpage-store",
    "frontpage-pipeline",
    "frontpage-admin",
    "frontpage-preview",
    "frontpage-link-check",
    "frontpage-deploy",
    "frontpage-search-export",
    "frontpage-view-macro",
    // The reader's app. It knows the model, its macro, and nothing of the publisher.
    "frontpage",
    "frontpage-render",
    "frontpage-gallery",
    "frontpage-prebuild",
    "press",
    "frontpage-tests",
    "frontpage-benches",
];

/// The most lines of Rust that a crate's `src` may have.
const MAX_LINES: usize = 6000;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The packages of the workspace, as `cargo metadata` names them.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    metadata["packages"].as_array().expect("a list").clone()
}

fn dependencies(package: &Value) -> impl Iterator<Item = &str> {
    let all = package["dependencies"].as_array().into_iter().flatten();
    all.filter(|dependency| dependency["kind"] != "dev")
        .filter_map(|dependency| dependency["name"].as_str())
}

#[test]
fn dependencies_run_downwards() {
    let place: BTreeMap<&str, usize> = (0..).zip(ORDER).map(|(n, name)| (name, n)).collect();
    let packages = packages();
    let mut arrows = 0;
    for package in &packages {
        let name = package["name"].as_str().expect("a name");
        let own = place.get(name).unwrap_or_else(|| {
            panic!("{name} is not in ORDER: say in crates/press/tests/crates.rs where it stands")
        });
        for dependency in dependencies(package) {
            let Some(other) = place.get(dependency) else {
                continue; // not ours
            };
            assert!(
                other < own,
                "{name} must not depend on {dependency}, which stands higher"
            );
            arrows += 1;
        }
    }
    assert_eq!(
        packages.len(),
        ORDER.len(),
        "ORDER names a crate that is gone"
    );
    assert!(arrows > 40, "only {arrows} dependencies were read");
}

#[test]
fn the_app_knows_the_model_and_its_macro_alone() {
    let packages = packages();
    let app = packages
        .iter()
        .find(|package| package["name"] == "frontpage");
    let ours = dependencies(app.expect("the app")).filter(|name| ORDER.contains(name));
    assert_eq!(
        ours.collect::<Vec<_>>(),
        ["frontpage-model", "frontpage-view-macro"]
    );
}

#[test]
fn no_crate_is_too_large_and_each_says_what_it_is() {
    for folder in std::fs::read_dir(root().join("crates")).expect("crates/") {
        let folder = folder.expect("an entry").path();
        let source = folder.join("src");
        let mut lines = 0;
        for entry in walkdir::WalkDir::new(&source) {
            let entry = entry.expect("an entry");
            if entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "rs")
            {
                lines += std::fs::read_to_string(entry.path())
                    .expect("UTF-8")
                    .lines()
                    .count();
            }
        }
        assert!(
            (1..=MAX_LINES).contains(&lines),
            "{}: {lines} lines",
            folder.display()
        );
        let start = ["lib.rs", "main.rs"].map(|name| source.join(name));
        let start = start
            .iter()
            .find(|file| file.exists())
            .expect("a root file");
        let text = std::fs::read_to_string(start).expect("UTF-8");
        assert!(text.starts_with("//! "), "{}", start.display());
    }
}
