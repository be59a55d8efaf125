//! Reads stories in Markdown with front matter, as static site generators keep them.
//!
//! 1. **One model.** A Markdown story becomes the same fields as a ninjs item, so that everything
//!    after this folder is shared.
//! 2. **The common keys.** Front matter is written for Hugo, Zola, Jekyll, Astro or Eleventy; each
//!    field is looked for under the names that they use.
//! 3. **In doubt, not published.** A draft, and an embargo that cannot be read, stay out.
//! 4. **Diagnostics name what the editor wrote**: the key of the front matter, not the ninjs field.

mod body;
mod date;
mod fields;
mod footnotes;
mod front_matter;
pub mod keys;
mod lead;
mod paths;
mod pictures;
mod story;
mod template_comments;

pub use front_matter::{is_truncated, is_whole};
pub use pictures::PicturesOfFile;
pub use story::{BODY, diagnostic, head, item};

use std::path::Path;

/// The file extensions of Markdown.
const EXTENSIONS: [&str; 2] = ["md", "markdown"];

/// Files that are never stories, whatever their text: the description of a repository, and the one that
/// generators keep for a folder.
const NO_STORIES: [&str; 2] = ["_index", "readme"];

/// Returns whether a file is Markdown, judging by its name.
pub fn is_markdown(file: &str) -> bool {
    let extension = Path::new(file).extension().and_then(|e| e.to_str());
    extension.is_some_and(|e| EXTENSIONS.contains(&e))
}

/// Returns whether a Markdown file is never a story, judging by its name.
fn is_no_story(file: &str) -> bool {
    let stem = paths::stem(file).to_ascii_lowercase();
    NO_STORIES.contains(&stem.as_str())
}
