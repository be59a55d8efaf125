//! Tests that read feeds, sitemaps and robots.txt with parsers independent of the code that wrote
//! them.

mod fixtures;
mod formats;
mod hostile;
mod newsroom;
mod rules;
mod sitemaps;
