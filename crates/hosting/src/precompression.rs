//! Which files of the site have precompressed copies, and how much effort goes into them.

use super::policy::{Cache, TYPES_BY_EXTENSION, policy};
use frontpage_base::fingerprint::Fingerprint;
use frontpage_compression::{Effort, compressor_fingerprint};

/// Returns the effort for a file of the site; `None` if its type does not compress.
pub fn compression_effort(path: &str) -> Option<Effort> {
    let policy = policy(path);
    policy.is_precompressed.then_some(match policy.cache {
        Cache::Immutable => Effort::Asset,
        _ => Effort::Page,
    })
}

/// Returns the fingerprint of everything that determines the precompressed copies, except the file
/// itself.
pub fn compression_fingerprint() -> Fingerprint {
    let mut mix = compressor_fingerprint();
    for (ending, _, packed) in TYPES_BY_EXTENSION {
        mix = mix.text(ending).number(Some(packed.into()));
    }
    mix.key()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_table_decides_what_is_compressed_and_how() {
        for (path, effort) in [
            ("/world.html", Some(Effort::Page)),
            ("/feed.xml", Some(Effort::Page)),
            ("/assets/app.wasm", Some(Effort::Asset)),
            ("/media/a-480.webp", None),
            ("/_headers", None),
        ] {
            assert_eq!(compression_effort(path), effort, "{path}");
        }
    }
}
