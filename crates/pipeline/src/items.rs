//! Feed items, each made once and shared by all feeds that show its story.

use super::plan::Job;
use foldhash::HashMap;
use frontpage_output::feeds::FeedItem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The memory limit for the items that feeds still need, in bytes: about ten thousand stories.
/// Beyond it, a story is read again for each feed that shows it, so the feeds of an archive with
/// thousands of tags never need more memory than this.
const MEMORY_LIMIT: usize = 64 << 20;

/// The items that the feeds of this publish show, by index of the story in the archive. Each item
/// is made once, by the first thread that needs it, and dropped when the last feed has taken it.
pub struct Items {
    slots: HashMap<u32, Slot>,
    /// The memory limit, in bytes.
    memory_limit: usize,
    /// The memory in use, in bytes.
    kept: AtomicUsize,
}

/// The item of one story.
#[derive(Default)]
struct Slot {
    /// The number of feeds that still need the item.
    wanted: AtomicUsize,
    /// Locked while the item is made, so that other feeds wait for it. This cannot deadlock,
    /// because making an item waits for no other thread.
    made: Mutex<Option<Arc<FeedItem>>>,
}

impl Items {
    /// Collects the stories that the feeds among the jobs show.
    pub fn of(jobs: &[Job<'_>]) -> Self {
        let feeds = jobs.iter().filter_map(|job| match job {
            Job::Feed { feed, .. } => Some(&feed.stories),
            _ => None,
        });
        Self::wanted(feeds.flatten().copied(), MEMORY_LIMIT)
    }

    fn wanted(places: impl Iterator<Item = u32>, memory_limit: usize) -> Self {
        let mut slots: HashMap<u32, Slot> = HashMap::default();
        for place in places {
            *slots.entry(place).or_default().wanted.get_mut() += 1;
        }
        Self {
            slots,
            memory_limit,
            kept: AtomicUsize::new(0),
        }
    }

    /// Stores an item if a feed needs it. For callers that have read the story already.
    pub fn store(&self, place: u32, make: impl FnOnce() -> FeedItem) {
        let Some(slot) = self.slots.get(&place) else {
            return;
        };
        let mut made = slot.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.is_none() && self.has_room() {
            *made = Some(self.keep(Arc::new(make())));
        }
    }

    /// Returns the item for one of the feeds that show it. Calls `make` if the item is not stored.
    ///
    /// # Errors
    /// Any error of `make`.
    pub fn take<E>(
        &self,
        place: u32,
        make: impl FnOnce() -> Result<FeedItem, E>,
    ) -> Result<Arc<FeedItem>, E> {
        let Some(slot) = self.slots.get(&place) else {
            return make().map(Arc::new);
        };
        let mut made = slot.made.lock().unwrap_or_else(PoisonError::into_inner);
        let is_last = slot.wanted.fetch_sub(1, Ordering::Relaxed) == 1;
        match made.take() {
            Some(item) => {
                if is_last {
                    self.kept.fetch_sub(item.size(), Ordering::Relaxed);
                } else {
                    *made = Some(Arc::clone(&item));
                }
                Ok(item)
            }
            None => {
                let item = Arc::new(make()?);
                if !is_last && self.has_room() {
                    *made = Some(self.keep(Arc::clone(&item)));
                }
                Ok(item)
            }
        }
    }

    fn has_room(&self) -> bool {
        self.kept.load(Ordering::Relaxed) < self.memory_limit
    }

    fn keep(&self, item: Arc<FeedItem>) -> Arc<FeedItem> {
        self.kept.fetch_add(item.size(), Ordering::Relaxed);
        item
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_base::config::Config;
    use frontpage_model::{Article, LocalTime, Route, SectionRef, Slug};
    use std::cell::Cell;
    use std::convert::Infallible;

    fn item(config: &Config) -> FeedItem {
        let article = Article {
            url: Route::parse("/2025/02/18/a").unwrap(),
            section: SectionRef {
                slug: Slug::parse("world").unwrap(),
                name: "World".into(),
            },
            tags: vec![],
            headline: "Headline".into(),
            summary: String::new(),
            lead: None,
            published: LocalTime::parse("2025-02-18T13:40:00-08:00").unwrap(),
            updated: None,
            byline: vec![],
            dateline: None,
            origin: None,
            body: vec![],
            credit: None,
            lang: None,
            dir: None,
            words: None,
            rail: None,
        };
        FeedItem::new(&article, &[], config)
    }

    fn config() -> Config {
        let folder = tempfile::tempdir().unwrap();
        let site = "name = \"The Post\"\nurl = \"https://post.example\"\nlang = \"en\"\n\
            time_zone = \"UTC\"\nsections = [{ slug = \"world\", name = \"World\" }]\n";
        std::fs::write(folder.path().join("site.toml"), site).unwrap();
        Config::read(folder.path()).unwrap().0
    }

    #[test]
    fn an_item_is_made_once_and_dropped_after_its_last_feed() {
        let config = config();
        let count = Cell::new(0);
        let make = || {
            count.set(count.get() + 1);
            Ok::<_, Infallible>(item(&config))
        };
        let items = Items::wanted([1, 2, 1, 1].into_iter(), MEMORY_LIMIT);
        for _ in 0..2 {
            items.take(1, make).unwrap();
            assert!(items.kept.load(Ordering::Relaxed) > 0);
        }
        items.take(1, make).unwrap();
        assert_eq!((count.get(), items.kept.load(Ordering::Relaxed)), (1, 0));
        // An item that a page has offered is not made again. A story in no feed gets no item.
        items.store(2, || item(&config));
        items.store(3, || unreachable!("no feed shows it"));
        items.take(2, make).unwrap();
        assert_eq!((count.get(), items.kept.load(Ordering::Relaxed)), (1, 0));
    }

    #[test]
    fn without_room_items_are_made_again() {
        let config = config();
        let count = Cell::new(0);
        let make = || {
            count.set(count.get() + 1);
            Ok::<_, Infallible>(item(&config))
        };
        // Only the first item fits, so each feed makes the second one itself.
        let items = Items::wanted([1, 2, 1, 2].into_iter(), 1);
        items.store(1, || item(&config));
        for place in [2, 1, 2, 1] {
            items.take(place, make).unwrap();
        }
        assert_eq!((count.get(), items.kept.load(Ordering::Relaxed)), (2, 0));
    }
}
