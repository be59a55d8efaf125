//! Files of phrases: which stories have two or three words beside each other.
//!
//! The index has no positions of words. Instead, every run of two or three neighboring words is hashed
//! into one of many buckets, and a bucket lists the stories that have such a run. A phrase is found in a
//! story if all its runs of three words are there. With enough buckets, hardly any other story matches
//! all of them by chance.

use super::bits::BitReader;
use super::hash::Hash;
use super::postings::take_stories;
use super::wire::ReadError;

/// Returns the hash of stems beside each other.
pub fn hash_of(stems: &[&str]) -> u64 {
    let hash = stems
        .iter()
        .fold(Hash::default(), |hash, stem| hash.text(stem));
    hash.finish()
}

/// The buckets of a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buckets {
    /// The binary logarithm of the number of buckets.
    pub bits: u8,
    /// The binary logarithm of the number of buckets in a file.
    pub file_bits: u8,
}

impl Buckets {
    /// Returns the power of two for the number of buckets of a tier. A story has about 1,500 runs of neighbors,
    /// so that a bucket has one story in a thousand in large tiers, and one in fifty in small ones.
    #[cfg(feature = "build")]
    pub fn bits_for(stories: u32) -> u8 {
        let wanted = (u64::from(stories) * 16).max(1 << 16);
        u8::try_from(wanted.next_power_of_two().ilog2())
            .unwrap_or(30)
            .min(30)
    }

    /// Returns the bucket of a hash.
    pub fn of(self, hash: u64) -> u32 {
        (hash & ((1 << self.bits) - 1)) as u32
    }

    /// Returns the number of the file with a bucket.
    pub fn file(self, bucket: u32) -> u32 {
        bucket >> self.file_bits
    }

    /// Returns the stories of a bucket, from the payload of its file.
    pub fn stories(
        self,
        payload: &[u8],
        bucket: u32,
        stories: u32,
        use_story: impl FnMut(u32),
    ) -> Result<(), ReadError> {
        let mut bits = BitReader::new(payload);
        for _ in 0..bucket & ((1 << self.file_bits) - 1) {
            take_stories(&mut bits, stories, |_| {})?;
        }
        take_stories(&mut bits, stories, use_story)
    }
}
