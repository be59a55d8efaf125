//! Originals become renditions: pictures are checked, decoded, scaled and encoded, in three widths
//! and two formats.
//!
//! 1. **A picture is judged by its header before it is decoded.** A path in an item never leaves the
//!    content folder.
//! 2. **Each original is processed once,** and not at all if an earlier run did it.
//! 3. **A file's name is a fingerprint of its original** and of the settings.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod color;
mod cut;
mod decode;
mod encode;
mod image_ref;
mod layers;
mod path;
mod pixels;
mod seen;
mod svg;

pub use image_ref::Shown;

use frontpage_base::fault::Fault;
use frontpage_base::steady::{Patience, Unread, read as read_steady};

use frontpage_base::step::{Step, Steps};
use frontpage_model::{Format, Image, media_path};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Rises when the same original would give other files: the names change with it.
const SETTINGS: &str = "2: sRGB, webp 80, progressive jpeg 80 4:2:0, 480 960 1600";
/// No original of a newspaper comes near this.
const MAX_BYTES: u64 = 100 << 20;

/// The pictures of a run: each is made at most once, and not at all if an earlier run made it.
pub struct Media<'a> {
    content: PathBuf,
    cache: PathBuf,
    by_path: Mutex<HashMap<PathBuf, Slot>>,
    /// By content: two files with the same picture must not be made at the same time.
    by_key: Mutex<HashMap<String, Slot>>,
    /// Held while a very large picture is decoded and scaled, so that there is one in memory at a
    /// time.
    large: Mutex<()>,
    made: AtomicUsize,
    /// What the names in the items stand for.
    names: seen::Names,
    step: Option<&'a Steps<'a>>,
}

type Slot = Arc<OnceLock<Result<Picture, NoPicture>>>;

/// Why there is no picture.
#[derive(Clone, Debug)]
pub enum NoPicture {
    /// It is not there, or no picture: the story goes without it.
    Bad(String),
    /// Somebody is writing its file. Never the answer to [`Patience::Last`], and not remembered.
    Unsettled,
    /// It may be as good as ever.
    Fault(Fault),
}

impl From<String> for NoPicture {
    fn from(reason: String) -> Self {
        Self::Bad(reason)
    }
}

impl From<Fault> for NoPicture {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A picture whose files are in the cache.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Names the files.
    key: String,
    /// Of the largest file.
    width: u32,
    height: u32,
}

impl Picture {
    /// The picture as a page shows it, without an alternative text.
    fn image(self) -> Image {
        Image {
            key: self.key,
            width: self.width,
            height: self.height,
            alt: String::new(),
        }
    }
}

impl<'a> Media<'a> {
    /// Pictures of `content`, with finished ones below `cache`. `step` is called before an original
    /// is read, and before a file is put into the cache.
    ///
    /// # Errors
    /// When the content folder is not there or the cache cannot be made.
    pub fn new(content: &Path, cache: &Path, step: Option<&'a Steps<'a>>) -> std::io::Result<Self> {
        let purpose = frontpage_base::key::Mix::new("pictures").text(SETTINGS);
        let purpose = purpose.bytes(&frontpage_base::key::of_press()).key();
        let names = seen::Names::open(cache.join("pictures.bin"), purpose);
        let cache = cache.join("media");
        std::fs::create_dir_all(&cache)?;
        Ok(Self {
            names,
            content: content.canonicalize()?,
            cache,
            by_path: Mutex::default(),
            by_key: Mutex::default(),
            large: Mutex::default(),
            made: AtomicUsize::new(0),
            step,
        })
    }

    /// How many pictures were made in this run.
    pub fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// The files of a picture: the path from the site's root, and the file in the cache.
    pub fn files(&self, picture: &Shown) -> BTreeMap<String, PathBuf> {
        renditions(&picture.key, picture.width)
            .map(|path| {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                (path, self.cache.join(name))
            })
            .collect()
    }

