//! How much time to spend on compression.

use super::precompressed::CompressionSettings;

/// How much time to spend on compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For pages and data: there are many, and each publish makes some again.
    Page,
    /// For stylesheets, scripts and WebAssembly: a few files that are made once per release and
    /// that every reader downloads.
    Asset,
}

impl Effort {
    /// Returns the settings for this effort.
    pub const fn settings(self) -> CompressionSettings {
        match self {
            // With a window below 2^17 the encoder chooses a search that is twenty times slower.
            Self::Page => CompressionSettings {
                quality: 5,
                window: 18,
                level: 6,
            },
            Self::Asset => CompressionSettings {
                quality: 11,
                window: 22,
                level: 9,
            },
        }
    }
}
