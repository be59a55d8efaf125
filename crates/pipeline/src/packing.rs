//! `.br` and `.gz` beside every text file.

use frontpage_base::key::Key;
use frontpage_hosting::{Beginning, Effort, beginnings, compress, packing};
use frontpage_store::{Compress, Compressed};

/// Packs what is worth it, as hard as it is worth.
#[derive(Clone, Debug)]
pub struct Packing(Vec<Beginning>);

impl Packing {
    /// With what many of the pages begin with.
    pub fn new(texts: &[String]) -> Self {
        Self(beginnings(texts))
    }
}

impl Compress for Packing {
    /// The beginnings are no part of it: each stands in the pages that go on from it.
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
