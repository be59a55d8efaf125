//! Copies of files decompress to the originals, and are as small as they should be.

mod compress;
mod decompress;
mod shared_prefix;
