//! The stories of each bucket of neighbors, sorted piece by piece.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The most pairs in memory, at eight bytes each.
const MAX_PAIRS: usize = 3 << 20;
/// Two to this power is the number of files that pairs are distributed to when memory is full.
const PART_BITS: u32 = 7;

/// Buckets with their stories.
#[derive(Debug)]
pub struct Pairs<'a> {
    folder: &'a Path,
    bucket_bits: u32,
    /// The bucket in the upper half, the story in the lower.
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

    /// Adds a story to a bucket, each once.
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
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.sort_unstable();
        for part in pairs.chunk_by(|a, b| self.part(*a) == self.part(*b)) {
            let mut file = BufWriter::new(&self.parts[self.part(part[0])].1);
            for pair in part {
                file.write_all(&pair.to_le_bytes())?;
            }
            file.flush()?;
        }
        pairs.clear();
        self.pairs = pairs;
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
        let mut each = |pairs: &mut [u64]| {
            pairs.sort_unstable();
            let mut stories = Vec::new();
            for bucket in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
                stories.clear();
                stories.extend(bucket.iter().map(|pair| (pair & 0xffff_ffff) as u32));
                use_bucket((bucket[0] >> 32) as u32, &stories)?;
            }
            Ok::<(), io::Error>(())
        };
        if self.parts.is_empty() {
            return each(&mut self.pairs);
        }
        self.distribute()?;
        drop(std::mem::take(&mut self.pairs));
        for (path, file) in std::mem::take(&mut self.parts) {
            drop(file);
            let mut bytes = Vec::new();
            File::open(&path)?.read_to_end(&mut bytes)?;
            let (numbers, _) = bytes.as_chunks::<8>();
            let mut pairs: Vec<u64> = numbers
                .iter()
                .map(|bytes| u64::from_le_bytes(*bytes))
                .collect();
            drop(bytes);
            each(&mut pairs)?;
            std::fs::remove_file(&path)?;
        }
        Ok(())
    }
}
