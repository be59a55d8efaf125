//! Compresses the shared prefix of thousands of pages only once.
//!
//! Brotli and gzip streams can be split at a byte boundary: the rest can be compressed separately
//! if the encoder knows the bytes before it (RFC 7932 §9.2 and §10, RFC 1951 §3.2.4). So the prefix
//! is compressed once with the best settings, and only the rest of each page is compressed later,
//! which can still refer to the prefix. What this saves: docs/adr/0006-compression.md.

use super::precompressed::{CompressionSettings, Precompressed};
use brotli::enc::StandardAlloc;
use brotli::enc::backward_references::UnionHasher;
use brotli::enc::encode::{BrotliEncoderOperation, BrotliEncoderStateStruct};
use flate2::{Compress, CompressError, Compression, Crc, FlushCompress, Status};
use std::io;
use std::sync::OnceLock;

/// The minimum length of a prefix, in bytes. Splitting the stream is not worth it for shorter ones.
pub const MIN_LENGTH: usize = 2048;

/// A gzip header without name and time, for an unknown operating system (RFC 1952 §2.3).
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// The last metablock of a Brotli stream, which is empty (RFC 7932 §9.2: ISLAST, ISLASTEMPTY).
const BROTLI_END: u8 = 0b11;

const FLUSH: BrotliEncoderOperation = BrotliEncoderOperation::BROTLI_OPERATION_FLUSH;
const FINISH: BrotliEncoderOperation = BrotliEncoderOperation::BROTLI_OPERATION_FINISH;

/// A prefix of pages, to which more can be appended in compressed form. It is compressed when the
/// first page needs it, so a publish that writes no such page does not pay for it.
#[derive(Clone, Debug)]
pub struct SharedPrefix {
    text: Vec<u8>,
    best: CompressionSettings,
    compressed: OnceLock<Option<Precompressed>>,
}

impl SharedPrefix {
    /// Creates a prefix that is compressed with the settings `best`. `None` if it is too short to be
    /// worth it.
    pub fn new(text: &[u8], best: CompressionSettings) -> Option<Self> {
        (text.len() >= MIN_LENGTH).then(|| Self {
            text: text.to_vec(),
            best,
            compressed: OnceLock::new(),
        })
    }

    /// Returns the beginnings of both streams.
    fn compressed(&self) -> io::Result<&Precompressed> {
        let compressed = self.compressed.get_or_init(|| self.compress().ok());
        let failed = || io::Error::other("the shared prefix cannot be compressed");
        compressed.as_ref().ok_or_else(failed)
    }

    fn compress(&self) -> io::Result<Precompressed> {
        let mut br = Vec::with_capacity(self.text.len() / 2);
        let mut brotli = encoder(&self.best, self.text.len());
        run(&mut brotli, FLUSH, &self.text, &mut br)?;
        let mut gz = GZIP_HEADER.to_vec();
        let mut deflate = Compress::new(Compression::new(self.best.level), false);
        deflate_all(&mut deflate, &self.text, FlushCompress::Sync, &mut gz)?;
        Ok(Precompressed { br, gz })
    }

