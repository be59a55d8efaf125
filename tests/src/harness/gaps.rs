//! What an engine or its driver cannot do, and which tests are left out for it. The one list:
//! a test that fails because the newspaper is wrong has no place here.

use super::{Engine, Test};
use anyhow::{Result, ensure};

/// Tests that one engine cannot run.
pub struct Gap {
    /// The engine.
    pub engine: Engine,
    /// The name of a test; with a `*` at the end, of all that begin so.
    pub tests: &'static str,
    /// What the engine lacks.
    pub reason: &'static str,
}

const fn gap(engine: Engine, tests: &'static str, reason: &'static str) -> Gap {
    Gap {
        engine,
        tests,
        reason,
    }
}

use Engine::{Chromium109, Firefox, Webkit};

/// All of them; docs/tests.md has the same table.
pub const GAPS: &[Gap] = &[
    gap(
        Firefox,
        "stability::nothing_moves_*",
        "does not measure layout shifts",
    ),
    gap(
        Webkit,
        "stability::nothing_moves_*",
        "does not measure layout shifts",
    ),
    gap(
        Firefox,
        "drills::endurance::five_hundred_pages_leak_no_objects",
        "does not tell what a page keeps alive",
    ),
    gap(
        Webkit,
        "drills::endurance::five_hundred_pages_leak_no_objects",
        "does not tell what a page keeps alive",
    ),
    gap(
        Webkit,
        "loading::a_timeout_is_reported_and_recovers",
        "sometimes keeps the connection of an answer that was given up half-way",
    ),
    gap(
        Webkit,
        "date::the_date_is_in_the_newspapers_time_zone",
        "has no command for another time zone",
    ),
    gap(
        Webkit,
        "accessibility::print::*",
        "has no command for printing, nor for print media",
    ),
    gap(
        Webkit,
        "accessibility::axe::nothing_is_found_in_forced_colours",
        "has no forced colours",
    ),
    gap(
        Webkit,
        "accessibility::axe::nothing_is_found_without_script",
        "reads pages by script: without it, the driver sees nothing",
    ),
    gap(
        Webkit,
        "accessibility::own_colours::*",
        "has no forced colours",
    ),
    gap(
        Webkit,
        "accessibility::keyboard::forced_colours_keep_the_focus_visible",
        "has no forced colours",
    ),
    gap(
        Webkit,
        "hydration::everything_can_be_read_without_script",
        "reads pages by script: without it, the driver sees nothing",
    ),
    gap(
        Webkit,
        "hydration::links_work_without_script",
        "reads pages by script: without it, the driver sees nothing",
    ),
    gap(Firefox, "lighthouse::*", "cannot be driven by Lighthouse"),
    gap(Webkit, "lighthouse::*", "cannot be driven by Lighthouse"),
    gap(
        Chromium109,
        "transitions::transitions_run_unless_reduced_motion_is_preferred",
        "has no view transitions",
    ),
    gap(
        Chromium109,
        "transitions::a_click_during_a_transition_wins",
        "has no view transitions",
    ),
    gap(
        Chromium109,
        "share::copy_link_copies_the_address",
        "lets nobody paste without a window on a screen",
    ),
    gap(
        Chromium109,
        "lighthouse::*",
        "cannot be driven by Lighthouse",
    ),
    gap(Chromium109, "pictures::*", "cannot be told its letters"),
    gap(Firefox, "pictures::*", "cannot be told its letters"),
    gap(Webkit, "pictures::*", "cannot be told its letters"),
];

impl Gap {
    fn holds(&self, test: &str) -> bool {
        match self.tests.strip_suffix('*') {
            Some(start) => test.starts_with(start),
            None => test == self.tests,
        }
    }
}

/// Why `engine` leaves out `test`, if it does.
pub fn reason(engine: Engine, test: &str) -> Option<&'static str> {
    let gap = GAPS
        .iter()
        .find(|gap| gap.engine == engine && gap.holds(test))?;
    Some(gap.reason)
}

/// Fails where a gap names a test that is not there.
///
/// # Errors
/// With the names.
pub fn check(tests: &[Test]) -> Result<()> {
    let lost: Vec<_> = GAPS
        .iter()
        .filter(|gap| !tests.iter().any(|test| gap.holds(&test.name)))
        .map(|gap| gap.tests)
        .collect();
    ensure!(
        lost.is_empty(),
        "harness/gaps.rs names tests that are not there: {}",
        lost.join(", ")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn gaps_name_tests_that_are_there() -> Result<()> {
        check(&crate::all())
    }

    #[test]
    fn the_documentation_has_the_same_gaps() {
        let mut table = String::from("| engine | test | what it lacks |\n|---|---|---|\n");
        for gap in GAPS {
            let engine = gap.engine.name();
            let _ = writeln!(table, "| {engine} | `{}` | {} |", gap.tests, gap.reason);
        }
        let docs = include_str!("../../../docs/tests.md");
        assert!(
            docs.contains(&format!("\n\n{table}\n")),
            "docs/tests.md should have this table:\n\n{table}"
        );
    }
}
