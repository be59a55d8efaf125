//! The prefetch queue, which runs a few prefetches at a time.

/// How many pages are prefetched at the same time.
pub const CONCURRENT_PREFETCHES: usize = 3;

/// How many more pages can wait. Those whose links were pointed at longest ago are dropped.
const WAITING: usize = 8;

/// The pages that are being prefetched, and those that wait.
#[derive(Debug, Default)]
pub struct PrefetchQueue {
    running: Vec<String>,
    waiting: Vec<String>,
}

impl PrefetchQueue {
    /// Queues a page that the reader is about to click on. Returns its path if it is to be fetched
    /// now.
    pub fn enqueue(&mut self, path: String) -> Option<String> {
        if self.running.contains(&path) {
            return None;
        }
        self.waiting.retain(|waiting| *waiting != path);
        self.waiting.push(path);
        if self.waiting.len() > WAITING {
            self.waiting.remove(0);
        }
        self.next()
    }

    /// Removes a page whose prefetch has ended. Returns the path to fetch next, which is the path of the link
    /// that was pointed at last.
    pub fn finish(&mut self, path: &str) -> Option<String> {
        self.running.retain(|running| running != path);
        self.next()
    }

    fn next(&mut self) -> Option<String> {
        if self.running.len() >= CONCURRENT_PREFETCHES {
            return None;
        }
        let path = self.waiting.pop()?;
        self.running.push(path.clone());
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_run_at_a_time_and_the_latest_is_next() {
        let mut queue = PrefetchQueue::default();
        for path in ["/a", "/b", "/c"] {
            assert_eq!(queue.enqueue(path.into()).as_deref(), Some(path));
        }
        assert_eq!(queue.enqueue("/a".into()), None, "on its way already");
        assert_eq!(queue.enqueue("/d".into()), None);
        assert_eq!(queue.enqueue("/e".into()), None);
        assert_eq!(queue.finish("/a").as_deref(), Some("/e"));
        assert_eq!(queue.finish("/b").as_deref(), Some("/d"));
        assert_eq!(queue.finish("/c"), None);
    }

    #[test]
    fn the_oldest_waiting_pages_are_dropped() {
        let mut queue = PrefetchQueue::default();
        for n in 0..CONCURRENT_PREFETCHES + WAITING + 1 {
            queue.enqueue(format!("/{n}"));
        }
        assert!(!queue.waiting.contains(&format!("/{CONCURRENT_PREFETCHES}")));
        assert_eq!(queue.waiting.len(), WAITING);
    }
}
