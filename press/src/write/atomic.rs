//! Atomic file writes: a file is either complete or not there at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes a temporary file next to the target and renames it over the target, so that nothing ever
/// reads half a file, not even after a power failure.
///
/// # Errors
/// If the folder cannot be created or the file cannot be written. No temporary file is left behind.
pub fn atomic(target: &Path, bytes: &[u8]) -> io::Result<()> {
    atomic_by(target, |file| file.write_all(bytes))
}

/// Like [`atomic`], for content that is too large for memory: `fill` writes it to the file.
///
/// # Errors
/// If the folder cannot be created or the file cannot be written. No temporary file is left behind.
pub fn atomic_by(target: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no file name"));
    };
    std::fs::create_dir_all(folder)?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = name.to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}-{count}.tmp", std::process::id()));
    let write = || {
        let mut file = File::create(&temporary)?;
        fill(&mut file)?;
        file.sync_data()
    };
    let result = write().and_then(|()| std::fs::rename(&temporary, target));
    if result.is_err() {
        // Creating the temporary file may be what failed.
        drop(std::fs::remove_file(&temporary));
    }
    result
}
