//! Turns originals in the content folder into pictures in three widths and two formats, and checks
//! the videos, audio recordings and captions that are published as they are.
//!
//! 1. **The header of a picture is checked before the picture is decoded.** A path in an item cannot leave
//!    the content folder.
//! 2. **Each original is processed once,** and not at all if an earlier run did it.
//! 3. **A file's name is a fingerprint of its original** and of the settings.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod color;
mod decode;
mod encode;
mod image_ref;
mod layers;
mod lookups;
mod moving;
mod path;
mod pixels;
mod probe;
mod recordings;
#[cfg(test)]
mod samples;
mod svg;
mod truncated;
mod webvtt;

pub use decode::extension;
pub use image_ref::ImageRef;
pub use moving::MovingFormat;
pub use recordings::{CheckedFile, FileFormat, MAX_RECORDING_BYTES, recording_extension};
pub use webvtt::podcast_chapters;

use frontpage_base::stable_read::{Attempt, ReadError, stable_read};
use frontpage_base::system_error::SystemError;

use frontpage_base::step::{Step, StepHook};
use frontpage_model::{Format, Image, ImageSource, media_path};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The settings that the names of pictures depend on. The number rises whenever the same original
/// would give different files.
const SETTINGS: &str = "2: sRGB, webp 80, progressive jpeg 80 4:2:0, 480 960 1600";
/// The size limit of an original, in bytes: 100 MB, far more than a real picture needs.
const MAX_BYTES: u64 = 100 << 20;

/// The pictures of a run. Each one is made at most once, and not at all if an earlier run made it.
pub struct Media<'a> {
    content: PathBuf,
    cache: PathBuf,
    by_path: Mutex<HashMap<PathBuf, Slot>>,
    /// The results by content, so that the same picture in two files is not made twice at once.
    by_fingerprint: Mutex<HashMap<String, Slot>>,
    /// Held while a very large picture is decoded and scaled, so that only one of them is in memory
    /// at a time.
    large: Mutex<()>,
    made_count: AtomicUsize,
    /// The pictures that names in items refer to.
    names: lookups::Lookups<CachedPicture>,
    /// The recordings and tracks that names in items refer to.
    files: lookups::Lookups<CheckedFile>,
    step: Option<&'a StepHook<'a>>,
}

type Slot = Arc<OnceLock<Result<CachedPicture, PictureError>>>;

/// Why a picture is not available.
#[derive(Clone, Debug)]
pub enum PictureError {
    /// It is missing or not a valid picture, so the story is published without it.
    Unusable(String),
    /// Its file is still being written. Never returned for [`Attempt::Last`], and never cached.
    Unsettled,
    /// A system error; the picture itself can be fine.
    Fault(SystemError),
}

impl From<String> for PictureError {
    fn from(reason: String) -> Self {
        Self::Unusable(reason)
    }
}

impl From<SystemError> for PictureError {
    fn from(fault: SystemError) -> Self {
        Self::Fault(fault)
    }
}

/// A picture whose files are in the cache.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedPicture {
    /// The fingerprint of the original, which the names of its files have in common.
    #[serde(rename = "key")]
    fingerprint: String,
    /// The width of the largest file, in pixels.
    width: u32,
    /// The height of the largest file, in pixels.
    height: u32,
    /// The format of the original if it moves.
    #[serde(default)]
    moving: Option<MovingFormat>,
}

impl CachedPicture {
    /// Converts it to the picture that a page shows, without alternative text.
    fn image(self) -> Image {
        Image {
            source: ImageSource::Renditions(self.fingerprint),
            width: self.width,
            height: self.height,
            alt: String::new(),
        }
    }
}

impl<'a> Media<'a> {
    /// Opens the pictures in `content`, with the finished ones below `cache`. `step` is called
    /// before an original is read, and before a file is written to the cache.
    ///
    /// # Errors
    /// If the content folder does not exist or the cache cannot be created.
    pub fn new(
        content: &Path,
        cache: &Path,
        step: Option<&'a StepHook<'a>>,
    ) -> std::io::Result<Self> {
        let purpose =
            frontpage_base::fingerprint::FingerprintBuilder::new("pictures").text(SETTINGS);
        let purpose = purpose
            .bytes(&frontpage_base::fingerprint::of_this_program())
            .key();
        let names = lookups::Lookups::open(cache.join("pictures.bin"), purpose);
        let files = lookups::Lookups::open(cache.join("recordings.bin"), purpose);
        let cache = cache.join("media");
        std::fs::create_dir_all(&cache)?;
        Ok(Self {
            names,
            files,
            content: content.canonicalize()?,
            cache,
            by_path: Mutex::default(),
            by_fingerprint: Mutex::default(),
            large: Mutex::default(),
            made_count: AtomicUsize::new(0),
            step,
        })
    }

