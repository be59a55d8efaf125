//! Data that is stored on the reader's device and never leaves it.

mod scroll;

pub use scroll::Scrolls;
