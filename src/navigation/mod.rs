//! Navigation: loads the page for an address and puts it on screen.
//!
//! The [`Navigator`] puts the steps together, and each step has a file of its own: which change of
//! the address starts a navigation, what it loads, what is on screen, the head, the focus, the
//! scroll position and the announcement.

mod announcer;
mod current_section;
mod head;
mod loading;
mod navigator;
mod published_page;
mod reload_guard;
mod request;
mod router_address;
mod screen;
mod scroll_memory;
mod scroll_positions;

pub use announcer::Announcer;
pub use current_section::CurrentSection;
pub use navigator::{Navigator, SKELETON_DELAY_MS};
pub use published_page::{MAIN, PublishedPage};
pub use request::{NavigationKind, NavigationRequest};
pub use screen::{Content, CurrentPage, Screen};
