//! Downloads pictures, each once.

use frontpage_base::atomic::atomic;
use frontpage_base::fingerprint::{self, Fingerprint};
use frontpage_fetch::{Answer, Client, FetchError, Request, Validators};
use frontpage_media::extension;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use url::Url;

/// The largest picture, in bytes.
pub const MAX_PICTURE: u64 = 50 << 20;
/// How many pictures are downloaded at once.
const PARALLEL: usize = 4;
/// The number of failures in a row after which nothing more is requested from a host.
const MAX_FAILURES: u32 = 5;
/// The endings of the pictures that stories can show.
const ENDINGS: [&str; 5] = ["jpg", "png", "webp", "gif", "svg"];
/// How many bytes of a fingerprint name a file.
const NAME_BYTES: usize = 12;

/// The results of the downloads by address: the place of the picture relative to the content folder, or why
/// it is missing.
pub type Downloaded = HashMap<String, Result<String, String>>;

/// Downloads the pictures of a source.
pub struct Downloads<'a> {
    client: Arc<Client>,
    content: &'a Path,
    target: String,
    is_dry_run: bool,
    /// How many attempts in a row failed, by host.
    failures: Mutex<HashMap<String, u32>>,
}

impl<'a> Downloads<'a> {
    /// Prepares to download into the folder `target` of the content folder, which ends with a slash. In a dry
    /// run nothing is fetched, and every picture counts as downloaded.
    pub fn new(client: Arc<Client>, content: &'a Path, target: &str, is_dry_run: bool) -> Self {
        Self {
            client,
            content,
            target: target.to_owned(),
            is_dry_run,
            failures: Mutex::default(),
        }
    }

    /// Downloads the pictures that are not there yet, several at once.
    pub fn all(&self, addresses: BTreeSet<String>) -> Downloaded {
        let waiting = Mutex::new(addresses);
        let done = Mutex::new(Downloaded::new());
        let work = || {
            loop {
                let next = lock(&waiting).pop_first();
                let Some(address) = next else { return };
                let result = self.one(&address);
                lock(&done).insert(address, result);
            }
        };
        thread::scope(|scope| {
            for _ in 0..PARALLEL {
                scope.spawn(work);
            }
        });
        done.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn one(&self, address: &str) -> Result<String, String> {
        let url = Url::parse(address).ok();
        let url = url.filter(|url| matches!(url.scheme(), "https" | "http"));
        let url = url.ok_or_else(|| "it has no address of the web".to_owned())?;
        // Try the original before a smaller copy.
        let candidates: Vec<Url> = original(&url).into_iter().chain([url]).collect();
        let mut there = candidates.iter().filter_map(|url| self.existing(url));
        if let Some(place) = there.next() {
            return Ok(place);
        }
        let mut reason = String::new();
        for url in &candidates {
            match self.download(url) {
                Ok(place) => return Ok(place),
                Err(error) => reason = error,
            }
        }
        Err(reason)
    }

    /// Returns the place of a picture without its ending.
    fn stem(&self, url: &Url) -> String {
        let name = name_of(url.as_str().as_bytes());
        format!("{}{}/{name}", self.target, &name[..2])
    }

    fn existing(&self, url: &Url) -> Option<String> {
        let stem = self.stem(url);
        let places = ENDINGS.iter().map(|ending| format!("{stem}.{ending}"));
        let mut places = places.filter(|place| self.content.join(place).is_file());
        places.next()
    }

    fn download(&self, url: &Url) -> Result<String, String> {
        let host = url.host_str().unwrap_or_default();
        if self.is_dry_run {
            return Ok(self.stem(url));
        }
        if lock(&self.failures).get(host).copied().unwrap_or(0) >= MAX_FAILURES {
            return Err(format!(
                "{host} failed {MAX_FAILURES} times in a row, so it was asked no more"
            ));
        }
        let answer = self.client.fetch(&Request {
            url,
            accept: "image/webp,image/png,image/jpeg,image/gif;q=0.9,image/svg+xml;q=0.9,image/*;q=0.5",
            max_bytes: MAX_PICTURE,
            validators: &Validators::default(),
            authorization: None,
        });
        let failures = match &answer {
            Err(error) if is_of_the_host(error) => |failures: u32| failures.saturating_add(1),
            _ => |_| 0,
        };
        let mut known = lock(&self.failures);
        let count = known.entry(host.to_owned()).or_default();
        *count = failures(*count);
        drop(known);
        let bytes = match answer.map_err(|error| error.to_string())? {
            Answer::Fetched(fetched) => fetched.bytes,
            Answer::NotModified => return Err("the host sends no content".into()),
        };
        let Some(ending) = extension(&bytes) else {
            return Err("it is neither a PNG, JPEG, WebP, GIF nor SVG picture".into());
        };
        let place = format!("{}.{ending}", self.stem(url));
        match atomic(&self.content.join(&place), &bytes) {
            Ok(()) => Ok(place),
            Err(error) => Err(format!("it cannot be written: {error}")),
        }
    }
}

/// Returns whether a failure concerns the whole host, and not only one picture.
fn is_of_the_host(error: &FetchError) -> bool {
    match error {
        FetchError::Status { status, .. } => matches!(status, 429 | 500..),
        FetchError::Private { .. }
        | FetchError::UnknownHost { .. }
        | FetchError::Wait(_)
        | FetchError::Timeout
        | FetchError::Transport(_) => true,
        FetchError::Scheme
        | FetchError::Unencrypted
        | FetchError::TooLarge { .. }
        | FetchError::Redirects(_)
        | FetchError::Encoding => false,
    }
}

/// Returns the address of the original of a smaller copy.
fn original(url: &Url) -> Option<Url> {
    let path = crate::pictures::original(url.path())?;
    let mut original = url.clone();
    original.set_path(&path);
    original.set_query(None);
    Some(original)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns a name made from the fingerprint of some bytes.
pub fn name_of(bytes: &[u8]) -> String {
    name_of_fingerprint(&fingerprint::of_bytes(bytes))
}

/// Returns a name made from a fingerprint.
pub fn name_of_fingerprint(fingerprint: &Fingerprint) -> String {
    let bytes = fingerprint[..NAME_BYTES].iter();
    bytes.map(|byte| format!("{byte:02x}")).collect()
}
