//! Saves the scroll position of each page that the reader leaves, and finds it again.

use super::{NavigationKind, scroll_positions::ScrollPositions};
use crate::browser::{document, history};

/// The scroll positions of this tab, and the history entry whose page is on screen.
pub(super) struct ScrollMemory {
    positions: ScrollPositions,
    /// The key of the history entry whose page is on screen; `None` while a skeleton is shown.
    on_screen: Option<u64>,
}

impl ScrollMemory {
    /// Reads the positions from the tab's storage.
    pub fn load() -> Self {
        Self {
            positions: ScrollPositions::load(),
            on_screen: None,
        }
    }

    /// Writes the positions, including the position of the page on screen, to the tab's storage.
    pub fn save(&mut self) {
        // Keep `on_screen`: the browser may bring this page back from its back/forward cache.
        self.keep();
        self.positions.save();
    }

    /// Keeps the position of the page on screen before a navigation of this kind replaces the page.
    pub fn leave(&mut self, kind: NavigationKind) {
        // The address bar still shows the old page, but a jump to a fragment in it may have added
        // a history entry.
        if kind == NavigationKind::Link && self.on_screen.is_some() {
            self.on_screen = Some(history::entry_key());
        }
        self.keep();
        self.on_screen = None;
    }

    /// Notes that the page of the current history entry is on screen. Returns its position.
    pub fn enter(&mut self) -> u32 {
        let key = history::entry_key();
        self.on_screen = Some(key);
        self.positions.position(key)
    }

    fn keep(&mut self) {
        if let Some(key) = self.on_screen {
            self.positions.keep(key, document::scroll_top());
        }
    }
}
