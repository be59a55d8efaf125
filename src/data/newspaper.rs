//! The newspaper's own data, which every page needs.

use crate::{
    browser::{document, elements},
    route,
};
use frontpage_model::{Direction, Page, Route, SectionRef, Site};
use leptos::prelude::*;
use std::sync::Arc;

/// The newspaper's own data: its name, sections, language and time zone.
///
/// Components take it from the context.
#[derive(Clone, Copy)]
pub struct Newspaper {
    /// The data. Until it has loaded, it is what can be read from the document.
    pub site: RwSignal<Arc<Site>>,
}

impl Newspaper {
    /// Creates a newspaper with what can be read from the document.
    pub fn from_document() -> Self {
        Self {
            site: RwSignal::new(Arc::new(placeholder())),
        }
    }

    /// Stores the data in `page`, if it is the newspaper's own and has changed.
    pub fn update(&self, page: &Page) {
        if let Page::Site(site) = page
            && *site != *self.site.get_untracked()
        {
            // A published page already has its language, or the one that a translator set.
            if document::prerendered().is_none() {
                document::set_language(&site.lang, site.dir.as_str());
            }
            self.site.set(Arc::new(site.clone()));
        }
    }
}

/// Returns the public address of the newspaper: the address of the published page, without its path.
fn public_url() -> Option<String> {
    let path = route::read(&document::pathname())?.to_string();
    let canonical = elements::attribute("[rel=canonical]", "href")?;
    canonical.strip_suffix(&path).map(str::to_owned)
}

/// Returns what can be read about the newspaper from the document. That is enough for a notice.
fn placeholder() -> Site {
    Site {
        name: document::meta("application-name").unwrap_or_default(),
        tagline: String::new(),
        description: String::new(),
        url: public_url().unwrap_or_default(),
        lang: elements::attribute("html", "lang").unwrap_or_default(),
        dir: match elements::attribute("html", "dir").as_deref() {
            Some("rtl") => Direction::Rtl,
            Some(_) | None => Direction::Ltr,
        },
        time_zone: elements::attribute(".date-bar", "data-zone").unwrap_or_default(),
        time_zone_label: String::new(),
        offline: false,
        sections: elements::links(".masthead__sections a")
            .into_iter()
            .filter_map(|(href, name)| match route::read(&href)? {
                Route::Section(slug, _) => Some(SectionRef { slug, name }),
                Route::Front
                | Route::Article(..)
                | Route::Tag(..)
                | Route::Author(..)
                | Route::Edition(_) => None,
            })
            .collect(),
        copyright: String::new(),
    }
}
