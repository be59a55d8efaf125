//! Benchmarks of the publisher: generates a newsroom of any size from a seed, and measures the CPU
//! time and memory that it takes to publish it. `benches/README.md` describes what each benchmark
//! measures and what makes the comparison fair.
#![forbid(unsafe_code)]

pub mod cost;
pub mod folder;
pub mod newsroom;
pub mod search;
