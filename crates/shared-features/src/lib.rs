//! Selects the features of dependencies that all programs share, so that none is compiled once for each
//! program. It has no code: see its `Cargo.toml`.
#![forbid(unsafe_code)]
