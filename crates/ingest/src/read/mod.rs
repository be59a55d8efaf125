//! Reads the stories in the content folder. Only files that changed since an earlier run are read,
//! but every run decides again which items may be published.

mod byline;
mod draft;
mod file;
mod head;
mod held;
mod item;
mod known;
mod newsroom;
mod ninjs;
mod scan;
mod slugs;
mod time;
mod versions;

pub use draft::{CheckedItem, LeadDraft};
pub use head::Head;
pub use item::ItemOutcome;
pub use known::{Disposition, FileRecord, ParseResult};
pub use newsroom::{ContentFile, ContentIndex, ScanError};
pub use slugs::slugify;

use frontpage_base::config::Config;
use jiff::tz::TimeZone;

/// The newspaper's settings that reading depends on.
#[derive(Clone, Copy, Debug)]
pub struct IngestContext<'a> {
    /// The newspaper's settings.
    pub config: &'a Config,
    /// The newspaper's time zone.
    pub zone: &'a TimeZone,
}
