//! The stories of each bucket of neighbors, sorted by counting.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The most pairs in memory, at eight bytes each.
const MAX_PAIRS: usize = 3 << 20;
/// The bytes of a part that are collected before they are written.
const BUFFER: usize = 1 << 14;
/// The binary logarithm of the number of files to which pairs are distributed when memory is full.
const PART_BITS: u32 = 7;

/// Buckets with their stories.
#[derive(Debug)]
pub struct Pairs<'a> {
    folder: &'a Path,
    bucket_bits: u32,
    /// Each pair has the bucket in the upper half and the story in the lower half.
    pairs: Vec<u64>,
    /// The number of pairs added.
    pub count: u64,
    parts: Vec<(PathBuf, File)>,
}

impl<'a> Pairs<'a> {
    /// Begins without pairs. Parts are written into a folder that exists.
    pub fn new(folder: &'a Path, bucket_bits: u8) -> Self {
        Self {
            folder,
            bucket_bits: u32::from(bucket_bits),
            pairs: Vec::new(),
            count: 0,
            parts: Vec::new(),
        }
    }

    /// Adds a story to a bucket. Stories come in order, and the same pair can come again.
    pub fn add(&mut self, bucket: u32, story: u32) {
        self.pairs.push(u64::from(bucket) << 32 | u64::from(story));
        self.count += 1;
    }

    /// Distributes the pairs if memory is full.
    ///
    /// # Errors
    /// If a part cannot be written.
    pub fn make_room(&mut self) -> io::Result<()> {
        if self.pairs.len() > MAX_PAIRS {
            self.distribute()?;
        }
        Ok(())
    }

    fn part(&self, pair: u64) -> usize {
        (pair >> 32 >> self.bucket_bits.saturating_sub(PART_BITS)) as usize
    }

    fn distribute(&mut self) -> io::Result<()> {
        for number in self.parts.len()..1 << PART_BITS {
            let path = self.folder.join(format!("pairs-{number}.run"));
            let file = File::create(&path)?;
            self.parts.push((path, file));
        }
        let mut parts: Vec<Vec<u8>> = vec![Vec::new(); self.parts.len()];
        for pair in &self.pairs {
            let number = self.part(*pair);
            let part = &mut parts[number];
            part.extend(pair.to_le_bytes());
            if part.len() >= BUFFER {
                self.parts[number].1.write_all(part)?;
                part.clear();
            }
        }
        for (bytes, (_, file)) in parts.iter().zip(&mut self.parts) {
            file.write_all(bytes)?;
        }
        self.pairs.clear();
        Ok(())
    }

    /// Calls a function for each bucket that has stories, in order.
    ///
    /// # Errors
    /// If a part cannot be written or read, or the function fails.
    pub fn merge(
        mut self,
        mut use_bucket: impl FnMut(u32, &[u32]) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut each = |pairs: &[u64]| {
            let (stories, ends) = by_bucket(pairs);
            let mut start = 0;
            for (bucket, end) in ends {
                use_bucket(bucket, &stories[start..end])?;
                start = end;
            }
            Ok::<(), io::Error>(())
        };
        if self.parts.is_empty() {
            return each(&self.pairs);
        }
        self.distribute()?;
        drop(std::mem::take(&mut self.pairs));
        for (path, file) in std::mem::take(&mut self.parts) {
            drop(file);
            let mut bytes = Vec::new();
            File::open(&path)?.read_to_end(&mut bytes)?;
            let (numbers, _) = bytes.as_chunks::<8>();
            let numbers = numbers.iter();
            let pairs: Vec<u64> = numbers.map(|bytes| u64::from_le_bytes(*bytes)).collect();
            drop(bytes);
            each(&pairs)?;
            std::fs::remove_file(&path)?;
        }
        Ok(())
    }
}

/// Returns two lists: the stories of all buckets, bucket by bucket and without duplicates, and the buckets
/// that have stories, each with the index at which its stories end. Within a bucket, the pairs keep their
/// order.
fn by_bucket(pairs: &[u64]) -> (Vec<u32>, Vec<(u32, usize)>) {
    let bucket = |pair: u64| (pair >> 32) as u32;
    let Some(first) = pairs.iter().map(|pair| bucket(*pair)).min() else {
        return Default::default();
    };
    let last = pairs.iter().map(|pair| bucket(*pair)).max();
    // First where the stories of each bucket begin, and later where its next story goes.
    let mut places = vec![0_usize; (last.unwrap_or(first) - first) as usize + 1];
    for pair in pairs {
        places[(bucket(*pair) - first) as usize] += 1;
    }
    let mut sum = 0;
    for place in &mut places {
        sum += std::mem::replace(place, sum);
    }
    let mut sorted = vec![0_u32; pairs.len()];
    for pair in pairs {
        let place = &mut places[(bucket(*pair) - first) as usize];
        sorted[*place] = (pair & 0xffff_ffff) as u32;
        *place += 1;
    }
    // Now each place is the end of its bucket.
    let (mut start, mut kept) = (0, 0);
    let mut ends = Vec::new();
    for (bucket, end) in (first..).zip(places) {
        let bucket_start = kept;
        for place in start..end {
            let story = sorted[place];
            if kept == bucket_start || sorted[kept - 1] != story {
                sorted[kept] = story;
                kept += 1;
            }
        }
        if kept > bucket_start {
            ends.push((bucket, kept));
        }
        start = end;
    }
    sorted.truncate(kept);
    (sorted, ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn buckets_have_their_stories_once_and_in_order(
            stories in prop::collection::vec(prop::collection::vec(5..40_u32, 0..12), 0..20),
        ) {
            let mut expected: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
            let mut pairs = Vec::new();
            for (story, buckets) in (0..).zip(&stories) {
                for bucket in buckets {
                    expected.entry(*bucket).or_default().insert(story);
                    pairs.push(u64::from(*bucket) << 32 | u64::from(story));
                }
            }
            let (sorted, ends) = by_bucket(&pairs);
            let mut found = BTreeMap::new();
            let mut start = 0;
            for (bucket, end) in ends {
                let stories: BTreeSet<u32> = sorted[start..end].iter().copied().collect();
                prop_assert!(sorted[start..end].is_sorted());
                prop_assert_eq!(stories.len(), end - start);
                found.insert(bucket, stories);
                start = end;
            }
            prop_assert_eq!(found, expected);
        }
    }
}
