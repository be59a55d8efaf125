//! One feed in one format.

use super::{Channel, FeedItem, Format, atom, json, podcast, rss};
use frontpage_base::config::Config;

impl Channel {
    /// Writes the feed in a format. `items` must be sorted newest first; only the first
    /// [`ITEMS`](super::ITEMS) are used.
    pub fn write(&self, format: Format, items: &[&FeedItem], config: &Config) -> Vec<u8> {
        match format {
            Format::Rss => rss(self, items, config),
            Format::Atom => atom(self, items, config),
            Format::Json => json(self, items, config),
            Format::Podcast => podcast(items, config),
        }
    }
}
