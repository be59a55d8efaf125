//! Accessibility: keyboard, screen readers, large text, forced colors, right-to-left scripts and
//! print. Covers the requirements of WCAG 2.2 AA that a program can check.

mod axe;
mod focus;
mod keyboard;
mod language;
mod letters;
mod own_colours;
mod print;
mod right_to_left;
mod stop;
mod targets;
mod tree;

use crate::harness::Test;
pub use stop::tab_through;

/// All accessibility tests.
pub fn tests() -> Vec<Test> {
    [
        keyboard::tests(),
        focus::tests(),
        targets::tests(),
        tree::tests(),
        axe::tests(),
        letters::tests(),
        language::tests(),
        own_colours::tests(),
        right_to_left::tests(),
        print::tests(),
    ]
    .concat()
}
