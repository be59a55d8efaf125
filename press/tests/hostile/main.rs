//! Hostile content: markup that wants to run, names that want out of their folder, files that want
//! all of the machine. A clear error, or a harmless page; the rest of the newspaper is published.

mod cleaner;
mod limits;
mod names;
mod pages;
mod readers;
#[path = "../build/room.rs"]
#[expect(dead_code, reason = "shared with the tests of the build")]
mod room;

use proptest::prelude::ProptestConfig;

/// How many inputs a property is tried with: `usual`, or what `PROPTEST_CASES` says.
fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}
