//! Makes the precompressed copies that lie beside a file: `.br` and `.gz`.

use super::effort::Effort;
use super::precompressed::{CompressionSettings, Precompressed};
use super::shared_prefix::SharedPrefix;
use flate2::{Compression, write::GzEncoder};
use frontpage_base::fingerprint::FingerprintBuilder;
use std::io::{self, Write};

/// The version of the compressors. Increase it when they give better results with the same
/// settings.
const COMPRESSOR_VERSION: u64 = 2;

/// Starts the fingerprint of what determines the copies of a file: the version and the settings of the
/// compressors. It does not cover the program: compressing a whole archive again takes long, and
/// another build of the program gives the same copies.
pub fn compressor_fingerprint() -> FingerprintBuilder {
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
    mix
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
