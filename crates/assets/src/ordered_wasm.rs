//! The WebAssembly with its functions in order. It is kept between publishes, because ordering takes a tenth
//! of the time of a publish that changes one story.

use crate::function_order;
use frontpage_base::atomic::atomic;
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder, of_bytes, of_this_program};
use std::path::Path;

/// The file in the cache. It contains the fingerprint of what the module was made from, the fingerprint of
/// the module, and the module.
const FILE: &str = "app.bin";
const FINGERPRINT: usize = size_of::<Fingerprint>();

/// Returns the module with its functions in order, from the cache if it is there. A module that cannot be
/// parsed is returned as it is.
pub fn in_order(wasm: Vec<u8>, cache: Option<&Path>) -> Vec<u8> {
    let Some(cache) = cache else {
        return function_order::reorder(&wasm).unwrap_or(wasm);
    };
    let file = cache.join(FILE);
    let origin = FingerprintBuilder::new("functions in order")
        .bytes(&of_this_program())
        .bytes(&of_bytes(&wasm))
        .key();
    if let Some(kept) = std::fs::read(&file)
        .ok()
        .and_then(|kept| read(&kept, origin))
    {
        return kept;
    }
    let Ok(ordered) = function_order::reorder(&wasm) else {
        return wasm;
    };
    let kept = [&origin[..], &of_bytes(&ordered)[..], &ordered[..]].concat();
    // Without the file, the next publish orders them again.
    let _ = atomic(&file, &kept);
    ordered
}

/// Returns the module in the cached file, if it was made from the same input and is not damaged.
fn read(kept: &[u8], origin: Fingerprint) -> Option<Vec<u8>> {
    let (made_from, rest) = kept.split_at_checked(FINGERPRINT)?;
    let (fingerprint, ordered) = rest.split_at_checked(FINGERPRINT)?;
    (made_from == origin && fingerprint == of_bytes(ordered)).then(|| ordered.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty module: its magic number and version.
    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn a_module_is_kept_until_it_changes_or_its_file_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Some(folder.path());
        let file = folder.path().join(FILE);
        let ordered = in_order(EMPTY.to_vec(), None);
        assert_eq!(in_order(EMPTY.to_vec(), cache), ordered);
        let kept = std::fs::read(&file).unwrap();
        // The content of the file is used as long as it is not damaged.
        let other = [&kept[..FINGERPRINT], &of_bytes(b"other"), b"other"].concat();
        std::fs::write(&file, &other).unwrap();
        assert_eq!(in_order(EMPTY.to_vec(), cache), b"other");
        for damaged in [&other[..other.len() - 1], &kept[..3], b""] {
            std::fs::write(&file, damaged).unwrap();
            assert_eq!(in_order(EMPTY.to_vec(), cache), ordered);
            assert_eq!(std::fs::read(&file).unwrap(), kept);
        }
        // A custom section makes it another module.
        let changed = [EMPTY, &[0, 2, 1, b'x']].concat();
        assert_eq!(in_order(changed, cache), ordered);
        assert_ne!(std::fs::read(&file).unwrap(), kept);
    }

    #[test]
    fn bytes_that_are_no_module_stay_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(in_order(b"x".to_vec(), Some(folder.path())), b"x");
    }
}
