//! Whole runs of `press build` in a temporary folder.

mod again;
mod broken;
mod disk;
#[cfg(feature = "render")]
mod edition;
mod items;
mod killed;
mod moving;
mod others;
mod room;
mod together;
mod unreadable;
