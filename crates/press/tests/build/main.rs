//! Tests of whole `press build` runs in a temporary folder.

mod broken_items;
mod changing_content;
mod concurrent;
mod crashes;
mod crops;
mod disk;
mod edition;
mod foreign_files;
mod former;
mod incremental;
mod independent;
mod item_errors;
mod items;
mod linked;
mod links;
mod markdown;
mod newspaper_failures;
mod newsroom;
mod output_folder;
mod pages;
mod precompressed;
mod public_files;
mod republish;
mod screen;
mod translations;
mod unreadable;