    /// Returns the part of a page after the prefix; `None` if the page starts differently.
    pub fn rest<'a>(&self, page: &'a [u8]) -> Option<&'a [u8]> {
        page.strip_prefix(&*self.text)
    }

    /// Returns the precompressed copies of the whole page, given its [`rest`](Self::rest).
    ///
    /// # Errors
    /// If an encoder fails.
    pub fn with_rest(
        &self,
        rest: &[u8],
        settings: &CompressionSettings,
    ) -> io::Result<Precompressed> {
        let prefix = self.compressed()?;
        Ok(Precompressed {
            br: self.brotli(&prefix.br, rest, settings)?,
            gz: self.gzip(&prefix.gz, rest, settings)?,
        })
    }

    fn brotli(
        &self,
        prefix: &[u8],
        rest: &[u8],
        settings: &CompressionSettings,
    ) -> io::Result<Vec<u8>> {
        let mut packed = Vec::with_capacity(prefix.len() + rest.len() / 2);
        packed.extend_from_slice(prefix);
        let mut encoder = encoder(settings, rest.len());
        // Write no stream header, and do not refer to distances used before this point.
        encoder.params.catable = true;
        encoder.params.bare_stream = true;
        encoder.set_custom_dictionary_with_optional_precomputed_hasher(
            self.text.len(),
            &self.text,
            UnionHasher::Uninit,
            // Take the contexts of the first bytes from the prefix, as the encoder does for its
            // threads.
            true,
        );
        // Turn Brotli's built-in dictionary on again. The encoder turns it off with a custom
        // dictionary, because decoders do not know the custom dictionary's length. Here these bytes
        // are part of the stream, so both sides compute the same distances.
        encoder.params.use_dictionary = true;
        run(&mut encoder, FINISH, rest, &mut packed)?;
        packed.push(BROTLI_END);
        Ok(packed)
    }

    fn gzip(
        &self,
        prefix: &[u8],
        rest: &[u8],
        settings: &CompressionSettings,
    ) -> io::Result<Vec<u8>> {
        let mut packed = Vec::with_capacity(prefix.len() + rest.len() / 2);
        packed.extend_from_slice(prefix);
        let mut deflate = Compress::new(Compression::new(settings.level), false);
        deflate.set_dictionary(&self.text)?;
        deflate_all(&mut deflate, rest, FlushCompress::Finish, &mut packed)?;
        let mut crc = Crc::new();
        crc.update(&self.text);
        crc.update(rest);
        packed.extend_from_slice(&crc.sum().to_le_bytes());
        packed.extend_from_slice(&crc.amount().to_le_bytes());
        Ok(packed)
    }
}

fn encoder(settings: &CompressionSettings, size: usize) -> BrotliEncoderStateStruct<StandardAlloc> {
    let mut encoder = BrotliEncoderStateStruct::new(StandardAlloc::default());
    encoder.params = settings.brotli(size);
    encoder
}

/// Runs the encoder on all of `bytes`, and appends its output to `packed`.
fn run(
    encoder: &mut BrotliEncoderStateStruct<StandardAlloc>,
    operation: BrotliEncoderOperation,
    bytes: &[u8],
    packed: &mut Vec<u8>,
) -> io::Result<()> {
    let (mut left, mut taken) = (bytes.len(), 0);
    loop {
        // Pass no output buffer; the output is taken from the encoder's own buffer below.
        let (mut room, mut written) = (0, 0);
        let succeeded = encoder.compress_stream(
            operation,
            &mut left,
            bytes,
            &mut taken,
            &mut room,
            &mut [],
            &mut written,
            &mut None,
            &mut |_, _, _, _| (),
        );
        if !succeeded {
            return Err(io::Error::other("the Brotli encoder failed"));
        }
        if !encoder.has_more_output() && left == 0 {
            return Ok(());
        }
        while encoder.has_more_output() {
            let mut length = 0;
            let output = encoder.take_output(&mut length);
            packed.extend_from_slice(&output[..length]);
        }
    }
}

/// Runs `deflate` on all of `bytes`, and appends its output to `packed`.
fn deflate_all(
    deflate: &mut Compress,
    bytes: &[u8],
    flush: FlushCompress,
    packed: &mut Vec<u8>,
) -> Result<(), CompressError> {
    let before = deflate.total_in();
    loop {
        // Reserve at least as much as a flush needs.
        packed.reserve(bytes.len() / 4 + 64);
        let consumed = usize::try_from(deflate.total_in() - before).unwrap_or(bytes.len());
        let status = deflate.compress_vec(&bytes[consumed..], packed, flush)?;
        let all_consumed = deflate.total_in() - before == bytes.len() as u64;
        // If there is room left, the encoder has no more output.
        let finished = all_consumed && packed.len() < packed.capacity();
        if status == Status::StreamEnd || finished && !matches!(flush, FlushCompress::Finish) {
            return Ok(());
        }
    }
}
