//! A lock file that allows one publish at a time.

use super::{WriteError, at};
use std::fs::{File, TryLockError};
use std::path::Path;

/// A lock that is held while this value lives. The system releases it even if the process is
/// killed.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "it is held, not read")] File);

impl Lock {
    /// Wraps a file that is locked already.
    pub(super) fn of(file: File) -> Self {
        Self(file)
    }
}

/// Called with the folder that another publish or a deploy has locked, before waiting for it.
pub type Waiting<'a> = dyn Fn(&Path) + Sync + 'a;

/// Takes the lock of a folder, which is created if it is missing. If another process has the lock,
/// calls `waiting` and then waits; without `waiting`, returns an error.
///
/// # Errors
/// [`WriteError::Busy`] if another process has the lock, or an I/O error of the lock file.
pub fn take(folder: &Path, waiting: Option<&Waiting<'_>>) -> Result<Lock, WriteError> {
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let path = folder.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(at(&path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => match waiting {
            Some(waiting) => {
                waiting(folder);
                file.lock().map_err(at(&path))?;
            }
            None => {
                return Err(WriteError::Busy {
                    path: path.display().to_string(),
                });
            }
        },
        Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
    }
    Ok(Lock(file))
}
