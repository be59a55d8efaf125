//! The pages, with one file for each kind, and the shell around them.

mod article;
mod content;
mod front;
mod listing;
mod live_rails;
mod notice;
mod privacy;
mod shell;
mod skeleton;
mod tool;

pub use article::{Rails, article};
pub use content::content;
pub use front::front;
pub use listing::listing;
pub use live_rails::refresh_rails;
pub use notice::notice;
pub use privacy::{PrivacyFacts, privacy};
pub use shell::{PublishedShell, shell};
pub use skeleton::skeleton;
pub use tool::{ToolPage, YearsOfSections, archive, tool, topic_pair, topics};
