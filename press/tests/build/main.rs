//! Tests of whole `press build` runs in a temporary folder.

mod again;
mod broken;
#[cfg(feature = "render")]
mod crops;
mod disk;
#[cfg(feature = "render")]
mod edition;
#[cfg(feature = "render")]
mod independent;
mod items;
mod killed;
#[cfg(feature = "render")]
mod linked;
mod moving;
mod others;
mod room;
mod together;
#[cfg(feature = "render")]
mod translations;
mod unreadable;
#[cfg(feature = "render")]
mod whole;
