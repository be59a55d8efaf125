//! The hash of the index format. It is part of the format, so it never changes within a version.

/// FNV-1a with 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>), mixed at the end so that all bits
/// depend on all bytes. It detects accidents, not attacks: the files come from the newspaper's own host.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// Adds bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }

    /// Adds a text and its end, so that `ab` and `c` differ from `a` and `bc`.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes()).bytes(&[0xff])
    }

    /// Returns the hash. The mixing is that of MurmurHash3.
    pub fn finish(self) -> u64 {
        let mut hash = self.0;
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^ (hash >> 33)
    }

    /// Returns the lower half of the hash, as a checksum.
    pub fn checksum(self) -> u32 {
        (self.finish() & 0xffff_ffff) as u32
    }
}
