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

/// Returns the name and version of a line of `dependencies`.
fn name_and_version(line: &str) -> Vec<&str> {
    line.split(' ').take(2).collect()
}

#[test]
fn the_search_tool_needs_no_dependency_in_another_form_than_the_app() {
    let of = |package, edges| {
        let target = "wasm32-unknown-unknown";
        dependencies(&["--package", package, "--target", target, "--edges", edges])
    };
    let (all, compiled) = ("normal,build", "normal,no-proc-macro");
    let (app, app_compiled) = (of("frontpage", all), of("frontpage", compiled));
    let tool = of("frontpage-search-web", all);
    let tool_compiled = of("frontpage-search-web", compiled);
    // Procedural macros can need another form of a crate than the app itself.
    let in_macros: BTreeSet<_> = app.difference(&app_compiled).collect();
    let mut shared = 0;
    let mut different = vec![];
    for line in &tool {
        let same_crate = |other: &&String| name_and_version(other) == name_and_version(line);
        if !app.iter().any(|other| same_crate(&other)) {
            continue;
        }
        shared += 1;
        let is_in_macros = !tool_compiled.contains(line);
        let is_shared = match is_in_macros && in_macros.iter().any(same_crate) {
            true => in_macros.contains(line),
            false => app.contains(line),
        };
        if !is_shared {
            different.push(line);
        }
    }
    assert!(shared > 20, "{tool:?}");
    assert!(
        different.is_empty(),
        "frontpage-search-web has dependencies with other features than the app, so Trunk compiles them twice. Add \
         the features that are missing to crates/search-web/Cargo.toml: {different:#?}"
    );
}
