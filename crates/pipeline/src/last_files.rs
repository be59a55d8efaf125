//! The files that contain the sizes of other files, and so are made last: the list of today's edition, and
//! the page about privacy.

use crate::stale_check::StaleCheck;
use crate::today::{self, Today};
use crate::{BuildError, Edition, Figures};
use frontpage_assets::tools::Tool;
use frontpage_base::config::Config;
use frontpage_base::fingerprint::Fingerprint;
use frontpage_model::Day;
use frontpage_store::{Publish, Staged};

/// The files to make, each with its fingerprint if it is stale.
pub struct LastFiles<'a> {
    edition: &'a Edition<'a>,
    today: Today,
    pages: Fingerprint,
    list: Option<Fingerprint>,
    privacy: Option<Fingerprint>,
}

impl<'a> LastFiles<'a> {
    /// Plans the files. `keys` are the fingerprints of the files of today's edition.
    pub fn plan(
        config: &Config,
        today: Today,
        edition: &'a Edition<'a>,
        keys: Vec<(String, Fingerprint)>,
        ask: &mut StaleCheck<'_, '_>,
    ) -> Self {
        let pages = today.fingerprint(keys, edition).key();
        let mut stale = |is_wanted: bool, path: &str| {
            let key = ask.fingerprint_of(path).bytes(&pages);
            let key = key.bytes(&edition.prerender.key()).key();
            (is_wanted && ask.is_stale(path, key)).then_some(key)
        };
        let list = stale(config.offline, today::PATH);
        let privacy = stale(config.privacy, &privacy_path());
        Self {
            edition,
            today,
            pages,
            list,
            privacy,
        }
    }

    /// Returns the fingerprint of the pages of today's edition and of the app.
    pub fn pages_key(&self) -> &Fingerprint {
        &self.pages
    }

    /// Returns the day of today's edition, or `None` if there are no stories.
    pub fn day(&self) -> Option<Day> {
        self.today.day()
    }

    /// Makes the stale files, once everything else is made.
    ///
    /// # Errors
    /// If a file cannot be staged.
    pub fn make(&self, publish: &Publish<'_>) -> Result<Vec<Staged>, BuildError> {
        let mut staged = Vec::new();
        if let Some(key) = self.list {
            let bytes = self.today.list(key, self.edition, publish);
            staged.push(publish.stage(today::PATH, key, &bytes)?);
        }
        if let Some(key) = self.privacy {
            let figures = Figures::of(self.edition, publish);
            if let Some(page) = self.edition.prerender.tool(Tool::Privacy, figures) {
                staged.push(publish.stage(&privacy_path(), key, &page)?);
            }
        }
        Ok(staged)
    }
}

/// Returns the path of the page about privacy.
fn privacy_path() -> String {
    format!("{}.html", Tool::Privacy.name())
}
