//! Whether a file is the one that an earlier run read, without reading it.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file may change twice within one tick of the clock that stamps it. What is younger than this
/// when it is looked at is read again next time; two seconds is the coarsest clock in use (FAT).
const TICK: Duration = Duration::from_secs(2);

/// Size and times of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    modified: i64,
    /// When anything about the file changed: nobody can set this time back.
    changed: i64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(file: &Metadata) -> Self {
        Self {
            size: file.len(),
            modified: file.modified().map_or(i64::MAX, nanoseconds),
            changed: changed(file),
        }
    }

    /// Whether the file had been left alone for a while at `moment`.
    pub fn is_settled(&self, moment: SystemTime) -> bool {
        let newest = self.modified.max(self.changed);
        newest < nanoseconds(moment - TICK)
    }

    /// How large the file is.
    pub fn size(&self) -> u64 {
        self.size
    }
}

/// Nanoseconds since 1970; the ends of the range where it does not fit.
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
    fn a_change_that_hides_behind_the_old_time_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, "one").unwrap();
        let before = std::fs::metadata(&file).unwrap();
        let stamp = Stamp::of(&before);
        assert!(!stamp.is_settled(before.modified().unwrap()));
        assert!(stamp.is_settled(SystemTime::now() + TICK * 2));
        assert_eq!(stamp, Stamp::of(&std::fs::metadata(&file).unwrap()));
        // same size, same time
        while Stamp::of(&std::fs::metadata(&file).unwrap()) == stamp {
            std::fs::write(&file, "two").unwrap();
            let open = std::fs::File::options().write(true).open(&file).unwrap();
            open.set_modified(before.modified().unwrap()).unwrap();
            if !cfg!(unix) {
                return;
            }
        }
    }
}
