//! The packed copies beside a file: `.br` and `.gz`.
//!
//! What the qualities cost and gain: docs/adr/0006-compression.md.

use super::beginning::Beginning;
use super::policy::{Cache, ENDINGS, policy};
use crate::key::{Key, Mix};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::io::{self, Write};

/// How hard to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Pages and data: there are many, and each publish makes some anew.
    Page,
    /// Style, script, WebAssembly: a few files, made with a release and fetched by everyone.
    Asset,
}

impl Effort {
    /// The effort for a file of the site; `None` where a packed copy would be of no use.
    pub fn of(path: &str) -> Option<Self> {
        let policy = policy(path);
        policy.compressed.then_some(match policy.cache {
            Cache::Immutable => Self::Asset,
            _ => Self::Page,
        })
    }
}

/// Rises when the packers make better copies with the same settings.
const PACKERS: u64 = 2;

/// What the packers are told.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Brotli's quality.
    pub quality: i32,
    /// Brotli's window, as a power of two.
    pub window: i32,
    /// Gzip's level.
    pub level: u32,
}

impl Settings {
    /// For the brotli encoder, to pack about so many bytes.
    pub fn brotli(&self, bytes: usize) -> BrotliEncoderParams {
        BrotliEncoderParams {
            quality: self.quality,
            lgwin: self.window,
            size_hint: bytes,
            ..BrotliEncoderParams::default()
        }
    }
}

impl Effort {
    /// What the packers are told.
    pub const fn settings(self) -> Settings {
        match self {
            // a window below 2^17 makes the encoder choose a search that is twenty times slower
            Self::Page => Settings {
                quality: 5,
                window: 18,
                level: 6,
            },
            Self::Asset => Settings {
                quality: 11,
                window: 22,
                level: 9,
            },
        }
    }
}

/// The hash of all that decides what the packed copies of a file are, but for the file. Not of the
/// program: to pack a whole archive anew takes long, and another build packs the same.
pub fn packing() -> Key {
    let mut mix = Mix::new("packing")
        .number(Some(PACKERS))
        .number(Some(SMALLEST as u64));
    for effort in [Effort::Page, Effort::Asset] {
        let Settings {
            quality,
            window,
            level,
        } = effort.settings();
        for number in [i64::from(quality), i64::from(window), i64::from(level)] {
            mix = mix.bytes(&number.to_le_bytes());
        }
    }
    for (ending, _, packed) in ENDINGS {
        mix = mix.text(ending).number(Some(packed.into()));
    }
    mix.key()
}

/// The packed copies; the same bytes give the same copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// For the `.br` file.
    pub br: Vec<u8>,
    /// For the `.gz` file.
    pub gz: Vec<u8>,
}

/// Below this many bytes a file goes out as it is: it fits a packet either way.
const SMALLEST: usize = 512;

/// The beginnings that pages share, packed so that pages go on from there.
///
/// They are packed as hard as assets: each is packed once, and in each page.
pub fn beginnings(texts: &[impl AsRef<[u8]>]) -> Vec<Beginning> {
    let best = Settings {
        // one stream has one window
        window: Effort::Page.settings().window,
        ..Effort::Asset.settings()
    };
    let packed = texts
        .iter()
        .filter_map(|text| Beginning::new(text.as_ref(), &best));
    packed.collect()
}

/// Packs `bytes`, going on from one of the `beginnings` if it is a page with one. `None` where one of the copies would not be smaller, or the file is tiny: either
/// both copies lie beside a file or none does.
pub fn compress(bytes: &[u8], effort: Effort, beginnings: &[Beginning]) -> Option<Packed> {
    if bytes.len() < SMALLEST {
        return None;
    }
    let begun = match effort {
        Effort::Page => beginnings
            .iter()
            .find_map(|beginning| Some((beginning, beginning.rest(bytes)?))),
        Effort::Asset => None,
    };
    let packed = match begun {
        Some((beginning, rest)) if !rest.is_empty() => {
            beginning.and(rest, &effort.settings()).ok()?
        }
        _ => Packed {
            br: brotli(bytes, effort).ok()?,
            gz: gzip(bytes, effort).ok()?,
        },
    };
    (packed.br.len().max(packed.gz.len()) < bytes.len()).then_some(packed)
}

fn brotli(bytes: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
    let params = effort.settings().brotli(bytes.len());
    let mut packed = Vec::with_capacity(bytes.len() / 2);
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

/// Without name and time in the header, so that the same bytes stay the same.
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

    pub(in crate::host) fn unpack(packed: &Packed) -> (Vec<u8>, Vec<u8>) {
        let (mut br, mut gz) = (Vec::new(), Vec::new());
        brotli::BrotliDecompress(&mut packed.br.as_slice(), &mut br).unwrap();
        flate2::read::GzDecoder::new(packed.gz.as_slice())
            .read_to_end(&mut gz)
            .unwrap();
        (br, gz)
    }

    #[test]
    fn what_is_packed_comes_out_again() {
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
    fn a_page_goes_on_from_the_beginning_it_has() {
        let (head, other) = (text(100), text(90));
        let beginnings = beginnings(&[&head, &other]);
        let page = [head, text(300)].concat();
        let begun = compress(&page, Effort::Page, &beginnings).unwrap();
        assert_ne!(begun, compress(&page, Effort::Page, &[]).unwrap());
        assert!(unpack(&begun) == (page.clone(), page.clone()));
        // assets have none, and nothing is cut where nothing follows
        let asset = compress(&page, Effort::Asset, &beginnings);
        assert_eq!(asset, compress(&page, Effort::Asset, &[]));
        let bare = compress(&other, Effort::Page, &beginnings[1..]);
        assert_eq!(bare, compress(&other, Effort::Page, &[]));
    }

    #[test]
    fn assets_are_packed_harder() {
        let bytes = text(500);
        let [page, asset] =
            [Effort::Page, Effort::Asset].map(|effort| compress(&bytes, effort, &[]));
        assert!(asset.unwrap().br.len() < page.unwrap().br.len());
    }

    #[test]
    fn the_same_bytes_pack_the_same_and_tell_no_time() {
        let bytes = text(100);
        let packed = compress(&bytes, Effort::Page, &[]).unwrap();
        assert_eq!(compress(&bytes, Effort::Page, &[]), Some(packed.clone()));
        // RFC 1952, §2.3: flags without name, four bytes of time
        assert_eq!(packed.gz[3..8], [0, 0, 0, 0, 0]);
    }

    #[test]
    fn what_would_not_get_smaller_has_no_copies() {
        assert_eq!(compress(b"", Effort::Page, &[]), None);
        assert_eq!(compress(&text(5), Effort::Page, &[]), None);
        // bytes without any pattern: a hash of each number
        let noise: Vec<u8> = (0..100_u32)
            .flat_map(|n| *blake3::hash(&n.to_le_bytes()).as_bytes())
            .collect();
        assert_eq!(compress(&noise, Effort::Asset, &[]), None);
    }

    #[test]
    fn the_table_says_what_is_packed_and_how_hard() {
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
