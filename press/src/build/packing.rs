//! `.br` and `.gz` beside every text file.

use crate::host::{Effort, compress, packing};
use crate::key::Key;
use crate::write::{Compress, Compressed};

/// Packs what is worth it, as hard as it is worth.
#[derive(Clone, Copy, Debug)]
pub struct Packing;

impl Compress for Packing {
    fn key(&self) -> Key {
        packing()
    }

    fn compress(&self, path: &str, bytes: &[u8]) -> Compressed {
        let packed = Effort::of(path).and_then(|effort| compress(bytes, effort));
        packed.map_or_else(Compressed::default, |packed| Compressed {
            br: Some(packed.br),
            gz: Some(packed.gz),
        })
    }
}
