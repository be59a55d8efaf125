//! Everyone can read it: with a keyboard, a screen reader, large letters, one's own colours, from
//! right to left, on paper. What WCAG 2.2 AA asks for, as far as a machine can see it.

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
pub use stop::walk;

/// All that is asked for.
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
