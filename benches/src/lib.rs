//! Measurements of the publisher: a newsroom of any size, made from a seed, and what it costs in
//! processor time and memory to turn it into a site. What each bench measures, and how it is fair:
//! `benches/README.md`.
#![forbid(unsafe_code)]

pub mod cost;
pub mod folder;
pub mod newsroom;
