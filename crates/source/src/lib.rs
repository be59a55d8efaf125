//! What every source of stories offers to an import: its entries one after another, and a story made from
//! each.
//!
//! 1. **A source is read as a stream.** It yields entries in batches, so memory does not grow with it.
//! 2. **Reading is separate from converting.** One thread reads; the expensive conversion runs in parallel.
//! 3. **A story is as its system has it.** The newspaper's sections, tags and other rules are applied later.
#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::mem_forget)]

mod entry;
mod slug_of;
mod story;
mod title;

pub use entry::{AlreadyConverted, Converter, Entry, RawEntry, Refusal, Source};
pub use slug_of::slug_of;
pub use story::{Category, DigitalSource, ImportedStory, Picture, Rights, StoryId, Visibility};
pub use title::title_of;
