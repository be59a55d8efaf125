//! Makes the precompressed copies that lie beside a file: `.br` and `.gz`.
//!
//! Why these qualities were chosen: docs/adr/0006-compression.md.

use super::policy::{Cache, TYPES_BY_EXTENSION, policy};
use super::precompressed::{CompressionSettings, Precompressed};
use super::shared_prefix::SharedPrefix;
use flate2::{Compression, write::GzEncoder};
use frontpage_base::fingerprint::{Fingerprint, FingerprintBuilder};
use std::io::{self, Write};

/// How much time to spend on compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For pages and data: there are many, and each publish makes some again.
    Page,
    /// For stylesheets, scripts and WebAssembly: a few files that are made once per release and
    /// that every reader downloads.
    Asset,
}

impl Effort {
    /// Returns the effort for a file of the site; `None` if its type does not compress.
    pub fn of(path: &str) -> Option<Self> {
        let policy = policy(path);
        policy.is_precompressed.then_some(match policy.cache {
            Cache::Immutable => Self::Asset,
            _ => Self::Page,
        })
    }
}

/// The version of the compressors. Increase it when they give better results with the same
/// settings.
const COMPRESSOR_VERSION: u64 = 2;

impl Effort {
    /// Returns the settings for this effort.
    pub const fn settings(self) -> CompressionSettings {
        match self {
            // With a window below 2^17 the encoder chooses a search that is twenty times slower.
            Self::Page => CompressionSettings {
                quality: 5,
                window: 18,
                level: 6,
            },
            Self::Asset => CompressionSettings {
                quality: 11,
                window: 22,
                level: 9,
            },
        }
    }
}

/// Returns the fingerprint of everything that determines the precompressed copies, except the file
/// itself. It does not cover the program: compressing a whole archive again takes long, and another
/// build of the program gives the same copies.
pub fn compression_fingerprint() -> Fingerprint {
    let mut mix = FingerprintBuilder::new("packing")
        .number(Some(COMPRESSOR_VERSION))
        .number(Some(MIN_SIZE as u64));
    for effort in [Effort::Page, Effort::Asset] {
        let CompressionSettings {
            quality,
            window,
            level,
        } = effort.settings();
        for number in [i64::from(quality), i64::from(window), i64::from(level)] {
            mix = mix.bytes(&number.to_le_bytes());
        }
    }
    for (ending, _, packed) in TYPES_BY_EXTENSION {
        mix = mix.text(ending).number(Some(packed.into()));
    }
    mix.key()
}

/// The minimum size of a file to compress, in bytes. A smaller file fits into one packet anyway.
const MIN_SIZE: usize = 512;

/// Prepares the prefixes that pages share, so that the compressed pages can continue from there.
///
/// This uses the effort of assets, because each prefix is compressed only once and is part of many
/// pages. Prefixes that are too short are left out.
pub fn shared_prefixes(texts: &[impl AsRef<[u8]>]) -> Vec<SharedPrefix> {
    let best = CompressionSettings {
        // The prefix and the rest are one stream, which has one window size.
        window: Effort::Page.settings().window,
        ..Effort::Asset.settings()
    };
    let packed = texts
        .iter()
        .filter_map(|text| SharedPrefix::new(text.as_ref(), best));
    packed.collect()
}

/// Compresses a file. A page that starts with one of the shared prefixes `beginnings` continues
/// from its compressed form.
///
/// `None` if the file is tiny, or if one of the copies would not be smaller than the file: a file
/// has either both copies or none.
pub fn compress(
    bytes: &[u8],
    effort: Effort,
    beginnings: &[SharedPrefix],
) -> Option<Precompressed> {
    if bytes.len() < MIN_SIZE {
        return None;
    }
    let shared = match effort {
        Effort::Page => beginnings
            .iter()
            .find_map(|beginning| Some((beginning, beginning.rest(bytes)?))),
        Effort::Asset => None,
    };
    let packed = match shared {
        Some((beginning, rest)) if !rest.is_empty() => {
            beginning.with_rest(rest, &effort.settings()).ok()?
        }
        _ => Precompressed {
            br: brotli(bytes, &effort.settings()).ok()?,
            gz: gzip(bytes, effort).ok()?,
        },
    };
    (packed.br.len().max(packed.gz.len()) < bytes.len()).then_some(packed)
}

