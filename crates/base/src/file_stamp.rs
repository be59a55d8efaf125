//! File stamps: show whether a file has changed since an earlier run, without reading it.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The minimum age of a file whose stamp can be trusted. A file can change twice within one tick of
/// the file system's clock, so the next run reads newer files again. Two seconds is the coarsest
/// clock in use (FAT).
const TICK: Duration = Duration::from_secs(2);

/// The size and the times of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    size: u64,
    /// When the contents were modified, in nanoseconds since 1970.
    modified: i64,
    /// When anything about the file changed, in nanoseconds since 1970. Unlike `modified`, this
    /// time cannot be set back. Always 0 outside Unix.
    changed: i64,
}

impl FileStamp {
    /// Returns the stamp of a file.
    pub fn of(file: &Metadata) -> Self {
        Self {
            size: file.len(),
            modified: file.modified().map_or(i64::MAX, nanoseconds),
            changed: changed(file),
        }
    }

    /// Returns whether the file had not changed for two seconds before `moment`.
    pub fn is_settled(&self, moment: SystemTime) -> bool {
        let newest = self.modified.max(self.changed);
        newest < nanoseconds(moment - TICK)
    }

    /// Returns the size of the file in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }
}

/// Returns a time in nanoseconds since 1970, clamped to the range of `i64`.
pub fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |n| -n),
    }
}

#[cfg(unix)]
fn changed(file: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    file.ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(file.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> i64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_that_restores_the_old_modification_time_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, "one").unwrap();
        let before = std::fs::metadata(&file).unwrap();
        let stamp = FileStamp::of(&before);
        assert!(!stamp.is_settled(before.modified().unwrap()));
        assert!(stamp.is_settled(SystemTime::now() + TICK * 2));
        assert_eq!(stamp, FileStamp::of(&std::fs::metadata(&file).unwrap()));
        // The size and the modification time stay the same.
        while FileStamp::of(&std::fs::metadata(&file).unwrap()) == stamp {
            std::fs::write(&file, "two").unwrap();
            let open = std::fs::File::options().write(true).open(&file).unwrap();
            open.set_modified(before.modified().unwrap()).unwrap();
            if !cfg!(unix) {
                return;
            }
        }
    }
}
