//! The precompressed copies of a file, and the settings that make them.

use brotli::enc::BrotliEncoderParams;

/// The packed copies; the same bytes give the same copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// For the `.br` file.
    pub br: Vec<u8>,
    /// For the `.gz` file.
    pub gz: Vec<u8>,
}

/// What the packers are told.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Brotli's quality.
    pub quality: i32,
    /// Brotli's window, as a power of two.
    pub window: i32,
    /// Gzip's level.
    pub level: u32,
}

impl Settings {
    /// For the brotli encoder, to pack about so many bytes.
    pub fn brotli(&self, bytes: usize) -> BrotliEncoderParams {
        BrotliEncoderParams {
            quality: self.quality,
            lgwin: self.window,
            size_hint: bytes,
            ..BrotliEncoderParams::default()
        }
    }
}
