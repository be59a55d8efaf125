//! Unit tests of the browser tests, and of what stands about them in the documentation.
//!
//! They are a program of their own. Unit tests inside the browser tests would compile those twice.

mod dependencies;
#[path = "../src/baselines/difference.rs"]
mod difference;
mod differences;
mod documentation;
mod shared_features;
