//! Checks of the project's dependencies: their licenses, their number and where they come from.

use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// The allowed licenses. They require attribution only, or publication of changes to the licensed
/// files themselves (MPL). Read a license before adding it.
const FINE: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    // The license of the list of certificate authorities that deploys trust. The list is data, and the
    // license only requires that its text is passed on.
    "CDLA-Permissive-2.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// The limit for crates of other projects that are compiled into the app, without build dependencies
/// and procedural macros.
const IN_THE_BROWSER: usize = 127;
/// The limit for crates of other projects in the publisher, counted in the same way.
///
/// These features have added crates: front matter (YAML) and Markdown nine, `press import` six, feeds four,
/// pages seven, word stems in the search one, the container of e-books three, the languages of the interface
/// (Fluent, and dates and plurals of CLDR) sixteen, the scales of charts two, the metadata of recordings
/// (their length and kind, and the identifier of a podcast) thirteen, GIF three, lists and the order of tags
/// by CLDR six, and the allocator two. Four more come with features that the publisher shares with the tests:
/// docs/adr/0043-shared-features.md.
const IN_PRESS: usize = 388;

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--locked")
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {} failed: {stderr}",
        arguments.join(" ")
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Whether an SPDX expression can be satisfied with allowed licenses.
fn is_fine(expression: &str) -> bool {
    let plain = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // In the expressions of all dependencies, `AND` joins parenthesized alternatives, so each part
    // can be checked alone.
    let parts = plain.split(" AND ");
    parts.into_iter().all(|part| {
        let choices = part.split(" OR ");
        choices
            .into_iter()
            .any(|license| FINE.contains(&license.trim()))
    })
}

#[test]
fn licenses_are_known_and_everything_comes_from_crates_io() {
    let metadata = cargo(&["metadata", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "{}", packages.len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let license = package["license"].as_str().unwrap_or("none");
        assert!(
            is_fine(license),
            "{name} has the license {license:?}, which is not in the list of allowed licenses"
        );
        if let Some(source) = package["source"].as_str() {
            let registry = "registry+https://github.com/rust-lang/crates.io-index";
            assert_eq!(source, registry, "{name} does not come from crates.io");
        }
    }
}

#[test]
fn license_expressions_are_understood() {
    for (expression, fine) in [
        ("MIT OR Apache-2.0", true),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT/Apache-2.0", true),
        ("none", false),
    ] {
        assert_eq!(is_fine(expression), fine, "{expression}");
    }
}

fn crates(arguments: &[&str]) -> usize {
    let edges = ["--edges", "normal,no-proc-macro", "--prefix", "none"];
    let tree = cargo(&[&["tree"], arguments, &edges].concat());
    let crates: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        // Crates of this workspace are named with their folder.
        .filter(|line| !line.contains(" (/"))
        .collect();
    crates.len()
}

#[test]
fn the_number_of_crates_stays_within_its_limit() {
    let browser = crates(&["-p", "frontpage", "--target", "wasm32-unknown-unknown"]);
    let press = crates(&["-p", "press"]);
    println!("{browser} crates in the browser, {press} in press");
    assert!(
        browser > 10 && browser <= IN_THE_BROWSER,
        "{browser} crates in the browser, the limit is {IN_THE_BROWSER}"
    );
    assert!(
        press > 10 && press <= IN_PRESS,
        "{press} crates in press, the limit is {IN_PRESS}"
    );
}
