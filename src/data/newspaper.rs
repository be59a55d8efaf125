//! The newspaper's own data, which every page needs.

use super::PageLoader;
use crate::browser::document;
use frontpage_model::{Direction, Page, Site, site_path};
use leptos::prelude::*;
use std::sync::Arc;

/// The newspaper's own data: its name, sections, language and time zone.
///
/// Components take it from the context.
#[derive(Clone, Copy)]
pub struct Newspaper {
    /// The data; placeholder values until it has loaded.
    pub site: RwSignal<Arc<Site>>,
}

impl Newspaper {
    /// Creates a newspaper with the data that is cached, or with placeholder values.
    pub fn from_cache(loader: &PageLoader) -> Self {
        let site = match loader.cached(&site_path()).as_deref() {
            Some(Page::Site(site)) => site.clone(),
            Some(Page::Front(_) | Page::Listing(_) | Page::Article(_) | Page::Rail(_)) | None => {
                placeholder()
            }
        };
        Self {
            site: RwSignal::new(Arc::new(site)),
        }
    }

    /// Takes over the data in `page`, if it is the newspaper's own and differs.
    pub fn update(&self, page: &Page) {
        if let Page::Site(site) = page
            && *site != *self.site.get_untracked()
        {
            document::set_language(&site.lang, site.dir.as_str());
            self.site.set(Arc::new(site.clone()));
        }
    }
}

/// The newspaper's data until it has loaded: only the name, from the page's head.
fn placeholder() -> Site {
    Site {
        name: document::meta("application-name").unwrap_or_default(),
        tagline: String::new(),
        description: String::new(),
        url: String::new(),
        lang: "en".into(),
        dir: Direction::Ltr,
        time_zone: String::new(),
        time_zone_label: String::new(),
        sections: Vec::new(),
        copyright: String::new(),
    }
}
