//! The in-memory cache of page data.

use frontpage_model::Page;
use std::sync::Arc;

/// How many pages are kept. The oldest is dropped first, but never the newspaper's own data.
pub const CACHED_PAGES: usize = 100;

/// How long a page counts as fresh, in milliseconds: as long as a CDN may keep it (`max-age=60`).
pub const FRESH_MS: f64 = 60_000.0;

/// Page data that was loaded before, by the path of its file.
#[derive(Default)]
pub struct PageCache {
    // A list, because a hash map takes more bytes of WebAssembly than a search of a hundred paths.
    pages: Vec<(String, f64, Arc<Page>)>,
}

impl PageCache {
    /// Stores a page that was loaded at `now`, in milliseconds.
    pub fn insert(&mut self, path: &str, now: f64, page: Arc<Page>) {
        self.remove(path);
        if self.pages.len() == CACHED_PAGES {
            // Never drop the newspaper's own data: every page needs it, and it is loaded only once.
            let mut pages = self.pages.iter();
            let oldest = pages.position(|(.., page)| !matches!(**page, Page::Site(_)));
            self.pages.remove(oldest.unwrap_or_default());
        }
        self.pages.push((path.into(), now, page));
    }

    /// Removes a page.
    pub fn remove(&mut self, path: &str) {
        self.pages.retain(|(known, ..)| known != path);
    }

    /// Returns a page, however old it is.
    pub fn get(&self, path: &str) -> Option<Arc<Page>> {
        self.find(path).map(|(.., page)| page.clone())
    }

    /// Returns a page if it is fresh at `now`. It isn't if the clock was set back since it was
    /// loaded.
    pub fn get_fresh(&self, path: &str, now: f64) -> Option<Arc<Page>> {
        let (_, at, page) = self.find(path)?;
        (0.0..FRESH_MS).contains(&(now - at)).then(|| page.clone())
    }

    fn find(&self, path: &str) -> Option<&(String, f64, Arc<Page>)> {
        self.pages.iter().find(|(known, ..)| known == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{Direction, Front, Site};

    fn page() -> Arc<Page> {
        Arc::new(Page::Front(Front::default()))
    }

    fn site() -> Arc<Page> {
        Arc::new(Page::Site(Site {
            name: "The Post".into(),
            tagline: String::new(),
            description: String::new(),
            url: String::new(),
            lang: "en".into(),
            dir: Direction::Ltr,
            time_zone: String::new(),
            offline: false,
            time_zone_label: String::new(),
            sections: vec![],
            copyright: String::new(),
        }))
    }

    #[test]
    fn a_page_grows_stale_but_stays() {
        let mut cache = PageCache::default();
        cache.insert("/a.json", 1000.0, page());
        assert!(
            cache
                .get_fresh("/a.json", 1000.0 + FRESH_MS - 1.0)
                .is_some()
        );
        assert!(cache.get_fresh("/a.json", 1000.0 + FRESH_MS).is_none());
        assert!(cache.get_fresh("/a.json", 999.0).is_none());
        assert!(cache.get("/a.json").is_some());
        assert!(cache.get("/b.json").is_none());
    }

    #[test]
    fn the_oldest_page_is_dropped_first() {
        let mut cache = PageCache::default();
        for n in 0..CACHED_PAGES {
            cache.insert(&format!("/{n}.json"), 0.0, page());
        }
        cache.insert("/0.json", 1.0, page());
        cache.insert("/new.json", 2.0, page());
        assert!(cache.get("/0.json").is_some());
        assert!(cache.get("/1.json").is_none());
        assert_eq!(cache.pages.len(), CACHED_PAGES);
    }

    #[test]
    fn the_newspapers_own_data_is_never_dropped() {
        let mut cache = PageCache::default();
        cache.insert("/site.json", 0.0, site());
        for n in 0..=CACHED_PAGES {
            cache.insert(&format!("/{n}.json"), 1.0, page());
        }
        assert!(cache.get("/site.json").is_some());
        assert!(cache.get("/1.json").is_none());
        assert!(cache.get("/2.json").is_some());
        assert_eq!(cache.pages.len(), CACHED_PAGES);
    }
}
