//! Reads the stories in the content folder. Only files that changed since an earlier run are read,
//! but every run decides again which items may be published.

mod byline;
mod content_index;
mod draft;
mod file;
mod file_record;
mod former;
mod head;
mod item;
mod markdown;
mod ninjs;
mod origin;
mod pending_stories;
mod recordings;
mod scan;
mod slugs;
mod source;
mod time;
mod versions;

pub use content_index::{ContentFile, ContentIndex};
pub use draft::{CheckedItem, LeadDraft};
pub use file_record::{Disposition, FileRecord, ParseResult};
pub use head::Head;
pub use item::ItemOutcome;
pub use markdown::keys;
pub use pending_stories::AfterUse;
pub use recordings::AssociatedRecording;
pub use scan::ScanError;
pub use slugs::slugify;

use frontpage_base::config::Config;
use frontpage_languages::Alphabet;
use jiff::tz::TimeZone;

/// The newspaper's settings that reading depends on.
#[derive(Clone, Copy, Debug)]
pub struct IngestContext<'a> {
    /// The newspaper's settings.
    pub config: &'a Config,
    /// The order of names in the newspaper's language.
    pub alphabet: &'a Alphabet,
    /// The newspaper's time zone.
    pub zone: &'a TimeZone,
}
