//! The documentation lists what the browser tests have.

use std::collections::BTreeSet;
use std::process::Command;

/// Returns what the browser tests print. They also check that each gap names a test.
fn browser(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_browser"))
        .args(arguments)
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_gaps_of_engines_are_listed() {
    let table = browser(&["--list", "--gaps"]);
    assert!(table.lines().count() > 2, "{table}");
    let docs = include_str!("../../docs/tests.md");
    assert!(
        docs.contains(&format!("\n\n{table}\n")),
        "docs/tests.md should have this table:\n\n{table}"
    );
}

#[test]
fn the_faults_name_every_drill_and_nothing_else() {
    let docs = include_str!("../../docs/faults.md");
    let listed: BTreeSet<&str> = docs.split('`').filter(|word| word.contains("::")).collect();
    let tests = browser(&["--list"]);
    let known: BTreeSet<&str> = tests.lines().collect();
    let gone: Vec<_> = listed.difference(&known).collect();
    assert!(
        gone.is_empty(),
        "docs/faults.md names tests that do not exist: {gone:?}"
    );
    let missing: Vec<_> = known
        .iter()
        .filter(|name| name.starts_with("drills::") && !listed.contains(*name))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/faults.md does not list these drills: {missing:?}"
    );
}
