//! Reads copies, as a browser would.

use frontpage_compression::Precompressed;
use std::io::Read;

/// Returns what the two copies of a file contain: `.br`, `.gz`.
pub fn decompress(copies: &Precompressed) -> (Vec<u8>, Vec<u8>) {
    let (mut br, mut gz) = (Vec::new(), Vec::new());
    brotli::BrotliDecompress(&mut copies.br.as_slice(), &mut br).unwrap();
    flate2::read::GzDecoder::new(copies.gz.as_slice())
        .read_to_end(&mut gz)
        .unwrap();
    (br, gz)
}
