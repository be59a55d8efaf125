//! Data that is stored on the reader's device and never leaves it.

mod scroll_positions;

pub use scroll_positions::ScrollPositions;
