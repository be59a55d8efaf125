//! One feed in one format.

use super::{Channel, Format, Item, atom, json, rss};
use frontpage_base::config::Config;

impl Channel {
    /// The feed in a format. `items` come newest first; more than [`ITEMS`](super::ITEMS) are left out.
    pub fn write(&self, format: Format, items: &[&Item], config: &Config) -> Vec<u8> {
        match format {
            Format::Rss => rss(self, items, config),
            Format::Atom => atom(self, items, config),
            Format::Json => json(self, items, config),
        }
    }
}
