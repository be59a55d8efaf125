//! The data of a story's page.

use crate::messages::Words;
#[cfg(not(target_arch = "wasm32"))]
use crate::{Audio, MovingPicture, Recording, StaticBlock, Video};
use crate::{Block, Direction, Figure, LocalTime, Route, SectionRef, Slug};
use serde::{Deserialize, Serialize};

/// A story with everything that its own page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The story's page, whose address never changes.
    pub url: Route,
    /// The section that the story belongs to.
    pub section: SectionRef,
    /// The story's tags, in alphabetical order of their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagRef>,
    /// The headline.
    pub headline: String,
    /// A summary in a sentence or two. Empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The lead picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Figure>,
    /// When the story was first published.
    pub published: LocalTime,
    /// When the story was last changed, if that is later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<LocalTime>,
    /// The parts of the byline, which are printed one after the other: `By the `, `World desk`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<BylinePart>,
    /// The dateline: the place where the story was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// Says that a machine made the text, or a part of it, in words of the
    /// interface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The body.
    pub body: Vec<Block>,
    /// The reporting credit at the end of the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// The story's language (BCP 47), if it differs from the newspaper's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The story's direction, if it differs from the newspaper's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// The words of the interface in the story's language, if it differs from the newspaper's and has a
    /// catalog. In page data these are the lines that a story needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
    /// The tag whose rail is beside the story. It is the most specific one: the one with the fewest
    /// stories among those that can fill a rail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rail: Option<TagRef>,
}

/// A reference to a tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TagRef {
    /// The slug in the URL.
    pub slug: Slug,
    /// The name as it is printed: `MidEast`.
    pub name: String,
}

/// A part of a byline: plain text, or an author with a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BylinePart {
    /// The text that is printed.
    pub text: String,
    /// The slug of the author's page, if this part names an author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Slug>,
}

impl Article {
    /// Returns the pictures, the lead picture first.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let body = self.body.iter().flat_map(Block::figures);
        self.lead.iter().chain(body)
    }

    /// Returns the videos and audio recordings.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn recordings(&self) -> impl Iterator<Item = &Recording> {
        self.static_blocks().filter_map(StaticBlock::recording)
    }

    /// Returns the videos.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn videos(&self) -> impl Iterator<Item = &Video> {
        self.static_blocks().filter_map(StaticBlock::as_video)
    }

    /// Returns the audio recordings.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn audios(&self) -> impl Iterator<Item = &Audio> {
        self.static_blocks().filter_map(StaticBlock::as_audio)
    }

    /// Returns the pictures that move.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn moving_pictures(&self) -> impl Iterator<Item = &MovingPicture> {
        self.static_blocks()
            .filter_map(StaticBlock::as_moving_picture)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn static_blocks(&self) -> impl Iterator<Item = &StaticBlock> {
        self.body.iter().filter_map(Block::as_static)
    }
}
