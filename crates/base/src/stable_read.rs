//! Stable reads: the contents of a file at one moment, even if other programs are writing to it.
//!
//! Files that are still being written are waited for, but never on a worker of the thread pool, where a few
//! of them would block all others. So a read only reports that a file is unsettled. [`when_settled`]
//! continues with the other files, pauses once for all unsettled ones, and tries them again.

use crate::file_stamp::FileStamp;
use crate::fingerprint::{Fingerprint, StreamFingerprint};
use crate::step::{Step, StepHook};
use crate::system_error::SystemError;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// How long to wait for files that are being written.
const LIMIT: Duration = Duration::from_secs(1);
/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// A file that did not change while it was read.
#[derive(Debug)]
pub struct StableFile {
    /// Its whole contents.
    pub bytes: Vec<u8>,
    /// Its stamp; `None` if the next run must read it again, because it is so new.
    pub stamp: Option<FileStamp>,
}

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadError {
    /// It does not exist, or no longer.
    Gone,
    /// It has this many bytes, which is more than allowed.
    TooLarge(u64),
    /// It is still being written. Never returned for [`Attempt::Last`].
    Unsettled,
    /// A system error; the file itself can be fine.
    Fault(SystemError),
}

/// Whether there will be another attempt to read a file that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// There will be another attempt, so the file is reported as [`ReadError::Unsettled`].
    Later,
    /// This is the last attempt: a truncated file is read as it is, and a file that keeps changing
    /// is an error.
    Last,
}

/// The result of an attempt at something that needs a file.
pub enum AttemptResult<T, R> {
    /// The attempt is complete.
    Done(R),
    /// The file is being written; try this item again. Never returned for [`Attempt::Last`].
    Unsettled(T),
}

/// Calls `attempt` for every item, on all cores. Repeats the attempts whose files are still being
/// written, for up to a second. It pauses on the calling thread, once for all items. The results
/// are in the order of the items.
pub fn when_settled<T: Send, R: Send>(
    items: impl IntoParallelIterator<Item = T, Iter: IndexedParallelIterator>,
    attempt: impl Fn(T, Attempt) -> AttemptResult<T, R> + Sync,
) -> Vec<R> {
    let begun = Instant::now();
    let items = items.into_par_iter();
    let mut tried: Vec<AttemptResult<T, R>> =
        items.map(|item| attempt(item, Attempt::Later)).collect();
    let is_open = |tried: &AttemptResult<T, R>| matches!(tried, AttemptResult::Unsettled(_));
    let mut patience = Attempt::Later;
    while patience == Attempt::Later && tried.iter().any(is_open) {
        std::thread::sleep(PAUSE);
        if begun.elapsed() >= LIMIT {
            patience = Attempt::Last;
        }
        let again = tried.into_par_iter().map(|tried| match tried {
            AttemptResult::Unsettled(item) => attempt(item, patience),
            done => done,
        });
        tried = again.collect();
    }
    let results = tried.into_iter().filter_map(|tried| match tried {
        AttemptResult::Done(result) => Some(result),
        AttemptResult::Unsettled(_) => None,
    });
    results.collect()
}

/// Reads a file of at most `limit` bytes. A file is unsettled if it changes during the read, or if
/// it was just written and `is_cut` says that it is truncated.
///
/// # Errors
/// [`ReadError`] says why the file was not read.
pub fn stable_read(
    path: &Path,
    limit: u64,
    is_cut: impl Fn(&[u8]) -> bool,
    patience: Attempt,
    step: Option<&StepHook<'_>>,
) -> Result<StableFile, ReadError> {
    let moment = SystemTime::now();
    let attempt = once(path, limit, step).map_err(|error| match error.kind() {
        ErrorKind::NotFound => ReadError::Gone,
        _ => ReadError::Fault(SystemError::read(path, error)),
    })?;
    let is_last = patience == Attempt::Last;
    match attempt {
        None if is_last => Err(ReadError::Fault(SystemError::KeepsChanging {
            path: path.display().to_string(),
        })),
        None => Err(ReadError::Unsettled),
        Some((stamp, _)) if stamp.size() > limit => Err(ReadError::TooLarge(stamp.size())),
        Some((stamp, bytes)) => {
            let settled = stamp.is_settled(moment);
            if settled || is_last || !is_cut(&bytes) {
                let stamp = settled.then_some(stamp);
                Ok(StableFile { bytes, stamp })
            } else {
                Err(ReadError::Unsettled)
            }
        }
    }
}

