//! Keeps a site unchanged while it is being read, for example by a deploy.

use super::{Lock, WriteError, file_error};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The journal's file name in the folder beside the site.
pub(super) const JOURNAL: &str = "journal.bin";

/// Returns press's own folder beside the site; `None` for the root of the file system.
pub(super) fn press_folder(out: &Path) -> Option<PathBuf> {
    let name = out.file_name()?.to_string_lossy();
    Some(out.parent()?.join(format!(".{name}.press")))
}

/// Keeps publishes from changing a site while the returned lock lives. The lock is shared, so
/// several processes can hold it. If a publish is under way, calls `waiting` with press's own
/// folder, then waits. Writes nothing. Returns `None` if there is no lock file.
///
/// # Errors
/// [`WriteError::Interrupted`] if a publish stopped halfway, or an I/O error of the lock file.
pub fn lock_shared(out: &Path, waiting: impl FnOnce(&Path)) -> Result<Option<Lock>, WriteError> {
    let out = out.canonicalize().map_err(file_error(out))?;
    let Some(state) = press_folder(&out) else {
        return Ok(None);
    };
    let path = state.join("lock");
    let lock = match File::open(&path) {
        Ok(file) => {
            match file.try_lock_shared() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    waiting(&state);
                    file.lock_shared().map_err(file_error(&path))?;
                }
                Err(TryLockError::Error(error)) => return Err(file_error(&path)(error)),
            }
            Some(Lock::of(file))
        }
        // The site may have been copied from another machine without press's own folder.
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(file_error(&path)(error)),
    };
    match state.join(JOURNAL).try_exists() {
        Ok(false) => Ok(lock),
        Ok(true) => Err(WriteError::Interrupted {
            out: out.display().to_string(),
        }),
        Err(error) => Err(file_error(&state)(error)),
    }
}
