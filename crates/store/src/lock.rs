//! One publish at a time.

use super::{WriteError, at};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Held as long as it lives; the system lets go of it also where the process is killed.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "it is held, not read")] File);

impl Lock {
    /// What holds a file that is locked already.
    pub(super) fn of(file: File) -> Self {
        Self(file)
    }
}

/// Told the folder that another publish, or a deploy, has.
pub type Waiting<'a> = dyn Fn(&Path) + Sync + 'a;

/// Takes the lock in a folder, which is made where it is missing. Where another has it,
/// `waiting` is called and then waited, or, without it, the answer is an error.
///
/// # Errors
/// [`WriteError::Busy`] where another has it; or when there can be no lock.
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
