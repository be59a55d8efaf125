//! Why the site's files could not be written, and what to do.

use frontpage_base::fault::remedy;
use std::path::Path;

/// Why the files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file cannot be read or written.
    #[error("{path}: {source}{}", remedy(source))]
    File {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Another publish, or a deploy of the same site, is under way.
    #[error("{path}: another publish or a deploy is under way; wait until it is done")]
    Busy {
        /// The lock.
        path: String,
    },
    /// The folder cannot have press's own folder beside it.
    #[error("{path}: {reason}; name a folder inside it, as in {path}/site")]
    Place {
        /// The folder.
        path: String,
        /// Why.
        reason: &'static str,
    },
    /// There are files that press did not write, or that somebody changed since.
    #[error(
        "{out}: {count} of the files to be written {} there already, and not as press left {}: {}; \
         nothing was written; name another folder, move them away, or take them over with --adopt",
        if *count == 1 { "is" } else { "are" },
        if *count == 1 { "it" } else { "them" },
        names(files, *count)
    )]
    Others {
        /// The folder.
        out: String,
        /// Some of them.
        files: Vec<String>,
        /// How many there are.
        count: usize,
    },
    /// Something is in the way that cannot be taken over.
    #[error("{path}: {reason}; nothing was written; move it away, or name another folder")]
    InTheWay {
        /// What.
        path: String,
        /// Why it cannot.
        reason: &'static str,
    },
    /// The publish stopped half-way.
    #[error("{source}; the new site is not all in its place yet: publish again to finish it")]
    HalfWay {
        /// What stopped it.
        source: Box<WriteError>,
    },
    /// A publish was interrupted, and nobody has finished it.
    #[error(
        "{out}: a publish stopped half-way, and the site is not all in its place; publish again: \
         it finishes what was interrupted"
    )]
    HalfPlaced {
        /// The folder.
        out: String,
    },
    /// The journal of an earlier run cannot be read.
    #[error(
        "{path}: is broken, and so an earlier publish cannot be finished; remove the folder it \
         lies in, and publish with --adopt"
    )]
    Journal {
        /// The journal.
        path: String,
    },
}

/// An error with a file.
pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> WriteError {
    let path = path.display().to_string();
    |source| WriteError::File { path, source }
}

fn names(files: &[String], count: usize) -> String {
    let more = count - files.len();
    let names = files.join(", ");
    if more == 0 {
        names
    } else {
        format!("{names} and {more} more")
    }
}
