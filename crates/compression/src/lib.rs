//! Compression: the `.br` and `.gz` copies of a file, which a host sends instead of the file.
//!
//! Which files have copies is decided by `frontpage-hosting`. Why these qualities were chosen:
//! docs/adr/0006-compression.md.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

pub mod compress;
pub mod effort;
pub mod precompressed;
pub mod shared_prefix;

pub use compress::{brotli_size, compress, compressor_fingerprint, shared_prefixes};
pub use effort::Effort;
pub use precompressed::{CompressionSettings, Precompressed};
pub use shared_prefix::SharedPrefix;
