//! The list of tests that are skipped because an engine or its driver cannot run them. A test that
//! fails because of a bug in the newspaper does not belong here.

use super::{Engine, Test};
use anyhow::{Result, ensure};
use std::fmt::Write;

/// A test, or a group of tests, that one engine cannot run.
pub struct Gap {
    /// The engine.
    pub engine: Engine,
    /// The name of a test. With `*` at the end, all tests that start with the text before it.
    pub tests: &'static str,
    /// What the engine lacks, as a phrase that follows its name.
    pub reason: &'static str,
}

const fn gap(engine: Engine, tests: &'static str, reason: &'static str) -> Gap {
    Gap {
        engine,
        tests,
        reason,
    }
}

use Engine::{Chromium109, ChromiumShell, Firefox, Webkit};

/// All gaps. docs/tests.md has the same table.
pub const GAPS: &[Gap] = &[
    gap(
        ChromiumShell,
        "share::copy_link_copies_the_address",
        "has no clipboard",
    ),
    gap(
        ChromiumShell,
        "drills::page::a_page_from_the_back_forward_cache_works",
        "keeps no page for going back",
    ),
    gap(
        ChromiumShell,
        "drills::page::a_skeleton_from_the_back_forward_cache_keeps_the_scroll_position",
        "keeps no page for going back",
    ),
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
        "drills::endurance::leaks_made_on_purpose_are_found",
        "does not report what a page keeps in memory",
    ),
    gap(
        Webkit,
        "drills::endurance::leaks_made_on_purpose_are_found",
        "does not report what a page keeps in memory",
    ),
    gap(
        Webkit,
        "loading::a_timeout_is_reported_and_recovers",
        "sometimes keeps the connection of a response that the app aborted halfway",
    ),
    gap(
        Webkit,
        "date::the_date_is_in_the_newspapers_time_zone",
        "has no command to set the time zone",
    ),
    gap(
        Webkit,
        "accessibility::print::*",
        "has no commands for printing and print media",
    ),
    gap(
        Webkit,
        "accessibility::axe::nothing_is_found_in_forced_colors",
        "does not support forced colors",
    ),
    gap(
        Webkit,
        "accessibility::axe::nothing_is_found_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "accessibility::forced_colors::*",
        "does not support forced colors",
    ),
    gap(
        Webkit,
        "accessibility::keyboard::forced_colors_keep_the_focus_visible",
        "does not support forced colors",
    ),
    gap(
        Webkit,
        "adoption::everything_can_be_read_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "adoption::links_work_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "date::without_script_the_bar_names_the_edition",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "editions::a_calendar_leads_to_any_day_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "editions::the_archive_leads_to_any_month_of_a_section_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(Firefox, "lighthouse::*", "cannot be driven by Lighthouse"),
    gap(Webkit, "lighthouse::*", "cannot be driven by Lighthouse"),
    gap(
        Firefox,
        "screen::*",
        "lets no page open a folder on the disk",
    ),
    gap(
        Webkit,
        "screen::*",
        "lets no page open a folder on the disk",
    ),
    gap(
        Firefox,
        "search::nothing_moves_*",
        "does not measure layout shifts",
    ),
    gap(
        Webkit,
        "search::nothing_moves_*",
        "does not measure layout shifts",
    ),
    gap(
        Firefox,
        "comfort::nothing_moves_*",
        "does not measure layout shifts",
    ),
    gap(
        Webkit,
        "comfort::nothing_moves_*",
        "does not measure layout shifts",
    ),
    gap(
        Webkit,
        "comfort::settings_leave_print_alone",
        "has no commands for printing and print media",
    ),
    gap(
        Webkit,
        "comfort::without_script_the_settings_say_what_browsers_have",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "privacy::without_script_the_page_tells_the_same",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "saved::without_script_the_page_says_what_it_needs",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "search::without_script_the_archive_is_there",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "tags::a_pair_is_a_page_that_works_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "tags::without_script_each_topic_has_a_link",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "following::without_script_the_entry_leads_to_an_explanation",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "pictures::a_picture_links_to_its_largest_file_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "moving_pictures::a_moving_picture_is_played_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "recordings::a_recording_is_played_without_script",
        "has a driver that itself reads pages by script",
    ),
    gap(
        Webkit,
        "recordings::a_transcript_is_folded_and_printed",
        "has no commands for printing and print media",
    ),
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
        "does not allow pasting in headless mode",
    ),
    gap(
        Chromium109,
        "lighthouse::*",
        "cannot be driven by Lighthouse",
    ),
    gap(
        Chromium109,
        "baselines::*",
        "cannot be limited to the bundled fonts",
    ),
    gap(
        Firefox,
        "baselines::*",
        "cannot be limited to the bundled fonts",
    ),
    gap(
        Webkit,
        "baselines::*",
        "cannot be limited to the bundled fonts",
    ),
];

impl Gap {
    /// Returns whether the gap includes a test.
    fn holds(&self, test: &str) -> bool {
        match self.tests.strip_suffix('*') {
            Some(start) => test.starts_with(start),
            None => test == self.tests,
        }
    }
}

/// Returns why `engine` skips `test`, or `None` if it does not.
pub fn skip_reason(engine: Engine, test: &str) -> Option<&'static str> {
    let gap = GAPS
        .iter()
        .find(|gap| gap.engine == engine && gap.holds(test))?;
    Some(gap.reason)
}

/// Checks that every gap names an existing test.
///
/// # Errors
/// Returns an error that lists the names without a test.
pub fn check(tests: &[Test]) -> Result<()> {
    let lost: Vec<_> = GAPS
        .iter()
        .filter(|gap| !tests.iter().any(|test| gap.holds(&test.name)))
        .map(|gap| gap.tests)
        .collect();
    ensure!(
        lost.is_empty(),
        "harness/gaps.rs names tests that do not exist: {}",
        lost.join(", ")
    );
    Ok(())
}

/// Returns the table of all gaps, in Markdown.
pub fn table() -> String {
    let mut table = String::from("| engine | test | what it lacks |\n|---|---|---|\n");
    for gap in GAPS {
        let engine = gap.engine.name();
        let _ = writeln!(table, "| {engine} | `{}` | {} |", gap.tests, gap.reason);
    }
    table
}
