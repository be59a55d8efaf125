//! A lock file that allows one publish at a time.

use super::{WriteError, file_error};
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
pub type OnWait<'a> = dyn Fn(&Path) + Sync + 'a;

/// Takes the lock of a folder, which is created if it is missing. If another process has the lock,
/// calls `waiting` and then waits; without `waiting`, returns an error.
///
/// # Errors
/// [`WriteError::Busy`] if another process has the lock, or an I/O error of the lock file.
pub fn lock_exclusive(folder: &Path, waiting: Option<&OnWait<'_>>) -> Result<Lock, WriteError> {
    std::fs::create_dir_all(folder).map_err(file_error(folder))?;
    let path = folder.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(file_error(&path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => match waiting {
            Some(waiting) => {
                waiting(folder);
                file.lock().map_err(file_error(&path))?;
            }
            None => {
                return Err(WriteError::Busy {
                    path: path.display().to_string(),
                });
            }
        },
        Err(TryLockError::Error(error)) => return Err(file_error(&path)(error)),
    }
    Ok(Lock(file))
}
