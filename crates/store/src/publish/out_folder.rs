//! The output folder: whether a site can be published there, and where press's own folder is.

use crate::disk::same_file_system;
use crate::{WriteError, file_error, hold};
use std::path::{Path, PathBuf};

/// Resolves symbolic links in the path of the output folder, because press's own folder has to be
/// beside the real one.
pub fn resolve(out: &Path) -> Result<PathBuf, WriteError> {
    match out.canonicalize() {
        Ok(out) => Ok(out),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let name = out
                .file_name()
                .ok_or_else(|| unusable(out, "has no name"))?;
            let parent = match out.parent() {
                Some(parent) if parent != Path::new("") => parent,
                _ => Path::new("."),
            };
            std::fs::create_dir_all(parent).map_err(file_error(parent))?;
            Ok(parent
                .canonicalize()
                .map_err(file_error(parent))?
                .join(name))
        }
        Err(error) => Err(file_error(out)(error)),
    }
}

/// Returns press's own folder beside the output folder, after checking that it can be there.
pub fn state_folder(out: &Path) -> Result<PathBuf, WriteError> {
    let (Some(parent), Some(state)) = (out.parent(), hold::press_folder(out)) else {
        return Err(unusable(out, "is the root of the file system"));
    };
    match std::fs::metadata(out) {
        Ok(there) if !there.is_dir() => {
            return Err(WriteError::Obstructed {
                path: out.display().to_string(),
                reason: "is not a folder",
            });
        }
        Ok(there) if !same_file_system(parent, &there) => {
            let reason =
                "is a mount point, but new files are staged beside it on the same file system";
            return Err(unusable(out, reason));
        }
        _ => {}
    }
    Ok(state)
}

fn unusable(out: &Path, reason: &'static str) -> WriteError {
    WriteError::UnusableFolder {
        path: out.display().to_string(),
        reason,
    }
}

/// Returns whether the folder is missing or empty.
pub fn is_fresh(out: &Path) -> bool {
    match std::fs::read_dir(out) {
        Ok(mut files) => files.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

/// Returns whether this process runs in the folder. Replacing the folder would leave the process,
/// and the shell that started it, in a deleted folder.
pub fn is_current_folder(out: &Path) -> bool {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    here.is_ok_and(|here| here == out)
}