    /// The picture that an item names by `href`, scaled and without an alternative text.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn picture(&self, href: &str, patience: Patience) -> Result<Image, NoPicture> {
        self.named(href, patience).map(Picture::image)
    }

    fn find(&self, href: &str, patience: Patience) -> Result<Picture, NoPicture> {
        let path = path::local(&self.content, href)?;
        let slot = slot(&self.by_path, path.clone());
        // the work inside never waits for another thread of the pool: no deadlock
        let found = slot.get_or_init(|| self.read(&path, patience)).clone();
        if matches!(found, Err(NoPicture::Unsettled)) {
            // The next try reads it again.
            let by_path = self.by_path.lock();
            let mut by_path = by_path.unwrap_or_else(PoisonError::into_inner);
            if by_path
                .get(&path)
                .is_some_and(|there| Arc::ptr_eq(there, &slot))
            {
                by_path.remove(&path);
            }
        }
        found
    }

    fn read(&self, path: &Path, patience: Patience) -> Result<Picture, NoPicture> {
        let read = read_steady(path, MAX_BYTES, cut::is_cut, patience, self.step);
        let bytes = match read {
            Ok(steady) => steady.bytes,
            Err(Unread::Gone) => return Err(NoPicture::Bad("is not there".into())),
            Err(Unread::TooLarge(size)) => {
                let reason = format!("has {} MB, over the 100 allowed", size >> 20);
                return Err(NoPicture::Bad(reason));
            }
            Err(Unread::Unsettled) => return Err(NoPicture::Unsettled),
            Err(Unread::Fault(fault)) => return Err(fault.into()),
        };
        let key = key(&bytes);
        slot(&self.by_key, key.clone())
            .get_or_init(|| {
                if let Some(picture) = self.cached(&key) {
                    return Ok(picture);
                }
                let picture = self.make(&key, &bytes)?;
                self.made.fetch_add(1, Ordering::Relaxed);
                Ok(picture)
            })
            .clone()
    }

    /// The marker is written last: with it, the files are there, unless someone removed them.
    fn cached(&self, key: &str) -> Option<Picture> {
        let marker = std::fs::read(self.marker(key)).ok()?;
        let picture: Picture = serde_json::from_slice(&marker).ok()?;
        let whole = picture.key == key
            && renditions(key, picture.width).all(|path| {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                std::fs::metadata(self.cache.join(name)).is_ok_and(|file| file.len() > 0)
            });
        whole.then_some(picture)
    }

    fn make(&self, key: &str, bytes: &[u8]) -> Result<Picture, NoPicture> {
        if cut::is_cut_jpeg(bytes) {
            // the decoder would make the rest of it grey
            return Err(NoPicture::Bad("is broken: it ends too early".into()));
        }
        let decode::Original { pixels, alone } = decode::decode(bytes, &self.large)?;
        let scaled = encode::scale(pixels)?;
        // what is left is small
        drop(alone);
        let mut largest = (0, 0);
        for picture in &scaled {
            for format in [Format::Webp, Format::Jpeg] {
                let file = encode::encode(picture, format)?;
                let name = format!("{key}-{}.{}", picture.width, format.extension());
                self.keep(&self.cache.join(&name), &file)?;
            }
            largest = largest.max((picture.width, picture.height));
        }
        let picture = Picture {
            key: key.into(),
            width: largest.0,
            height: largest.1,
        };
        self.keep(&self.marker(key), &frontpage_base::json::bytes(&picture))?;
        Ok(picture)
    }

    fn keep(&self, file: &Path, bytes: &[u8]) -> Result<(), Fault> {
        let free = self.step.map_or(Ok(()), |step| step(Step::Keep));
        free.and_then(|()| frontpage_base::atomic::atomic(file, bytes))
            .map_err(|error| Fault::keep(file, error))
    }

    fn marker(&self, key: &str) -> PathBuf {
        self.cache.join(format!("{key}.json"))
    }
}

fn slot<K: std::hash::Hash + Eq>(slots: &Mutex<HashMap<K, Slot>>, key: K) -> Slot {
    let mut slots = slots.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(slots.entry(key).or_default())
}

/// The name of a picture, by its content: [`NAME_BITS`] bits of BLAKE3.
///
/// Pictures come from strangers, and whoever finds two that share a name can have one shown in the
/// place of the other. Finding them takes about 2 to the power of half the bits tries: with 64 bits
/// a moment's work, with 103 some thousand million million tries, for each two pictures again.
fn key(bytes: &[u8]) -> String {
    let mut hash = frontpage_base::key::Hasher::default();
    hash.add(SETTINGS.as_bytes());
    hash.add(bytes);
    name(hash.key())
}

/// How many bits of the hash a name has: as many as fit into its digits. A picture is named on each
/// card, and 128 bits were more than the byte budgets of pages leave room for.
const NAME_BITS: u32 = 103;

/// How long a name is: the shortest text that any file system and any URL can hold as it is, in
/// digits and small letters (base 36). Capitals are left out, since there are file systems on which
/// they are the same as small letters.
const NAME_DIGITS: usize = 20;

/// The first bits of the hash as a name.
fn name(hash: frontpage_base::key::Key) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut rest = u128::from_be_bytes(hash) >> (u128::BITS - NAME_BITS);
    let mut name = [b'0'; NAME_DIGITS];
    for digit in name.iter_mut().rev() {
        *digit = DIGITS[(rest % 36) as usize];
        rest /= 36;
    }
    name.map(char::from).iter().collect()
}

/// The name that a picture had when names had 64 bits: the first half of the hash, in hex. None
/// for what is no name of a picture.
pub fn former_name(name: &str) -> Option<String> {
    let hash = name.chars().try_fold(0_u128, |hash, digit| {
        let digit = digit.to_digit(36)?;
        hash.checked_mul(36)?.checked_add(digit.into())
    })?;
    let first_half = hash >> (NAME_BITS - 64);
    (name.len() == NAME_DIGITS).then(|| format!("{first_half:016x}"))
}

fn renditions(key: &str, largest: u32) -> impl Iterator<Item = String> {
    Image::widths(largest).into_iter().flat_map(move |width| {
        [Format::Webp, Format::Jpeg].map(|format| media_path(key, width, format))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_picture_is_named_by_103_bits_that_every_file_system_tells_apart() {
        assert_eq!(name([0; 16]), "0".repeat(NAME_DIGITS));
        // Each bit of the hash counts, but for the last ones.
        let last = u128::BITS - NAME_BITS;
        let bits = (last..u128::BITS).map(|bit| name((1_u128 << bit).to_be_bytes()));
        let names: BTreeSet<String> = bits.chain([name([0xff; 16])]).collect();
        assert_eq!(names.len(), 104);
        for name in names.iter().chain([&key(b"a picture")]) {
            assert_eq!(name.len(), NAME_DIGITS, "{name}");
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            assert!(name.chars().all(plain), "{name}");
        }
        assert_ne!(key(b"a picture"), key(b"another"));
    }

    #[test]
    fn the_former_name_of_a_picture_is_known_from_its_name() {
        let hash = *b"\x01\x23\x45\x67\x89\xab\xcd\xefeight...";
        let name = name(hash);
        assert_eq!(former_name(&name).as_deref(), Some("0123456789abcdef"));
        for other in ["0123456789abcdef", "", "fire", &"z".repeat(25), &name[1..]] {
            assert_eq!(former_name(other), None, "{other}");
        }
    }
}
