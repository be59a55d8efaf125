//! Names of the index's files.

use std::fmt;

/// A tier, by the hash of the format and of every story in it. It is in the path of all files of the
/// tier, so none of them ever changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TierId(pub u64);

impl fmt::Display for TierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// The list of tiers.
    Manifest,
    /// Terms with the stories that contain them.
    Terms,
    /// Which words stand beside each other.
    Phrases,
    /// All words of a tier, in order, to correct what is typed wrongly.
    Words,
    /// The same words spelled backwards, for errors in the first half of a word.
    WordsBackwards,
    /// Cards, with what is shown of each story.
    Cards,
}

impl FileKind {
    /// Its number in the envelope.
    pub fn code(self) -> u8 {
        match self {
            Self::Manifest => 0,
            Self::Terms => 1,
            Self::Phrases => 2,
            Self::Words => 3,
            Self::WordsBackwards => 4,
            Self::Cards => 5,
        }
    }
}

/// A file of a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileName {
    /// The tier.
    pub tier: TierId,
    /// The kind.
    pub kind: FileKind,
    /// Its number among the files of this kind in the tier.
    pub number: u32,
    /// A hash of the content if cards of withdrawn stories were removed from it, otherwise 0.
    pub revision: u32,
}

/// The path of the manifest, below the site.
pub const MANIFEST_PATH: &str = "search-index.bin";

impl fmt::Display for FileName {
    /// Writes the path below the site, such as `assets/search/0123456789abcdef/t7.bin`. These files are
    /// assets: their names say what is in them, so browsers may keep them forever.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = format_args!("assets/search/{}", self.tier);
        let (number, revision) = (self.number, self.revision);
        match self.kind {
            FileKind::Manifest => f.write_str(MANIFEST_PATH),
            FileKind::Terms => write!(f, "{folder}/t{number}.bin"),
            FileKind::Phrases => write!(f, "{folder}/p{number}.bin"),
            FileKind::Words => write!(f, "{folder}/w{number}.bin"),
            FileKind::WordsBackwards => write!(f, "{folder}/b{number}.bin"),
            FileKind::Cards if revision == 0 => write!(f, "{folder}/c{number}.txt"),
            FileKind::Cards => write!(f, "{folder}/c{number}-{revision:08x}.txt"),
        }
    }
}
