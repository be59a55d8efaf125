//! The list of tests that are too slow to run on every change. They run with `--all`, and whenever the
//! command names an engine or a test.

use super::Test;
use anyhow::{Result, ensure};

/// Why such a test is skipped, as a phrase that follows "it".
pub const SKIP_REASON: &str = "is slow, so it runs with --all";

/// The slow tests. Two of the four tests of hostile stories are not among them: they open every story,
/// half of them as documents and the other half by a click.
const SLOW: &[&str] = &[
    "hostile::published::hostile_stories_are_harmless_after_a_click",
    "hostile::published::other_hostile_stories_are_harmless_as_published",
    "lighthouse::a_page_without_a_description_scores_less",
    "lighthouse::an_article_scores_100",
    "lighthouse::the_front_page_scores_100",
];

/// Returns whether a test is too slow for every change.
pub fn is_slow(test: &str) -> bool {
    SLOW.contains(&test)
}

/// Checks that every name in the list is the name of a test.
///
/// # Errors
/// Returns an error that lists the names without a test.
pub fn check(tests: &[Test]) -> Result<()> {
    let mut lost = SLOW.to_vec();
    lost.retain(|name| tests.iter().all(|test| test.name != **name));
    ensure!(
        lost.is_empty(),
        "harness/slow.rs names tests that do not exist: {}",
        lost.join(", ")
    );
    Ok(())
}
