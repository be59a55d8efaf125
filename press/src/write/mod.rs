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
//! 5. `lock`: allows one publish at a time, and none while a deploy holds the site ([`hold()`]).

mod ahead;
mod atomic;
mod check;
mod error;
mod folders;
mod hold;
mod journal;
mod lock;
mod manifest;
mod names;
mod place;
mod publish;
mod stage;
mod untold;

pub use ahead::Ahead;
pub use atomic::{atomic, atomic_by};
pub use error::WriteError;
use error::at;
pub(crate) use error::remedy;
pub use hold::hold;
pub use lock::{Lock, Waiting, take};
pub use manifest::{Entry, Kept, Manifest, ManifestRows};
pub use names::Names;
pub use publish::{Changed, Committed, Publish, Settings};
pub use stage::{Compress, Compressed, Staged};

/// A step of a publish, at which tests can stop it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before an item or an original image is read.
    Read,
    /// Before a file of an image is written into the cache.
    Keep,
    /// Before a file is staged.
    Stage,
    /// After everything is staged, before the journal is written.
    Staged,
    /// After the journal is written, before anything is put in place.
    Journaled,
    /// Before a staged file, or the staging folder as a whole, is put in place.
    Place,
    /// Before a file is removed.
    Remove,
    /// After everything is in place, before the manifest is written.
    Placed,
    /// After the manifest is written, before the journal is removed.
    Listed,
}

/// Called at each step. An error that it returns counts as an I/O error.
pub type Steps<'a> = dyn Fn(Step) -> std::io::Result<()> + Sync + 'a;
