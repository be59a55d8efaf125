//! A beginning that thousands of pages share, packed once for all of them.
//!
//! Both formats let a stream be cut: what comes after a byte boundary may be packed on its own, as
//! long as it is told what went before (RFC 7932 §9.2 and §10, RFC 1951 §3.2.4). So the beginning
//! is packed as well as it goes, and of each page only the rest, which still may refer to all of
//! the beginning. What it gains: docs/adr/0006-compression.md.

use super::compress::{Packed, Settings};
use brotli::enc::StandardAlloc;
use brotli::enc::backward_references::UnionHasher;
use brotli::enc::encode::{BrotliEncoderOperation, BrotliEncoderStateStruct};
use flate2::{Compress, CompressError, Compression, Crc, FlushCompress, Status};
use std::io;

/// Shorter ones are not worth a cut.
const SHORTEST: usize = 2048;

/// The header without name and time (RFC 1952 §2.3), as for any system.
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// The last metablock, which is empty (RFC 7932 §9.2: ISLAST, ISLASTEMPTY).
const BROTLI_END: u8 = 0b11;

const FLUSH: BrotliEncoderOperation = BrotliEncoderOperation::BROTLI_OPERATION_FLUSH;
const FINISH: BrotliEncoderOperation = BrotliEncoderOperation::BROTLI_OPERATION_FINISH;

/// A beginning, packed so that more can follow.
#[derive(Clone, Debug)]
pub struct Beginning {
    text: Vec<u8>,
    br: Vec<u8>,
    gz: Vec<u8>,
}

impl Beginning {
    /// Packs it. `None` where it is too short to be worth it, or could not be packed.
    pub fn new(text: &[u8], best: &Settings) -> Option<Self> {
        if text.len() < SHORTEST {
            return None;
        }
        let mut br = Vec::with_capacity(text.len() / 2);
        run(&mut encoder(best, text.len()), FLUSH, text, &mut br).ok()?;
        let mut gz = GZIP_HEADER.to_vec();
        let mut deflate = Compress::new(Compression::new(best.level), false);
        deflate_all(&mut deflate, text, FlushCompress::Sync, &mut gz).ok()?;
        Some(Self {
            text: text.to_vec(),
            br,
            gz,
        })
    }

