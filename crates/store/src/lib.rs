//! From pages and pictures to files: only what changed, all of it or nothing, and nothing of others
//! is replaced or removed.
//!
//! Beside the site's folder `site` lies `.site.press`, with what press needs to know of it:
//! 1. `manifest.bin`: what press wrote, the only files it may replace or remove.
//! 2. `staging/`: new files, until all of them are there. A run that fails or is killed up to here
//!    has changed nothing.
//! 3. `journal.bin`: what is to be put and removed, written once everything is staged and on disk.
//!    From here on every run first finishes the journal, and so a killed publish is finished by the
//!    next one.
//! 4. `untold.bin`: what has changed and is on no list of changes yet, since a publish was killed
//!    or its list could not be written.
//! 5. `lock`: one publish at a time, and none while somebody holds the site still ([`hold()`]).
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod ahead;
mod check;
mod disk;
mod error;
mod folders;
mod hold;
mod journal;
mod lock;
mod manifest;
mod names;
pub mod order;
mod place;
mod publish;
mod stage;
mod untold;

pub use ahead::Ahead;
pub use error::WriteError;
use error::at;
pub use hold::hold;
pub use lock::{Lock, Waiting, take};
pub use manifest::{Entry, Kept, Manifest, ManifestRows};
pub use names::Names;
pub use publish::{Changed, Committed, Publish, Settings};
pub use stage::{Compress, Compressed, Staged};
