//! Feeds, sitemaps and robots.txt, read by others' parsers: not by what wrote them.

mod example;
mod formats;
mod hostile;
mod newsroom;
mod rules;
mod sitemaps;
