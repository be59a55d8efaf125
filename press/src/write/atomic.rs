//! Files that are there whole or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes beside the target and renames over it, so that nobody ever reads half a file, not even
/// after a power cut.
///
/// # Errors
/// When the folder cannot be made or the file not written; then nothing is left behind.
pub fn atomic(target: &Path, bytes: &[u8]) -> io::Result<()> {
    atomic_by(target, |file| file.write_all(bytes))
}

/// The same for what is too large to be in memory at once: `fill` writes it.
///
/// # Errors
/// When the folder cannot be made or the file not written; then nothing is left behind.
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
    let done = write().and_then(|()| std::fs::rename(&temporary, target));
    if done.is_err() {
        // it may never have been made
        drop(std::fs::remove_file(&temporary));
    }
    done
}
