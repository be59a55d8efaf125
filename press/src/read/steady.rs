//! A file as it was at one moment, though others may be writing it.

use super::Stamp;
use crate::fault::Fault;
use crate::write::{Step, Steps};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// How long a file that is being written is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
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
    /// It may be as good as ever.
    Fault(Fault),
}

/// Reads a file of at most `limit` bytes. One that changes meanwhile is read again, and so is one
/// that ends too early though it was just written: then somebody is still writing it.
pub fn read(
    path: &Path,
    limit: u64,
    is_cut: impl Fn(&[u8]) -> bool,
    step: Option<&Steps<'_>>,
) -> Result<Steady, Unread> {
    let begun = Instant::now();
    loop {
        let moment = SystemTime::now();
        let once = once(path, limit, step).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Unread::Gone,
            _ => Unread::Fault(Fault::read(path, error)),
        })?;
        let patient = begun.elapsed() < PATIENCE;
        match once {
            None if patient => {}
            None => {
                return Err(Unread::Fault(Fault::Restless {
                    path: path.display().to_string(),
                }));
            }
            Some((stamp, _)) if stamp.size() > limit => {
                return Err(Unread::TooLarge(stamp.size()));
            }
            Some((stamp, bytes)) => {
                let settled = stamp.is_settled(moment);
                if settled || !patient || !is_cut(&bytes) {
                    let stamp = settled.then_some(stamp);
                    return Ok(Steady { bytes, stamp });
                }
            }
        }
        std::thread::sleep(PAUSE);
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
