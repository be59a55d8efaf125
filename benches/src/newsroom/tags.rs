//! Picks from two hundred tags the way newsrooms do: a few of them often, most of them rarely.

use super::words;
use fastrand::Rng;

/// The frequency of each tag. By Zipf's law, the nth most popular tag is used n times less often
/// than the first.
#[derive(Debug)]
pub struct Tags {
    /// The cumulative weight of each tag and all tags before it.
    upto: Vec<f64>,
}

impl Tags {
    pub fn new() -> Self {
        let mut sum = 0.0;
        let upto = (1..=words::TAGS.len())
            .map(|rank| {
                sum += 1.0 / rank as f64;
                sum
            })
            .collect();
        Self { upto }
    }

    /// Picks three to six tags, in alphabetical order.
    pub fn pick(&self, rng: &mut Rng) -> Vec<&'static str> {
        let count = rng.usize(3..=6);
        let whole = self.upto.last().copied().unwrap_or_default();
        let mut tags: Vec<&str> = Vec::with_capacity(count);
        while tags.len() < count {
            let place = rng.f64() * whole;
            let rank = self.upto.partition_point(|upto| *upto < place);
            let tag = words::TAGS[rank.min(words::TAGS.len() - 1)];
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags.sort_unstable();
        tags
    }
}

/// Returns the slug of a tag: `Small towns` is `small-towns`.
pub fn slug(tag: &str) -> String {
    tag.to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn there_are_two_hundred_distinct_tags_with_plain_slugs() {
        let slugs: BTreeSet<String> = words::TAGS.iter().map(|tag| slug(tag)).collect();
        assert_eq!(slugs.len(), 200);
        for slug in slugs {
            let plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(slug.chars().all(plain), "{slug}");
        }
    }

    #[test]
    fn a_few_tags_are_used_often_and_all_are_used() {
        let tags = Tags::new();
        let mut rng = Rng::with_seed(1);
        let mut uses: BTreeMap<&str, u32> = BTreeMap::new();
        for _ in 0..10_000 {
            let picked = tags.pick(&mut rng);
            assert!((3..=6).contains(&picked.len()));
            assert!(picked.is_sorted());
            for tag in picked {
                *uses.entry(tag).or_default() += 1;
            }
        }
        assert_eq!(uses.len(), 200);
        let (first, tenth) = (uses[words::TAGS[0]], uses[words::TAGS[9]]);
        // A story never has a tag twice, so the first tag is used less often than its weight says.
        assert!(first > 3 * tenth, "{first} {tenth}");
    }
}
