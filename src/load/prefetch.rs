//! Which pages to fetch ahead, and when: a few at a time.

/// How many pages are fetched ahead at the same time.
pub const PREFETCHES: usize = 3;

/// How many more may wait for their turn: the ones pointed at longest ago are forgotten.
const WAITING: usize = 8;

/// The pages that are being fetched ahead, and those that wait for it.
#[derive(Debug, Default)]
pub struct Prefetch {
    running: Vec<String>,
    waiting: Vec<String>,
}

impl Prefetch {
    /// Asks for a page ahead of its click. Returns its path when it is to be fetched now.
    pub fn want(&mut self, path: String) -> Option<String> {
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

    /// Says that a fetch has ended. Returns the path to fetch next: the one pointed at last.
    pub fn done(&mut self, path: &str) -> Option<String> {
        self.running.retain(|running| running != path);
        self.next()
    }

    fn next(&mut self) -> Option<String> {
        if self.running.len() >= PREFETCHES {
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
    fn a_few_at_a_time_and_the_last_pointed_at_first() {
        let mut prefetch = Prefetch::default();
        for path in ["/a", "/b", "/c"] {
            assert_eq!(prefetch.want(path.into()).as_deref(), Some(path));
        }
        assert_eq!(prefetch.want("/a".into()), None, "on its way already");
        assert_eq!(prefetch.want("/d".into()), None);
        assert_eq!(prefetch.want("/e".into()), None);
        assert_eq!(prefetch.done("/a").as_deref(), Some("/e"));
        assert_eq!(prefetch.done("/b").as_deref(), Some("/d"));
        assert_eq!(prefetch.done("/c"), None);
    }

    #[test]
    fn what_was_pointed_at_long_ago_is_forgotten() {
        let mut prefetch = Prefetch::default();
        for n in 0..PREFETCHES + WAITING + 1 {
            prefetch.want(format!("/{n}"));
        }
        assert!(!prefetch.waiting.contains(&format!("/{PREFETCHES}")));
        assert_eq!(prefetch.waiting.len(), WAITING);
    }
}