    /// What of a page is its own; `None` where it begins differently.
    pub fn rest<'a>(&self, page: &'a [u8]) -> Option<&'a [u8]> {
        page.strip_prefix(&*self.text)
    }

    /// The packed copies of the whole page whose [`rest`](Self::rest) this is.
    ///
    /// # Errors
    /// What the packers say.
    pub fn and(&self, rest: &[u8], settings: &Settings) -> io::Result<Packed> {
        Ok(Packed {
            br: self.brotli(rest, settings)?,
            gz: self.gzip(rest, settings)?,
        })
    }

    fn brotli(&self, rest: &[u8], settings: &Settings) -> io::Result<Vec<u8>> {
        let mut packed = Vec::with_capacity(self.br.len() + rest.len() / 2);
        packed.extend_from_slice(&self.br);
        let mut encoder = encoder(settings, rest.len());
        // no header of its own, and no distance of before is known to it
        encoder.params.catable = true;
        encoder.params.bare_stream = true;
        encoder.set_custom_dictionary_with_optional_precomputed_hasher(
            self.text.len(),
            &self.text,
            UnionHasher::Uninit,
            // the bytes before are contexts of the first ones, as in the encoder's own threads
            true,
        );
        // switched off with a dictionary, whose length a decoder does not know; here it stands
        // in the stream, so that the format's own words are where the encoder thinks
        encoder.params.use_dictionary = true;
        run(&mut encoder, FINISH, rest, &mut packed)?;
        packed.push(BROTLI_END);
        Ok(packed)
    }

    fn gzip(&self, rest: &[u8], settings: &Settings) -> io::Result<Vec<u8>> {
        let mut packed = Vec::with_capacity(self.gz.len() + rest.len() / 2);
        packed.extend_from_slice(&self.gz);
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

fn encoder(settings: &Settings, size: usize) -> BrotliEncoderStateStruct<StandardAlloc> {
    let mut encoder = BrotliEncoderStateStruct::new(StandardAlloc::default());
    encoder.params = settings.brotli(size);
    encoder
}

/// Gives the encoder all of `bytes`, and takes all it makes of them.
fn run(
    encoder: &mut BrotliEncoderStateStruct<StandardAlloc>,
    operation: BrotliEncoderOperation,
    bytes: &[u8],
    packed: &mut Vec<u8>,
) -> io::Result<()> {
    let (mut left, mut taken) = (bytes.len(), 0);
    loop {
        // no room here: what is made is read from the encoder's own below
        let (mut room, mut written) = (0, 0);
        let fine = encoder.compress_stream(
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
        if !fine {
            return Err(io::Error::other("brotli could not pack"));
        }
        if !encoder.has_more_output() && left == 0 {
            return Ok(());
        }
        while encoder.has_more_output() {
            let mut all = 0;
            let made = encoder.take_output(&mut all);
            packed.extend_from_slice(&made[..all]);
        }
    }
}

/// Gives `deflate` all of `bytes`, and takes all it makes of them.
fn deflate_all(
    deflate: &mut Compress,
    bytes: &[u8],
    flush: FlushCompress,
    packed: &mut Vec<u8>,
) -> Result<(), CompressError> {
    let before = deflate.total_in();
    loop {
        // at the least what a flush needs
        packed.reserve(bytes.len() / 4 + 64);
        let done = usize::try_from(deflate.total_in() - before).unwrap_or(bytes.len());
        let status = deflate.compress_vec(&bytes[done..], packed, flush)?;
        let taken = deflate.total_in() - before == bytes.len() as u64;
        // room that is left says that nothing waits for more
        let all = taken && packed.len() < packed.capacity();
        if status == Status::StreamEnd || all && !matches!(flush, FlushCompress::Finish) {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::compress::{Effort, tests::unpack};
    use super::*;
    use proptest::prelude::*;

    fn page() -> Settings {
        Effort::Page.settings()
    }

    fn beginning(text: &[u8]) -> Beginning {
        let best = Settings {
            window: page().window,
            ..Effort::Asset.settings()
        };
        Beginning::new(text, &best).unwrap()
    }

    /// Something like a style sheet.
    fn style() -> Vec<u8> {
        let rule = |n| {
            format!(
                ".name-{n}{{margin-inline:{n}px;color:var(--ink-{})}}\n",
                n % 7
            )
        };
        (0..200).map(rule).collect::<String>().into_bytes()
    }

    fn comes_out_again(text: &[u8], rest: &[u8]) {
        let whole = [text, rest].concat();
        let packed = beginning(text).and(rest, &page()).unwrap();
        let (br, gz) = unpack(&packed);
        assert!(br == whole, "brotli, {} bytes behind", rest.len());
        assert!(gz == whole, "gzip, {} bytes behind", rest.len());
    }

    #[test]
    fn a_page_comes_out_again_however_long_it_is() {
        let style = style();
        for length in [1, 2, 3, 100, 65_535, 65_536, 65_537, 300_000, 1_000_000] {
            let line = |n| format!("<p class=\"name-{n}\">The time of the people, line {n}.</p>\n");
            let rest: String = (0..=length / 40).map(line).collect();
            comes_out_again(&style, &rest.as_bytes()[..length]);
        }
        // longer than the window
        let long = style.repeat(60);
        assert!(long.len() > 1 << page().window);
        comes_out_again(&long, &style);
    }

    #[test]
    fn what_follows_refers_to_the_beginning_and_to_the_formats_own_words() {
        let (style, page) = (style(), page());
        let beginning = beginning(&style);
        let again = beginning.and(&style, &page).unwrap();
        assert!(again.br.len() < beginning.br.len() + 40);
        assert!(again.gz.len() < beginning.gz.len() * 5 / 4);
        // in brotli's own dictionary (RFC 7932, appendix A), and not in the style
        let words = "The time of the government, and information about the university of the \
                     people in the world; international business, after the development";
        let words = words.as_bytes();
        let (mut alone, mut reader) = (Vec::new(), words);
        let params = page.brotli(words.len());
        brotli::BrotliCompress(&mut reader, &mut alone, &params).unwrap();
        let own = beginning.and(words, &page).unwrap().br.len() - beginning.br.len();
        assert!(
            own < alone.len() + 10,
            "{own} bytes, and {} alone",
            alone.len()
        );
    }

    #[test]
    fn only_a_long_beginning_is_worth_it_and_only_for_its_pages() {
        let style = style();
        let best = Effort::Asset.settings();
        assert!(Beginning::new(&style[..SHORTEST - 1], &best).is_none());
        let beginning = beginning(&style);
        assert_eq!(
            beginning.rest(&[&style, &b"more"[..]].concat()),
            Some(&b"more"[..])
        );
        assert_eq!(beginning.rest(&style[1..]), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_page_comes_out_again(
            text in proptest::collection::vec(any::<u8>(), SHORTEST..4 * SHORTEST),
            rest in "[ -~]{1,400}|\\PC{1,200}",
            times in 1_usize..200,
        ) {
            comes_out_again(&text, rest.repeat(times).as_bytes());
        }
    }
}
