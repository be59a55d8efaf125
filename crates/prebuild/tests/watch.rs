//! Tests that `trunk serve` watches what the site is made of, and not the build's own files.

use std::path::Path;

fn watched() -> Vec<String> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let text = std::fs::read_to_string(root.join("Trunk.toml")).unwrap();
    let config: toml::Table = toml::from_str(&text).unwrap();
    let list = config["watch"]["watch"].as_array().unwrap();
    let paths = list.iter().map(|path| path.as_str().unwrap().to_owned());
    let paths: Vec<String> = paths.collect();
    for path in &paths {
        assert!(root.join(path).exists(), "{path} does not exist");
    }
    paths
}

#[test]
fn everything_that_git_tracks_is_watched_or_does_not_change_the_site() {
    const NOT_IN_THE_SITE: [&str; 17] = [
        ".cargo",
        ".ci",
        ".github",
        ".gitignore",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "Trunk.toml",
        "benches",
        "dev",
        "docs",
        "rust-toolchain.toml",
        "samples",
        "scripts",
        "tests",
    ];
    let watched = watched();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    if !Path::new(root).join(".git").exists() {
        return; // A copy without history may contain anything.
    }
    let listed = std::process::Command::new("git")
        .args(["ls-tree", "--name-only", "HEAD"])
        .current_dir(root)
        .output()
        .expect("git runs");
    let listed = String::from_utf8(listed.stdout).unwrap();
    let missing: Vec<&str> = listed
        .lines()
        .filter(|name| !NOT_IN_THE_SITE.contains(name) && !watched.iter().any(|path| path == name))
        .collect();
    assert!(listed.contains("index.html"), "{listed}");
    assert!(missing.is_empty(), "Trunk.toml should watch {missing:?}");
}

#[test]
fn the_builds_own_files_are_not_watched() {
    for path in watched() {
        assert!(path != "target" && path != "dist" && path != ".", "{path}");
    }
}
