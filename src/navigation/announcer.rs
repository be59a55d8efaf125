//! The live region, whose text screen readers announce.

use crate::browser::elements;
use std::{cell::RefCell, rc::Rc};

/// The element whose text screen readers announce.
const LIVE_REGION: &str = ".announcer";

/// Announces what changes without a new document. Clones announce in the same place.
#[derive(Clone, Debug, Default)]
pub struct Announcer {
    /// The text of the live region.
    announced: Rc<RefCell<String>>,
}

impl Announcer {
    /// Has screen readers announce `words`.
    pub fn announce(&self, words: &str) {
        let mut announced = self.announced.borrow_mut();
        // Screen readers announce only a change. A no-break space makes the same words one.
        let suffix = if *announced == words { "\u{a0}" } else { "" };
        *announced = [words, suffix].concat();
        elements::set_text(LIVE_REGION, &announced);
    }
}
