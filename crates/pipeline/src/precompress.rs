//! Makes the `.br` and `.gz` copies of text files.

use frontpage_base::fingerprint::Fingerprint;
use frontpage_compression::{SharedPrefix, compress, shared_prefixes};
use frontpage_hosting::{compression_effort, compression_fingerprint};
use frontpage_store::{Compressed, Precompress};

/// Precompresses files, with an effort that depends on the kind of file.
#[derive(Clone, Debug)]
pub struct Precompressor(Vec<SharedPrefix>);

impl Precompressor {
    /// Creates a precompressor. `texts` are the texts that many of the pages start with.
    pub fn new(texts: &[String]) -> Self {
        Self(shared_prefixes(texts))
    }
}

impl Precompress for Precompressor {
    /// The shared prefixes are not part of this: they are part of the pages that start with them.
    fn key(&self) -> Fingerprint {
        compression_fingerprint()
    }

    fn compress(&self, path: &str, bytes: &[u8]) -> Compressed {
        let packed = compression_effort(path).and_then(|effort| compress(bytes, effort, &self.0));
        packed.map_or_else(Compressed::default, |packed| Compressed {
            br: Some(packed.br),
            gz: Some(packed.gz),
        })
    }
}
