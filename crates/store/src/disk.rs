//! Finds out whether two folders are on the same file system.

use std::fs::Metadata;
use std::path::Path;

/// Whether a folder lies on the same file system as another.
#[cfg(unix)]
pub fn same_file_system(other: &Path, folder: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(other).is_ok_and(|other| other.dev() == folder.dev())
}

/// Whether a folder lies on the same file system as another.
#[cfg(not(unix))]
pub fn same_file_system(_: &Path, _: &Metadata) -> bool {
    true
}
