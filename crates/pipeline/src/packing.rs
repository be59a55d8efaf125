//! Makes the `.br` and `.gz` copies of text files.

use frontpage_base::key::Key;
use frontpage_hosting::{Beginning, Effort, beginnings, compress, packing};
use frontpage_store::{Compress, Compressed};

/// Precompresses files, with an effort that depends on the kind of file.
#[derive(Clone, Debug)]
pub struct Packing(Vec<Beginning>);

impl Packing {
    /// Creates a precompressor. `texts` are the texts that many of the pages start with.
    pub fn new(texts: &[String]) -> Self {
        Self(beginnings(texts))
    }
}

impl Compress for Packing {
    /// The shared prefixes are not part of this: they are part of the pages that start with them.
    fn key(&self) -> Key {
        packing()
    }

    fn compress(&self, path: &str, bytes: &[u8]) -> Compressed {
        let packed = Effort::of(path).and_then(|effort| compress(bytes, effort, &self.0));
        packed.map_or_else(Compressed::default, |packed| Compressed {
            br: Some(packed.br),
            gz: Some(packed.gz),
        })
    }
}
