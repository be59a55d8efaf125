//! What every source offers.

use crate::story::ImportedStory;

/// What a source yields.
#[derive(Debug)]
pub enum Entry {
    /// A story.
    Story(Box<ImportedStory>),
    /// Something that is not a story, such as a page or a menu, with the name of its kind.
    NoStory(String),
    /// Something that cannot be read.
    Refused(Refusal),
}

impl Entry {
    /// Returns an entry that cannot be read.
    pub fn refused(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Refused(Refusal {
            place: place.into(),
            reason: reason.into(),
        })
    }
}

/// Why a part of a source cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it is: an ID, or a position in the file.
    pub place: String,
    /// What is wrong.
    pub reason: String,
}

/// A system that stories come from.
pub trait Source {
    /// Returns the name of the source, which its folder is named after: the host of the other system.
    fn name(&self) -> &str;

    /// Returns how many entries there are, if that is known.
    fn total(&self) -> Option<u64>;

    /// Returns up to `most` of the next entries, and an empty list at the end.
    ///
    /// # Errors
    /// If the source cannot be read any further.
    fn next(&mut self, most: usize) -> std::io::Result<Vec<RawEntry>>;

    /// Returns what converts the entries.
    fn converter(&self) -> &dyn Converter;

    /// Starts another round, for a source that is watched: the next entries are those that are new or have
    /// changed since the last round. Returns whether there may be any. A source that never changes has none.
    ///
    /// # Errors
    /// If the source cannot be reached.
    fn again(&mut self) -> std::io::Result<bool> {
        Ok(false)
    }

    /// Returns whether [`Source::gone`] can tell which stories are no longer visible to readers of the other
    /// system. Most sources cannot, because they contain only a part of their system.
    fn can_tell_what_is_gone(&self) -> bool {
        false
    }

    /// Returns the numbers of the stories that are no longer visible to readers of the other system. It is
    /// called after the last entry. `known` are the numbers of stories that were imported from there before
    /// and were not among the entries.
    ///
    /// # Errors
    /// If the source cannot be reached.
    fn gone(&mut self, known: &[u64]) -> std::io::Result<Vec<u64>> {
        let _ = known;
        Ok(Vec::new())
    }

    /// Returns how long to wait before the next round, if the source says so.
    fn pause(&self) -> Option<std::time::Duration> {
        None
    }
}

/// Converts entries. This is the expensive part, which runs for several entries in parallel.
pub trait Converter: Sync {
    /// Converts an entry.
    fn convert(&self, entry: RawEntry) -> Entry;
}

/// An entry before it is converted.
#[derive(Debug)]
pub enum RawEntry {
    /// The text of the entry, and where it is.
    Text {
        /// A position in the source.
        place: String,
        /// The text, in the encoding of the source.
        bytes: Vec<u8>,
    },
    /// An entry that was converted while reading, because its source is small.
    Converted(Box<Entry>),
    /// An entry that was skipped while reading.
    Refused(Refusal),
}

impl RawEntry {
    /// Returns where the entry is and its text, or the entry if there is nothing to convert.
    ///
    /// # Errors
    /// The entry that was converted, or refused, while reading.
    pub fn into_text(self) -> Result<(String, Vec<u8>), Entry> {
        match self {
            Self::Text { place, bytes } => Ok((place, bytes)),
            Self::Converted(entry) => Err(*entry),
            Self::Refused(refusal) => Err(Entry::Refused(refusal)),
        }
    }
}

/// The converter of a source whose entries are converted while it is read.
#[derive(Clone, Copy, Debug)]
pub struct AlreadyConverted;

impl Converter for AlreadyConverted {
    fn convert(&self, entry: RawEntry) -> Entry {
        match entry.into_text() {
            Err(entry) => entry,
            Ok((place, _)) => Entry::refused(place, "it was not converted while it was read"),
        }
    }
}
