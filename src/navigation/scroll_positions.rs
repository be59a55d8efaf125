//! The scroll positions of the pages in this tab's history.

use crate::browser::storage;

const STORED: &str = "frontpage-scroll";

/// How many history entries are kept.
const KEPT: usize = 200;

/// Scroll positions in CSS pixels, by the key of their history entry.
///
/// Positions are whole numbers, because parsing and printing floats takes 33 KB of WebAssembly,
/// 19 KB compressed.
#[derive(Debug, Default, PartialEq)]
pub struct ScrollPositions(Vec<(u64, u32)>);

impl ScrollPositions {
    /// Reads the positions from the tab's storage, which survives a reload.
    pub fn load() -> Self {
        storage::get(STORED)
            .map(|text| Self::read(&text))
            .unwrap_or_default()
    }

    /// Writes the positions to the tab's storage.
    pub fn save(&self) {
        storage::set(STORED, &self.write());
    }

    /// Saves the position of a history entry.
    pub fn keep(&mut self, key: u64, top: u32) {
        self.0.retain(|(known, _)| *known != key);
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push((key, top));
    }

    /// Returns the position of a history entry; 0 for an unknown one.
    pub fn position(&self, key: u64) -> u32 {
        self.0
            .iter()
            .find(|(known, _)| *known == key)
            .map_or(0, |(_, top)| *top)
    }

    fn read(text: &str) -> Self {
        let pairs = text.lines().filter_map(|line| {
            let (key, top) = line.split_once(' ')?;
            Some((key.parse().ok()?, top.parse().ok()?))
        });
        Self(pairs.take(KEPT).collect())
    }

    fn write(&self) -> String {
        self.0
            .iter()
            .map(|(key, top)| format!("{key} {top}\n"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_survive_a_reload() {
        let mut scrolls = ScrollPositions::default();
        scrolls.keep(1_742_000_000_000_250, 1234);
        scrolls.keep(7, 0);
        scrolls.keep(7, 80);
        let again = ScrollPositions::read(&scrolls.write());
        assert_eq!(again, scrolls);
        assert_eq!(again.position(1_742_000_000_000_250), 1234);
        assert_eq!(again.position(7), 80);
        assert_eq!(again.position(8), 0);
    }

    #[test]
    fn corrupt_storage_counts_as_empty() {
        assert_eq!(
            ScrollPositions::read("x\n1\n2 y\n\n"),
            ScrollPositions::default()
        );
    }

    #[test]
    fn the_oldest_position_is_dropped() {
        let mut scrolls = ScrollPositions::default();
        for key in 0..=KEPT as u64 {
            scrolls.keep(key, 5);
        }
        assert_eq!(scrolls.0.len(), KEPT);
        assert_eq!(scrolls.position(0), 0);
    }
}
