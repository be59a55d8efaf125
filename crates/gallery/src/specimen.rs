//! Specimens: components in a certain state.

use crate::words::Words;
use frontpage::view::StaticView;

/// A component, or a block, in one state.
#[derive(Clone, Copy)]
pub struct Specimen {
    /// The state, in a few words: `no picture`.
    pub state: &'static str,
    /// Renders it with the words of a variant.
    pub view: fn(&'static Words) -> StaticView,
}

/// Where a component stands on a page, which decides how wide it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Across the page.
    Page,
    /// In the column of a story.
    Column,
    /// In a rail beside a story.
    Rail,
}

impl Place {
    /// Returns the class of a specimen.
    pub fn class(self) -> &'static str {
        match self {
            Self::Page => "specimens__specimen",
            Self::Column => "specimens__specimen specimens__specimen--column",
            Self::Rail => "specimens__specimen specimens__specimen--rail",
        }
    }
}

/// The specimens of a component or a block.
#[derive(Clone, Copy)]
pub struct Group {
    /// The name, which is also the `id` of its part of the document and the name of its baselines.
    pub name: &'static str,
    /// The file of the component under `src/`, without its extension: `components/card`.
    pub file: &'static str,
    /// Where it stands on a page.
    pub place: Place,
    /// All states.
    pub specimens: &'static [Specimen],
}
