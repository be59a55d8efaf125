//! Writes pages and images as files of the site: only what changed, and all of it or nothing. Files
//! that press did not write are neither replaced nor removed.
//!
//! Press keeps its own state in a folder `.site.press` beside the site's folder `site`:
//! 1. `manifest.bin`: the files that press wrote, the only ones it may replace or remove.
//! 2. `staging/`: new files, until all of them are complete. A run that fails or is killed up to
//!    this point has changed nothing.
//! 3. `journal.bin`: the files to put in place and to remove, written once everything is staged and
//!    on disk. From this point on, the next publish finishes one that was killed.
//! 4. `untold.bin`: changes that are not in any list of changed files yet, because a publish was
//!    killed or its list could not be written.
//! 5. `lock`: allows one publish at a time, and none while a deploy holds the site ([`lock_shared()`]).
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod check;
mod disk;
mod error;
mod folders;
mod hold;
mod journal;
mod lock;
mod manifest;
mod manifest_preload;
mod names;
pub mod order;
mod pending_purge;
mod place;
mod publish;
mod stage;

pub use error::WriteError;
use error::file_error;
pub use hold::lock_shared;
pub use lock::{Lock, OnWait, lock_exclusive};
pub use manifest::{Entry, FileRecord, Manifest, ManifestRows};
pub use manifest_preload::ManifestPreload;
pub use names::PathList;
pub use publish::{Changed, Committed, FileSize, Publish, PublishSettings};
pub use stage::{Compressed, Precompress, Staged};
