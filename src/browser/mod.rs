//! The browser's APIs behind small functions. Native builds get stubs that do nothing or return
//! an empty value.

pub mod clock;
pub mod console;
pub mod document;
pub mod elements;
pub mod history;
pub mod intent;
pub mod json;
pub mod network;
pub mod percent;
pub mod preferences;
pub mod scheduler;
pub mod share;
pub mod storage;
pub mod style;
pub mod timer;
pub mod transition;
