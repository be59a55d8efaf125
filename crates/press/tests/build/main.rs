//! Tests of whole `press build` runs in a temporary folder.

mod broken_items;
mod changing_content;
mod concurrent;
mod crops;
mod disk;
mod edition;
mod foreign_files;
mod independent;
mod items;
mod killed;
mod linked;
mod newspaper_failures;
mod republish;
mod room;
mod translations;
mod unreadable;
