//! The steps of a publish, so that a test can stop it at any of them.

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
pub type StepHook<'a> = dyn Fn(Step) -> std::io::Result<()> + Sync + 'a;
