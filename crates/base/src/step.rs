//! The steps of a publish, so that a test can stop it at any of them.

/// A step of a publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before an item or an original is read.
    Read,
    /// Before a file of a picture is put into the cache.
    Keep,
    /// Before a file is staged.
    Stage,
    /// Everything is staged, and the journal is not written yet.
    Staged,
    /// The journal is written, and no file is in its place yet.
    Journaled,
    /// Before a staged file, or all of them, is moved to its place.
    Place,
    /// Before a file is removed.
    Remove,
    /// Everything is in its place, and the manifest is not written yet.
    Placed,
    /// The manifest is written, and the journal is still there.
    Listed,
}

/// Called at each step. An error counts as an I/O error.
pub type Steps<'a> = dyn Fn(Step) -> std::io::Result<()> + Sync + 'a;
