//! What to import, and where to.

use crate::locator::Locator;
use crate::open::Formats;
use crate::remote::Site;
use frontpage_wordpress::Credentials;
use jiff::Timestamp;
use std::path::PathBuf;

/// What to import, and where to.
#[derive(Clone)]
pub struct Options {
    /// Where the stories are.
    pub sources: Vec<Locator>,
    /// The content folder.
    pub content: PathBuf,
    /// The slug of the section for stories whose categories fit none; without it, the first one.
    pub section: Option<String>,
    /// The mapping; without it, `import.toml` in the content folder, if there is one.
    pub mapping: Option<PathBuf>,
    /// A copy of the media folder of the other system (`wp-content/uploads`).
    pub media: Option<PathBuf>,
    /// A user of the site that the stories are fetched from.
    pub credentials: Option<Credentials>,
    /// Leaves out stories that did not change since, where a site can do that.
    pub since: Option<Timestamp>,
    /// Whether pictures are downloaded.
    pub downloads_pictures: bool,
    /// Whether nothing is written.
    pub is_dry_run: bool,
}

impl Options {
    /// Returns the file of the mapping.
    pub(crate) fn mapping(&self) -> PathBuf {
        let default = || self.content.join("import.toml");
        self.mapping.clone().unwrap_or_else(default)
    }

    /// Returns what is known of a site before it is read.
    pub(crate) fn site<'a>(&'a self, formats: &'a Formats) -> Site<'a> {
        Site {
            formats,
            credentials: self.credentials.as_ref(),
            since: self.since,
        }
    }
}
