//! The live region, whose text screen readers announce.

use leptos::prelude::*;

/// The text of the live region.
#[derive(Clone, Copy, Debug)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Creates an announcer with nothing to announce.
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Returns the text of the live region.
    pub fn text(self) -> RwSignal<String> {
        self.0
    }

    /// Has screen readers announce `words`.
    pub fn announce(self, words: &str) {
        self.0.update(|announced| {
            // Screen readers announce only a change. A no-break space makes the same words one.
            let suffix = if announced == words { "\u{a0}" } else { "" };
            *announced = [words, suffix].concat();
        });
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}