/// Returns the hash and the size of a file of at most `limit` bytes, without holding it in memory. It is
/// unsettled under the same conditions as for [`stable_read`]; `is_cut` gets the file and its size.
///
/// # Errors
/// [`ReadError`] says why the file was not read.
pub fn stable_hash(
    path: &Path,
    limit: u64,
    is_cut: impl Fn(&mut File, u64) -> bool,
    patience: Attempt,
    step: Option<&StepHook<'_>>,
) -> Result<(Fingerprint, u64), ReadError> {
    let moment = SystemTime::now();
    let fault = |error: io::Error| match error.kind() {
        ErrorKind::NotFound => ReadError::Gone,
        _ => ReadError::Fault(SystemError::read(path, error)),
    };
    let mut file = File::open(path).map_err(fault)?;
    let before = FileStamp::of(&file.metadata().map_err(fault)?);
    if before.size() > limit {
        return Err(ReadError::TooLarge(before.size()));
    }
    let is_last = patience == Attempt::Last;
    if !is_last && !before.is_settled(moment) && is_cut(&mut file, before.size()) {
        return Err(ReadError::Unsettled);
    }
    step.map_or(Ok(()), |step| step(Step::Read))
        .and_then(|()| file.rewind())
        .map_err(fault)?;
    let mut hash = StreamFingerprint::default();
    let read = hash
        .add_all(&mut (&mut file).take(limit + 1))
        .map_err(fault)?;
    // Look up the path again, because the file can have been replaced.
    let after = FileStamp::of(&std::fs::metadata(path).map_err(fault)?);
    if before == after && read == before.size() {
        return Ok((hash.key(), read));
    }
    Err(if is_last {
        ReadError::Fault(SystemError::KeepsChanging {
            path: path.display().to_string(),
        })
    } else {
        ReadError::Unsettled
    })
}

/// Returns the stamp and the bytes of a file, or `None` if it changed while it was read. The bytes
/// are empty if the file is larger than `limit`.
fn once(
    path: &Path,
    limit: u64,
    step: Option<&StepHook<'_>>,
) -> io::Result<Option<(FileStamp, Vec<u8>)>> {
    let mut file = File::open(path)?;
    let before = FileStamp::of(&file.metadata()?);
    let mut bytes = Vec::new();
    if before.size() > limit {
        return Ok(Some((before, bytes)));
    }
    step.map_or(Ok(()), |step| step(Step::Read))?;
    bytes.reserve_exact(usize::try_from(before.size()).unwrap_or_default() + 1);
    // Read one byte more than allowed: if it exists, the file has grown, and its stamp shows that.
    file.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
    // Look up the path again, because the file can have been replaced.
    let after = FileStamp::of(&std::fs::metadata(path)?);
    let steady = before == after && bytes.len() as u64 == before.size();
    Ok(steady.then_some((before, bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fingerprint::of_bytes;

    #[test]
    fn a_large_file_is_hashed_and_a_larger_one_is_not_opened_further() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, "film").unwrap();
        let hash =
            |limit, attempt, is_cut: bool| stable_hash(&file, limit, |_, _| is_cut, attempt, None);
        assert!(matches!(
            hash(4, Attempt::Later, false),
            Ok((hash, 4)) if hash == of_bytes(b"film")
        ));
        // A new file that is truncated counts as being written, unless it stays truncated.
        assert!(matches!(
            hash(4, Attempt::Later, true),
            Err(ReadError::Unsettled)
        ));
        assert!(hash(4, Attempt::Last, true).is_ok());
        assert!(matches!(
            hash(3, Attempt::Last, false),
            Err(ReadError::TooLarge(4))
        ));
        // A file with a hole: 40 GB that take no space.
        File::create(&file).unwrap().set_len(40 << 30).unwrap();
        assert!(matches!(
            hash(4 << 30, Attempt::Later, false),
            Err(ReadError::TooLarge(size)) if size == 40 << 30
        ));
    }
}
