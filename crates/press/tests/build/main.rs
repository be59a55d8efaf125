//! Tests of whole `press build` runs in a temporary folder.

mod again;
mod broken;
mod crops;
mod disk;
mod edition;
mod independent;
mod items;
mod killed;
mod linked;
mod moving;
mod others;
mod room;
mod together;
mod translations;
mod unreadable;
mod whole;
