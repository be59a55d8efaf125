//! Selects the representation of a file to upload, since object storage holds only one for each
//! key.

use super::target::StoreKind;

/// How text files are uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Encoding {
    /// Brotli for hashed assets, which only browsers request. For everything else, gzip on Google
    /// Cloud Storage, which decompresses it for clients that need that, and no compression
    /// elsewhere, so that the CDN can compress
    Auto,
    /// Brotli for all text; clients without Brotli, such as Facebook's link preview, cannot read it
    Br,
    /// Gzip for all text
    Gzip,
    /// No compression
    None,
}

/// A precompressed copy beside the plain file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precompressed {
    /// `.br`
    Br,
    /// `.gz`
    Gzip,
}

impl Precompressed {
    /// Returns the suffix of the copy's file name.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Br => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// Returns the value of `Content-Encoding`.
    pub fn header(self) -> &'static str {
        match self {
            Self::Br => "br",
            Self::Gzip => "gzip",
        }
    }
}

impl Encoding {
    /// Returns the precompressed copy of a file to upload; `None` stands for the plain file.
    pub fn of(self, path: &str, kind: StoreKind) -> Option<Precompressed> {
        match (self, kind) {
            // A folder has no place for the header.
            (_, StoreKind::Folder) | (Self::None, _) => None,
            (Self::Br, _) => Some(Precompressed::Br),
            (Self::Gzip, _) => Some(Precompressed::Gzip),
            (Self::Auto, _) if path.starts_with("assets/") => Some(Precompressed::Br),
            (Self::Auto, StoreKind::Google) => Some(Precompressed::Gzip),
            (Self::Auto, StoreKind::S3 | StoreKind::Azure) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Precompressed, StoreKind};

    #[test]
    fn only_assets_are_brotli_unless_asked_for() {
        for kind in [
            StoreKind::S3,
            StoreKind::Google,
            StoreKind::Azure,
            StoreKind::Folder,
        ] {
            for path in ["world.html", "feed.xml", "robots.txt", "world.json"] {
                assert_ne!(
                    Encoding::Auto.of(path, kind),
                    Some(Precompressed::Br),
                    "{path}"
                );
            }
        }
        let asset = "assets/app-0123.wasm";
        assert_eq!(
            Encoding::Auto.of(asset, StoreKind::S3),
            Some(Precompressed::Br)
        );
        assert_eq!(
            Encoding::Br.of("feed.xml", StoreKind::S3),
            Some(Precompressed::Br)
        );
        assert_eq!(Encoding::Br.of(asset, StoreKind::Folder), None);
        assert_eq!(
            Encoding::Auto.of("world.html", StoreKind::Google),
            Some(Precompressed::Gzip)
        );
    }
}
