//! Stories from other systems become items in the content folder.
//!
//! 1. **An import can be repeated.** Each story has a file of its own, whose path follows from the story's
//!    ID. A second run writes only what changed, so after a run was killed, the next one continues where it
//!    stopped.
//! 2. **An editor's change is kept.** A file that is not as the last import wrote it is left alone and
//!    reported. Only a withdrawal changes it, because that cannot wait.
//! 3. **In doubt, not imported.** Drafts, private posts and posts with a password stay out.
//! 4. **Memory is bounded.** A source is read as a stream, whatever its size; a story that is larger
//!    than a limit is refused, and the next one is read.
//! 5. **The network is not trusted.** Nothing is fetched from a private network unless the source is there; a
//!    story is imported even if its pictures cannot be fetched.
//! 6. **Nothing is dropped silently.** What is refused or left out is in the report, with its place and
//!    the reason.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod downloads;
mod engine;
mod error;
mod files;
mod item;
mod locator;
mod mapping;
mod newspaper;
mod open;
mod options;
mod pictures;
mod progress;
mod recordings;
mod remote;
mod report;
mod run;
mod watch;

pub use error::ImportError;
pub use frontpage_wordpress::Credentials;
pub use locator::Locator;
pub use options::Options;
pub use progress::Progress;
pub use report::{Note, Summary};
pub use run::{plan, run};
pub use watch::{Round, watch};
