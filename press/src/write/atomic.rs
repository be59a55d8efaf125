//! Files that are there whole or not at all.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes beside the target and renames over it, so that nobody ever reads half a file.
///
/// # Errors
/// When the folder cannot be made or the file not written; then nothing is left behind.
pub fn atomic(target: &Path, bytes: &[u8]) -> io::Result<()> {
    place(target, |temporary| std::fs::write(temporary, bytes))
}

/// The same with the content of another file.
pub fn copy(source: &Path, target: &Path) -> io::Result<()> {
    // a copy and no hard link: who changes the published file must not change the cache
    place(target, |temporary| {
        std::fs::copy(source, temporary).map(drop)
    })
}

fn place(target: &Path, fill: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "no file name"));
    };
    std::fs::create_dir_all(folder)?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = name.to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}-{count}.tmp", std::process::id()));
    let done = fill(&temporary).and_then(|()| std::fs::rename(&temporary, target));
    if done.is_err() {
        // it may never have been made
        drop(std::fs::remove_file(&temporary));
    }
    done
}
