//! The programs are built with the same dependencies as the tests. What differs is compiled again.

use std::collections::BTreeSet;
use std::process::Command;

/// Returns the dependencies of packages with their features, as `NAME VERSION FEATURES`.
fn dependencies(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--prefix", "none"])
        .args(["--format", "{p} {f}"])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let tree = String::from_utf8(output.stdout).unwrap();
    tree.lines()
        .map(|line| line.trim_end_matches(" (*)").to_owned())
        // Crates of this workspace are named with their folder.
        .filter(|line| !line.contains(" (/"))
        .collect()
}

#[test]
fn programs_need_no_dependency_in_another_form_than_the_tests() {
    let tests = dependencies(&["--workspace", "--edges", "normal,build,dev"]);
    for program in ["frontpage-prebuild", "press", "frontpage-tests"] {
        let own = dependencies(&["--package", program, "--edges", "normal,build"]);
        assert!(own.len() > 100, "{program}: {own:?}");
        let different: Vec<_> = own.difference(&tests).collect();
        assert!(
            different.is_empty(),
            "{program} has dependencies with fewer features than the tests, so they are compiled twice. Add the \
             features that are missing to crates/shared-features/Cargo.toml: {different:#?}"
        );
    }
}

#[test]
fn the_search_tool_needs_no_dependency_in_another_form_than_the_app() {
    let for_browsers = [
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal,build",
    ];
    let of = |package| dependencies(&[&["--package", package][..], &for_browsers].concat());
    let (app, tool) = (of("frontpage"), of("frontpage-search-web"));
    let name_and_version = |line: &String| {
        line.split(' ')
            .take(2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let in_app: BTreeSet<_> = app.iter().map(name_and_version).collect();
    let shared: Vec<_> = tool
        .iter()
        .filter(|line| in_app.contains(&name_and_version(line)))
        .collect();
    assert!(shared.len() > 20, "{tool:?}");
    let different: Vec<_> = shared
        .into_iter()
        .filter(|line| !app.contains(*line))
        .collect();
    assert!(
        different.is_empty(),
        "frontpage-search-web has dependencies with other features than the app, so Trunk compiles them twice. Add \
         the features that are missing to crates/search-web/Cargo.toml: {different:#?}"
    );
}
