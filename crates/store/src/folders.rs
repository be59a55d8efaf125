//! Folder marks, which show whether a folder has changed: adding, replacing or removing a file in
//! it changes its modification time. A few thousand folders can be checked quickly, but not a few
//! hundred thousand files.

use frontpage_base::file_stamp::nanoseconds;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// The state of a folder when press last changed it. A copy of the folder has another mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderMark {
    inode: u64,
    modified: i64,
}

impl FolderMark {
    /// A mark that matches no folder, so the files in the folder have to be checked.
    pub const DOUBTFUL: Self = Self {
        inode: 0,
        modified: i64::MIN,
    };
}

/// The name of the site's root folder.
pub const ROOT: &str = "/";

/// Returns the mark of a folder, by its name below `out`; `None` if there is no such folder.
pub fn mark(out: &Path, name: &str) -> Option<FolderMark> {
    let folder = if name == ROOT {
        std::fs::metadata(out)
    } else {
        std::fs::symlink_metadata(out.join(name))
    };
    let folder = folder.ok().filter(std::fs::Metadata::is_dir)?;
    Some(FolderMark {
        inode: inode(&folder),
        modified: folder.modified().map_or(i64::MAX, nanoseconds),
    })
}

/// Returns the inode number, which differs between two files or folders that have had the same
/// name.
#[cfg(unix)]
pub(super) fn inode(folder: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(folder)
}

/// Returns 0, because this system has no inode numbers.
#[cfg(not(unix))]
pub(super) fn inode(_: &std::fs::Metadata) -> u64 {
    0
}

/// Returns the folder of a file, with a trailing slash.
pub fn parent(path: &str) -> &str {
    path.rfind('/').map_or(ROOT, |at| &path[..=at])
}

/// Returns the folders that change with these files, up to the root.
pub fn changed_folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut folder = parent(path);
        while folders.insert(folder) && folder != ROOT {
            folder = parent(folder.trim_end_matches('/'));
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_touches_every_folder_above_it() {
        let folders = changed_folders(["2025/01/02/a.json", "tag/b.json", "c.json"].into_iter());
        let expected = ["/", "2025/", "2025/01/", "2025/01/02/", "tag/"];
        assert!(folders.into_iter().eq(expected));
    }
}
