//! From the content folder to stories. Only what changed since an earlier run is read; what may be
//! published is decided anew every time.

mod byline;
mod draft;
mod file;
mod head;
mod item;
mod known;
mod newsroom;
mod ninjs;
mod scan;
mod slugs;
mod time;
mod versions;

pub use draft::{Draft, LeadDraft};
pub use head::Head;
pub use item::Outcome;
pub use known::{Known, Looked, Told};
pub use newsroom::{Copy, Newsroom, Unseen};
pub use slugs::slugify;

use frontpage_base::config::Config;
use jiff::tz::TimeZone;

/// What reading needs to know of the newspaper.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The newspaper.
    pub config: &'a Config,
    /// Its time zone.
    pub zone: &'a TimeZone,
}
