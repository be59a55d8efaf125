//! The precompressed copies of a file, and the settings that make them.

use brotli::enc::BrotliEncoderParams;

/// The precompressed copies of a file. The same bytes always give the same copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Precompressed {
    /// The content of the `.br` file.
    pub br: Vec<u8>,
    /// The content of the `.gz` file.
    pub gz: Vec<u8>,
}

/// The settings of the compressors.
#[derive(Clone, Copy, Debug)]
pub struct CompressionSettings {
    /// Brotli's quality.
    pub quality: i32,
    /// The size of Brotli's window, as the exponent of a power of two.
    pub window: i32,
    /// Gzip's level.
    pub level: u32,
}

impl CompressionSettings {
    /// Returns the parameters of the Brotli encoder for an input of about `bytes` bytes.
    pub(super) fn brotli(&self, bytes: usize) -> BrotliEncoderParams {
        BrotliEncoderParams {
            quality: self.quality,
            lgwin: self.window,
            size_hint: bytes,
            ..BrotliEncoderParams::default()
        }
    }
}