    /// Returns how many pictures this run has made.
    pub fn made(&self) -> usize {
        self.made_count.load(Ordering::Relaxed)
    }

    /// Returns the files of a picture, each as the path from the site's root and the file in the
    /// cache. A picture on a media host has none.
    pub fn rendition_files(&self, picture: &ImageRef) -> BTreeMap<String, PathBuf> {
        let ImageSource::Renditions(fingerprint) = &picture.source else {
            return BTreeMap::new();
        };
        renditions(fingerprint, picture.width)
            .map(|path| {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                (path, self.cache.join(name))
            })
            .collect()
    }

    /// Returns the picture that an item names by `href`, without alternative text. Makes its files
    /// if the cache does not have them.
    ///
    /// # Errors
    /// [`PictureError`] says why the picture is not available.
    pub fn picture(&self, href: &str, patience: Attempt) -> Result<Image, PictureError> {
        self.named_picture(href, patience).map(CachedPicture::image)
    }

    /// Returns the picture that an item names by `href`, with its format if it moves.
    fn named_picture(&self, href: &str, patience: Attempt) -> Result<CachedPicture, PictureError> {
        let find = || self.find(href, patience);
        self.names.named(href, &self.content, find)
    }

    fn find(&self, href: &str, patience: Attempt) -> Result<CachedPicture, PictureError> {
        let path = path::local(&self.content, href)?;
        let slot = slot(&self.by_path, path.clone());
        // The work inside never waits for another thread of the pool, so there is no deadlock.
        let found = slot.get_or_init(|| self.read(&path, patience)).clone();
        if matches!(found, Err(PictureError::Unsettled)) {
            // Forget this result, so that the next attempt reads the file again.
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

    fn read(&self, path: &Path, patience: Attempt) -> Result<CachedPicture, PictureError> {
        let read = stable_read(
            path,
            MAX_BYTES,
            truncated::is_truncated,
            patience,
            self.step,
        );
        let bytes = match read {
            Ok(steady) => steady.bytes,
            Err(ReadError::Gone) => return Err(PictureError::Unusable("is not there".into())),
            Err(ReadError::TooLarge(size)) => {
                let reason = format!("has {} MB, over the 100 MB allowed", size >> 20);
                return Err(PictureError::Unusable(reason));
            }
            Err(ReadError::Unsettled) => return Err(PictureError::Unsettled),
            Err(ReadError::Fault(fault)) => return Err(fault.into()),
        };
        let fingerprint = fingerprint(&bytes);
        slot(&self.by_fingerprint, fingerprint.clone())
            .get_or_init(|| {
                let moving = moving::format(&bytes);
                if let Some(picture) = self.cached(&fingerprint) {
                    return Ok(CachedPicture { moving, ..picture });
                }
                let picture = self.make(&fingerprint, &bytes)?;
                self.made_count.fetch_add(1, Ordering::Relaxed);
                Ok(CachedPicture { moving, ..picture })
            })
            .clone()
    }

    /// Returns the picture if all its files are in the cache. The marker is written last, so if it
    /// exists, the files do too, unless they were removed.
    fn cached(&self, fingerprint: &str) -> Option<CachedPicture> {
        let marker = std::fs::read(self.marker(fingerprint)).ok()?;
        let picture: CachedPicture = serde_json::from_slice(&marker).ok()?;
        let whole = picture.fingerprint == fingerprint
            && renditions(fingerprint, picture.width).all(|path| {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                std::fs::metadata(self.cache.join(name)).is_ok_and(|file| file.len() > 0)
            });
        whole.then_some(picture)
    }

    fn make(&self, fingerprint: &str, bytes: &[u8]) -> Result<CachedPicture, PictureError> {
        if truncated::is_truncated_jpeg(bytes) || moving::is_truncated_gif(bytes) {
            // The decoder would show the missing part as gray, and browsers would stop in the middle.
            return Err(PictureError::Unusable(
                "is broken: it ends too early".into(),
            ));
        }
        let decode::Original { pixels, large_lock } = decode::decode(bytes, &self.large)?;
        let scaled = encode::scale(pixels)?;
        // The scaled pictures are small, so the next very large picture can start.
        drop(large_lock);
        let mut largest = (0, 0);
        for picture in &scaled {
            for format in [Format::Webp, Format::Jpeg] {
                let file = encode::encode(picture, format)?;
                let name = format!("{fingerprint}-{}.{}", picture.width, format.extension());
                self.keep(&self.cache.join(&name), &file)?;
            }
            largest = largest.max((picture.width, picture.height));
        }
        let picture = CachedPicture {
            fingerprint: fingerprint.into(),
            width: largest.0,
            height: largest.1,
            moving: None,
        };
        self.keep(
            &self.marker(fingerprint),
            &frontpage_base::json::to_vec(&picture),
        )?;
        Ok(picture)
    }

    fn keep(&self, file: &Path, bytes: &[u8]) -> Result<(), SystemError> {
        let free = self.step.map_or(Ok(()), |step| step(Step::Keep));
        free.and_then(|()| frontpage_base::atomic::atomic(file, bytes))
            .map_err(|error| SystemError::cache(file, error))
    }

    fn marker(&self, fingerprint: &str) -> PathBuf {
        self.cache.join(format!("{fingerprint}.json"))
    }
}

fn slot<K: std::hash::Hash + Eq>(slots: &Mutex<HashMap<K, Slot>>, key: K) -> Slot {
    let mut slots = slots.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(slots.entry(key).or_default())
}

/// Returns the name of a picture, which depends on its content: [`NAME_BITS`] bits of BLAKE3.
///
/// Pictures come from strangers. If someone finds two pictures with the same name, one can be shown
/// in place of the other. With n bits, that takes about 2^(n/2) attempts per pair: moments for 64
/// bits, but more than 10^15 attempts for 103 bits.
fn fingerprint(bytes: &[u8]) -> String {
    let mut hash = frontpage_base::fingerprint::StreamFingerprint::default();
    hash.add(SETTINGS.as_bytes());
    hash.add(bytes);
    name(hash.key())
}

/// How many bits of the hash a name contains, which is as many as fit into its digits. Every card
/// names a picture, and 128 bits would exceed the byte budgets of pages.
const NAME_BITS: u32 = 103;

/// The length of a name, in digits and lowercase letters (base 36). This is the most compact form
/// that every file system and URL can hold unchanged. Uppercase letters are not used, because some
/// file systems do not distinguish them from lowercase letters.
const NAME_DIGITS: usize = 20;

/// Returns the first bits of the hash as a name.
fn name(hash: frontpage_base::fingerprint::Fingerprint) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut rest = u128::from_be_bytes(hash) >> (u128::BITS - NAME_BITS);
    let mut name = [b'0'; NAME_DIGITS];
    for digit in name.iter_mut().rev() {
        *digit = DIGITS[(rest % 36) as usize];
        rest /= 36;
    }
    name.map(char::from).iter().collect()
}

/// Returns the name that a picture had when names had 64 bits: the first half of the hash, in
/// hexadecimal. Returns `None` if `name` is not the name of a picture.
pub fn former_name(name: &str) -> Option<String> {
    let hash = name.chars().try_fold(0_u128, |hash, digit| {
        let digit = digit.to_digit(36)?;
        hash.checked_mul(36)?.checked_add(digit.into())
    })?;
    let first_half = hash >> (NAME_BITS - 64);
    (name.len() == NAME_DIGITS).then(|| format!("{first_half:016x}"))
}

fn renditions(fingerprint: &str, largest: u32) -> impl Iterator<Item = String> {
    Image::widths(largest).into_iter().flat_map(move |width| {
        [Format::Webp, Format::Jpeg].map(|format| media_path(fingerprint, width, format))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_name_has_103_bits_and_only_digits_and_lowercase_letters() {
        assert_eq!(name([0; 16]), "0".repeat(NAME_DIGITS));
        // Every bit of the hash matters, except the last ones.
        let last = u128::BITS - NAME_BITS;
        let bits = (last..u128::BITS).map(|bit| name((1_u128 << bit).to_be_bytes()));
        let names: BTreeSet<String> = bits.chain([name([0xff; 16])]).collect();
        assert_eq!(names.len(), 104);
        for name in names.iter().chain([&fingerprint(b"a picture")]) {
            assert_eq!(name.len(), NAME_DIGITS, "{name}");
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            assert!(name.chars().all(plain), "{name}");
        }
        assert_ne!(fingerprint(b"a picture"), fingerprint(b"another"));
    }

    #[test]
    fn the_former_name_of_a_picture_follows_from_its_name() {
        let hash = *b"\x01\x23\x45\x67\x89\xab\xcd\xefeight...";
        let name = name(hash);
        assert_eq!(former_name(&name).as_deref(), Some("0123456789abcdef"));
        for other in ["0123456789abcdef", "", "fire", &"z".repeat(25), &name[1..]] {
            assert_eq!(former_name(other), None, "{other}");
        }
    }
}
