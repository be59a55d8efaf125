//! Whether a folder is as it was left: putting, replacing or removing a file in it changes its
//! time. Some thousand folders are looked at quickly, some hundred thousand files are not.

use frontpage_base::stamp::nanoseconds;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// A folder as it was left. A copy of it is another folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    inode: u64,
    modified: i64,
}

impl Mark {
    /// No folder has it: what lies in the folder has to be looked at.
    pub const DOUBTFUL: Self = Self {
        inode: 0,
        modified: i64::MIN,
    };
}

/// The name of the site's own folder.
pub const ROOT: &str = "/";

/// The mark of a folder, by its name below `out`; none where there is no such folder.
pub fn mark(out: &Path, name: &str) -> Option<Mark> {
    let folder = if name == ROOT {
        std::fs::metadata(out)
    } else {
        std::fs::symlink_metadata(out.join(name))
    };
    let folder = folder.ok().filter(std::fs::Metadata::is_dir)?;
    Some(Mark {
        inode: inode(&folder),
        modified: folder.modified().map_or(i64::MAX, nanoseconds),
    })
}

/// Tells two folders or files apart that have had one name.
#[cfg(unix)]
pub(super) fn inode(folder: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(folder)
}

/// Tells two folders or files apart that have had one name.
#[cfg(not(unix))]
pub(super) fn inode(_: &std::fs::Metadata) -> u64 {
    0
}

/// The folder that a file lies in.
pub fn parent(path: &str) -> &str {
    path.rfind('/').map_or(ROOT, |at| &path[..=at])
}

/// The folders that a change of these files touches.
pub fn touched<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
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
        let folders = touched(["2025/01/02/a.json", "tag/b.json", "c.json"].into_iter());
        let expected = ["/", "2025/", "2025/01/", "2025/01/02/", "tag/"];
        assert!(folders.into_iter().eq(expected));
    }
}
