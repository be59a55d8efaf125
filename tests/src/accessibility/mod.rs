//! Accessibility: keyboard, screen readers, large text, forced colors, right-to-left scripts and
//! print. Covers the requirements of WCAG 2.2 AA that a program can check.

mod accessibility_tree;
mod axe;
mod focus;
mod forced_colors;
mod keyboard;
mod language;
mod newsroom_outlines;
mod print;
mod right_to_left;
mod tab_stops;
mod target_size;
mod text_size;

use crate::harness::Test;
pub use tab_stops::tab_through;

/// All accessibility tests.
pub fn tests() -> Vec<Test> {
    [
        keyboard::tests(),
        focus::tests(),
        target_size::tests(),
        accessibility_tree::tests(),
        axe::tests(),
        text_size::tests(),
        language::tests(),
        newsroom_outlines::tests(),
        forced_colors::tests(),
        right_to_left::tests(),
        print::tests(),
    ]
    .concat()
}
