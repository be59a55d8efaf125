//! A file as it was at one moment, though others may be writing it.
//!
//! A file that somebody is still writing is waited for, but never on a worker of the thread pool:
//! a few of them would hold up all others. So reading only says that a file is not settled, and
//! [`when_settled`] goes on with the others, waits once for all of them, and asks again.

use crate::fault::Fault;
use crate::stamp::Stamp;
use crate::step::{Step, Steps};
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// How long files that are being written are waited for.
const LIMIT: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(20);

/// A file that held still while it was read.
#[derive(Debug)]
pub struct Steady {
    /// All of it.
    pub bytes: Vec<u8>,
    /// None where it is so young that it must be read again next time.
    pub stamp: Option<Stamp>,
}

/// Why there is nothing to read.
#[derive(Debug)]
pub enum Unread {
    /// It is not there, or no longer.
    Gone,
    /// It has more bytes than allowed.
    TooLarge(u64),
    /// Somebody is writing it. Never the answer to [`Patience::Last`].
    Unsettled,
    /// It may be as good as ever.
    Fault(Fault),
}

/// Whether a file that is being written can be read later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// It can: it is [`Unread::Unsettled`].
    Later,
    /// This is the last time: it is taken as it is.
    Last,
}

/// What came of trying something that needs a file.
pub enum Tried<T, R> {
    /// It is done.
    Done(R),
    /// The file is being written: to be tried again. Never the answer to [`Patience::Last`].
    Unsettled(T),
}

/// Tries something with each of the items, on all cores; where somebody is still writing a file,
/// again after a pause, for up to a second. The pauses are on the thread that calls, and one for
/// all of them. Results are in the order of the items.
pub fn when_settled<T: Send, R: Send>(
    items: impl IntoParallelIterator<Item = T, Iter: IndexedParallelIterator>,
    attempt: impl Fn(T, Patience) -> Tried<T, R> + Sync,
) -> Vec<R> {
    let begun = Instant::now();
    let items = items.into_par_iter();
    let mut tried: Vec<Tried<T, R>> = items.map(|item| attempt(item, Patience::Later)).collect();
    let is_open = |tried: &Tried<T, R>| matches!(tried, Tried::Unsettled(_));
    let mut patience = Patience::Later;
    while patience == Patience::Later && tried.iter().any(is_open) {
        std::thread::sleep(PAUSE);
        if begun.elapsed() >= LIMIT {
            patience = Patience::Last;
        }
        let again = tried.into_par_iter().map(|tried| match tried {
            Tried::Unsettled(item) => attempt(item, patience),
            done => done,
        });
        tried = again.collect();
    }
    let done = tried.into_iter().filter_map(|tried| match tried {
        Tried::Done(result) => Some(result),
        Tried::Unsettled(_) => None,
    });
    done.collect()
}

/// Reads a file of at most `limit` bytes. It is not settled where it changes meanwhile, or ends too
/// early though it was just written.
///
/// # Errors
/// [`Unread`].
pub fn read(
    path: &Path,
    limit: u64,
    is_cut: impl Fn(&[u8]) -> bool,
    patience: Patience,
    step: Option<&Steps<'_>>,
) -> Result<Steady, Unread> {
    let moment = SystemTime::now();
    let once = once(path, limit, step).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Unread::Gone,
        _ => Unread::Fault(Fault::read(path, error)),
    })?;
    let is_last = patience == Patience::Last;
    match once {
        None if is_last => Err(Unread::Fault(Fault::Restless {
            path: path.display().to_string(),
        })),
        None => Err(Unread::Unsettled),
        Some((stamp, _)) if stamp.size() > limit => Err(Unread::TooLarge(stamp.size())),
        Some((stamp, bytes)) => {
            let settled = stamp.is_settled(moment);
            if settled || is_last || !is_cut(&bytes) {
                let stamp = settled.then_some(stamp);
                Ok(Steady { bytes, stamp })
            } else {
                Err(Unread::Unsettled)
            }
        }
    }
}

/// The bytes, or none where the file changed while it was read.
fn once(path: &Path, limit: u64, step: Option<&Steps<'_>>) -> io::Result<Option<(Stamp, Vec<u8>)>> {
    let mut file = File::open(path)?;
    let before = Stamp::of(&file.metadata()?);
    let mut bytes = Vec::new();
    if before.size() > limit {
        return Ok(Some((before, bytes)));
    }
    step.map_or(Ok(()), |step| step(Step::Read))?;
    bytes.reserve_exact(usize::try_from(before.size()).unwrap_or_default() + 1);
    // one byte more than allowed: then it has grown, and the stamp says so
    file.by_ref().take(limit + 1).read_to_end(&mut bytes)?;
    // by its name: it may have been replaced
    let after = Stamp::of(&std::fs::metadata(path)?);
    let steady = before == after && bytes.len() as u64 == before.size();
    Ok(steady.then_some((before, bytes)))
}
