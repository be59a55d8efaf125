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
