//! A replacement for the crate of this name, with only what the build script of `s3s-fs` calls.
//!
//! The tests of `press deploy` use `s3s-fs` as an S3 server. Its build script calls `s3s-test` to note how it
//! was built, which only its own test suite reads. For that, 37 more crates and variants of crates were
//! compiled, among them `backtrace`, `clap` and another `tokio`: a minute of one core.

/// The part for build scripts.
pub mod build {
    /// Does nothing.
    pub fn collect_info() {}
}
