//! Which of a file's representations goes up: object storage holds one for each key.

use super::target::Kind;

/// How text is uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Encoding {
    /// Brotli for hashed assets, which only browsers ask for; everything else gzip on Google Cloud
    /// Storage, which unpacks it for whom it has to, and as it is elsewhere, for the CDN to compress
    Auto,
    /// Brotli for all text: no reader that lacks it, as Facebook's link preview does, can read it
    Br,
    /// Gzip for all text
    Gzip,
    /// Everything as it is
    None,
}

/// A file that press keeps beside the plain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// `.br`
    Br,
    /// `.gz`
    Gzip,
}

impl Packed {
    /// What its name ends with.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Br => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// `Content-Encoding`.
    pub fn header(self) -> &'static str {
        match self {
            Self::Br => "br",
            Self::Gzip => "gzip",
        }
    }
}

impl Encoding {
    /// The representation to upload of a file, where there is one.
    pub fn of(self, path: &str, kind: Kind) -> Option<Packed> {
        match (self, kind) {
            // a folder has nowhere to write the header
            (_, Kind::Folder) | (Self::None, _) => None,
            (Self::Br, _) => Some(Packed::Br),
            (Self::Gzip, _) => Some(Packed::Gzip),
            (Self::Auto, _) if path.starts_with("assets/") => Some(Packed::Br),
            (Self::Auto, Kind::Google) => Some(Packed::Gzip),
            (Self::Auto, Kind::S3 | Kind::Azure) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Kind, Packed};

    #[test]
    fn what_others_than_browsers_read_is_never_brotli_unless_asked_for() {
        for kind in [Kind::S3, Kind::Google, Kind::Azure, Kind::Folder] {
            for path in ["world.html", "feed.xml", "robots.txt", "world.json"] {
                assert_ne!(Encoding::Auto.of(path, kind), Some(Packed::Br), "{path}");
            }
        }
        let asset = "assets/app-0123.wasm";
        assert_eq!(Encoding::Auto.of(asset, Kind::S3), Some(Packed::Br));
        assert_eq!(Encoding::Br.of("feed.xml", Kind::S3), Some(Packed::Br));
        assert_eq!(Encoding::Br.of(asset, Kind::Folder), None);
        assert_eq!(
            Encoding::Auto.of("world.html", Kind::Google),
            Some(Packed::Gzip)
        );
    }
}