/// Returns how many bytes Brotli makes of a file with these settings; the size of the file itself if that
/// fails.
pub fn brotli_size(bytes: &[u8], settings: &CompressionSettings) -> usize {
    brotli(bytes, settings).map_or(bytes.len(), |packed| packed.len())
}

fn brotli(bytes: &[u8], settings: &CompressionSettings) -> io::Result<Vec<u8>> {
    let params = settings.brotli(bytes.len());
    let mut packed = Vec::with_capacity(bytes.len() / 2);
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

/// Compresses without a name and time in the header, so that the same bytes give the same copy.
fn gzip(bytes: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
    let packed = Vec::with_capacity(bytes.len() / 2);
    let mut encoder = GzEncoder::new(packed, Compression::new(effort.settings().level));
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Read;

    fn text(lines: usize) -> Vec<u8> {
        let line = |n| format!("<p>Line {n} of a story that goes on for a while.</p>\n");
        (0..lines).map(line).collect::<String>().into_bytes()
    }

    pub(crate) fn unpack(packed: &Precompressed) -> (Vec<u8>, Vec<u8>) {
        let (mut br, mut gz) = (Vec::new(), Vec::new());
        brotli::BrotliDecompress(&mut packed.br.as_slice(), &mut br).unwrap();
        flate2::read::GzDecoder::new(packed.gz.as_slice())
            .read_to_end(&mut gz)
            .unwrap();
        (br, gz)
    }

    #[test]
    fn compressed_files_decompress_to_the_original() {
        for lines in [12, 500, 20_000] {
            for effort in [Effort::Page, Effort::Asset] {
                let bytes = text(lines);
                let packed = compress(&bytes, effort, &[]).unwrap();
                assert!(packed.br.len() < packed.gz.len() && packed.gz.len() < bytes.len() / 2);
                assert!(unpack(&packed) == (bytes.clone(), bytes));
            }
        }
    }

    #[test]
    fn a_page_continues_from_its_shared_prefix() {
        let (head, other) = (text(100), text(90));
        let beginnings = shared_prefixes(&[&head, &other]);
        let page = [head, text(300)].concat();
        let begun = compress(&page, Effort::Page, &beginnings).unwrap();
        assert_ne!(begun, compress(&page, Effort::Page, &[]).unwrap());
        assert!(unpack(&begun) == (page.clone(), page.clone()));
        // Assets never use a shared prefix, nor does a page that ends with it.
        let asset = compress(&page, Effort::Asset, &beginnings);
        assert_eq!(asset, compress(&page, Effort::Asset, &[]));
        let bare = compress(&other, Effort::Page, &beginnings[1..]);
        assert_eq!(bare, compress(&other, Effort::Page, &[]));
    }

    #[test]
    fn assets_are_compressed_better_than_pages() {
        let bytes = text(500);
        let [page, asset] =
            [Effort::Page, Effort::Asset].map(|effort| compress(&bytes, effort, &[]));
        assert!(asset.unwrap().br.len() < page.unwrap().br.len());
    }

    #[test]
    fn the_same_bytes_give_the_same_copies_without_a_time() {
        let bytes = text(100);
        let packed = compress(&bytes, Effort::Page, &[]).unwrap();
        assert_eq!(compress(&bytes, Effort::Page, &[]), Some(packed.clone()));
        // RFC 1952, §2.3: the flags say that there is no name; the four bytes of the time are zero.
        assert_eq!(packed.gz[3..8], [0, 0, 0, 0, 0]);
    }

    #[test]
    fn a_file_that_would_not_shrink_has_no_copies() {
        assert_eq!(compress(b"", Effort::Page, &[]), None);
        assert_eq!(compress(&text(5), Effort::Page, &[]), None);
        // Bytes without any pattern: the hashes of numbers.
        let noise: Vec<u8> = (0..100_u32)
            .flat_map(|n| *blake3::hash(&n.to_le_bytes()).as_bytes())
            .collect();
        assert_eq!(compress(&noise, Effort::Asset, &[]), None);
    }

    #[test]
    fn the_policy_table_decides_what_is_compressed_and_how() {
        for (path, effort) in [
            ("/world.html", Some(Effort::Page)),
            ("/feed.xml", Some(Effort::Page)),
            ("/assets/app.wasm", Some(Effort::Asset)),
            ("/media/a-480.webp", None),
            ("/_headers", None),
        ] {
            assert_eq!(Effort::of(path), effort, "{path}");
        }
    }
}
