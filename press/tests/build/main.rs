//! Whole runs of `press build` in a temporary folder.

mod again;
#[cfg(feature = "render")]
mod crops;
mod disk;
#[cfg(feature = "render")]
mod edition;
mod items;
mod killed;
mod moving;
mod others;
mod room;
mod together;
#[cfg(feature = "render")]
mod translations;
