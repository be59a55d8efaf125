//! The published page that was on screen when the app started.

use super::CurrentSection;
use crate::browser::{document, elements::DetachedNodes};
use core::cell::Cell;
use send_wrapper::SendWrapper;

/// The published page that was on screen when the app started.
///
/// Its elements are adopted as they stand, and its data never has to be loaded. When the reader
/// leaves it, its elements are kept, so that it is there again on the way back, also without a
/// connection.
pub struct PublishedPage {
    /// The title of the window and tab.
    pub title: String,
    /// The section that it belongs to.
    pub section: Option<CurrentSection>,
    /// Whether it is the page that its address names, and not the *not found* or the offline page.
    pub is_found: bool,
    /// Its elements while another page is on screen.
    detached: SendWrapper<Cell<DetachedNodes>>,
}

/// The element that holds the page.
pub const MAIN: &str = "#main";

impl PublishedPage {
    /// Reads what has to be known about the page from the document.
    pub fn from_document(is_found: bool) -> Self {
        Self {
            title: document::title(),
            section: CurrentSection::of_published_page(),
            is_found,
            detached: SendWrapper::new(Cell::default()),
        }
    }

    /// Takes the page off the screen.
    pub fn detach(&self) {
        (*self.detached).set(DetachedNodes::take(MAIN));
    }

    /// Puts the page back on screen.
    pub fn attach(&self) {
        (*self.detached).take().put(MAIN);
    }
}
