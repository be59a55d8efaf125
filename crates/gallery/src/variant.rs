//! The variants of the gallery: color schemes and directions.

use crate::words::{ARABIC, ENGLISH, Words};

/// A color scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark text on a light page.
    Light,
    /// Light text on a dark page.
    Dark,
}

impl Scheme {
    /// Returns the name, as CSS writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A variant of the gallery, which has a document of its own.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// The color scheme, whatever the reader's own is.
    pub scheme: Scheme,
    /// The words of the fixtures, which decide the language and the direction.
    pub words: &'static Words,
}

impl Variant {
    /// Returns the name: `dark-rtl`.
    pub fn name(&self) -> String {
        format!("{}-{}", self.scheme.name(), self.words.dir.as_str())
    }

    /// Returns the name of the document's file.
    pub fn file(&self) -> String {
        format!("{}.html", self.name())
    }
}

/// All variants.
pub const VARIANTS: [Variant; 4] = [
    Variant {
        scheme: Scheme::Light,
        words: &ENGLISH,
    },
    Variant {
        scheme: Scheme::Dark,
        words: &ENGLISH,
    },
    Variant {
        scheme: Scheme::Light,
        words: &ARABIC,
    },
    Variant {
        scheme: Scheme::Dark,
        words: &ARABIC,
    },
];
