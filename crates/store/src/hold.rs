//! Holding a site still while it is read: for whoever sends it somewhere.

use super::{Lock, WriteError, at};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What is left to do of a publish that was killed, in the folder beside the site.
pub(super) const JOURNAL: &str = "journal.bin";

/// The folder beside the site that is press's own; none beside the root of everything.
pub(super) fn state(out: &Path) -> Option<PathBuf> {
    let name = out.file_name()?.to_string_lossy();
    Some(out.parent()?.join(format!(".{name}.press")))
}

/// Keeps publishes from changing a site as long as the answer lives. Several may hold it at a time.
/// Where a publish is under way, `waiting` is called with its folder, and then waited. Nothing is
/// written; where no publish has ever been, there is nothing to hold.
///
/// # Errors
/// [`WriteError::HalfPlaced`] where a publish has stopped half-way; or when there can be no lock.
pub fn hold(out: &Path, waiting: impl FnOnce(&Path)) -> Result<Option<Lock>, WriteError> {
    let out = out.canonicalize().map_err(at(out))?;
    let Some(state) = state(&out) else {
        return Ok(None);
    };
    let path = state.join("lock");
    let lock = match File::open(&path) {
        Ok(file) => {
            match file.try_lock_shared() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    waiting(&state);
                    file.lock_shared().map_err(at(&path))?;
                }
                Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
            }
            Some(Lock::of(file))
        }
        // the folder may have come from another machine without it
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(at(&path)(error)),
    };
    match state.join(JOURNAL).try_exists() {
        Ok(false) => Ok(lock),
        Ok(true) => Err(WriteError::HalfPlaced {
            out: out.display().to_string(),
        }),
        Err(error) => Err(at(&state)(error)),
    }
}
