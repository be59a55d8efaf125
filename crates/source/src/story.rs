//! A story as a source delivers it, whatever the source.

use jiff::Timestamp;

/// A story of another system.
#[derive(Clone, Debug, Default)]
pub struct ImportedStory {
    /// Identifies the story in its system; its file is named after it.
    pub id: StoryId,
    /// The name of the system, if it differs from the name of the source: one source can contain items of
    /// several agencies.
    pub system: Option<String>,
    /// Identifies the item: an address that never changes.
    pub uri: String,
    /// Whether readers of the other system can see it.
    pub visibility: Visibility,
    /// The headline as plain text.
    pub title: String,
    /// The summary as plain text, or empty.
    pub summary: String,
    /// The body as HTML, which is not cleaned yet.
    pub body: String,
    /// The address that relative links and pictures in the body are relative to, if there are any.
    pub base: Option<String>,
    /// The last part of the address, or empty.
    pub slug: String,
    /// The address in the other system, or empty.
    pub permalink: String,
    /// The time of publication.
    pub published: Option<Timestamp>,
    /// The time of the last change.
    pub updated: Option<Timestamp>,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// The slug of the section, if a mapping decides it.
    pub section: Option<String>,
    /// The categories, the most important first.
    pub categories: Vec<Category>,
    /// The names of the tags.
    pub tags: Vec<String>,
    /// The lead picture.
    pub lead: Option<Picture>,
    /// What was left out, for the report.
    pub left_out: Vec<String>,
    /// The byline as the source writes it, or empty if it only names the authors.
    pub by: String,
    /// The place that the story comes from, or empty.
    pub dateline: String,
    /// The language tag, or empty for the newspaper's language.
    pub language: String,
    /// The urgency from 1 (highest) to 9.
    pub urgency: Option<u8>,
    /// The time before which it must not be published.
    pub embargoed_until: Option<Timestamp>,
    /// The time after which its source no longer considers it relevant. This is no reason to take it down.
    pub expires: Option<Timestamp>,
    /// The credit line that readers should see, or empty.
    pub credit: String,
    /// Who has the rights.
    pub rights: Rights,
    /// What kind of source the text comes from, if the story says so.
    pub digital_source: Option<DigitalSource>,
}

/// Who has the rights to a story or a picture, and what they allow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// The person or organization who has them, or empty.
    pub holder: String,
    /// The notice that claims them, or empty.
    pub notice: String,
    /// What the content may be used for, or empty.
    pub usage_terms: String,
}

/// The kind of source that a content was made from, of the IPTC's vocabulary
/// (<https://cv.iptc.org/newscodes/digitalsourcetype/>), such as `trainedAlgorithmicMedia`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigitalSource {
    /// The address of the term.
    pub uri: String,
    /// Its name for people, or empty.
    pub name: String,
}

/// Identifies a story in its system, for as long as the story exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoryId {
    /// A number, as databases have it.
    Number(u64),
    /// A text, such as a URI or a GUID.
    Text(String),
}

impl Default for StoryId {
    fn default() -> Self {
        Self::Number(0)
    }
}

/// Whether readers of the other system can see a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody can read it.
    #[default]
    Public,
    /// It is imported, and an editor decides whether it is published.
    Draft,
    /// It is not public, for this reason, such as `draft`.
    Hidden(String),
}

/// A category with the names of those above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The name for readers.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
    /// The names in addresses of the categories above it, the nearest first.
    pub above: Vec<String>,
}

/// A picture of another system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub url: String,
    /// Its width and height in pixels, if the source says so.
    pub size: Option<(u32, u32)>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The caption as HTML.
    pub caption: String,
    /// Who made it, or empty.
    pub credit: String,
    /// Who has the rights.
    pub rights: Rights,
    /// What kind of source it comes from, if it says so.
    pub digital_source: Option<DigitalSource>,
}
