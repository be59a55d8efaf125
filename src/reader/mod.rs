//! What the reader's own device remembers; nothing of it leaves the device.

mod scroll;

pub use scroll::Scrolls;
