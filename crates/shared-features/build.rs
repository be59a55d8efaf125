//! Does nothing. Cargo reads `[build-dependencies]` only for a crate with a build script.

fn main() {}
