//! Files that are there whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use tempfile::{Builder, NamedTempFile};

/// Writes beside the target and renames over it, so that nobody ever reads half a file, not even
/// after a power failure.
///
/// # Errors
/// When the folder cannot be created or the file not written. Then nothing is left behind.
pub fn atomic(target: &Path, bytes: &[u8]) -> io::Result<()> {
    atomic_by(target, |file| file.write_all(bytes))
}

/// Does the same as [`atomic`] for content that is too large to hold in memory: `fill` writes it.
///
/// # Errors
/// When the folder cannot be created or the file not written. Then nothing is left behind.
pub fn atomic_by(target: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let (Some(folder), Some(_)) = (target.parent(), target.file_name()) else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no file name"));
    };
    std::fs::create_dir_all(folder)?;
    let mut temporary = create(folder)?;
    fill(temporary.as_file_mut())?;
    temporary.as_file().sync_data()?;
    temporary.persist(target)?;
    Ok(())
}

/// A temporary file with the permissions of an ordinary one: the umask decides.
fn create(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
