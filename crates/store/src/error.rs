//! The reasons why the site's files could not be written, with their remedies.

use frontpage_base::system_error::remedy;
use std::path::Path;

/// The reason why the files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A file cannot be read or written.
    #[error("{path}: {source}{}", remedy(source))]
    File {
        /// The file.
        path: String,
        /// The I/O error.
        source: std::io::Error,
    },
    /// Another publish, or a deploy of the same site, is under way.
    #[error("{path}: another publish or a deploy is under way; wait until it is done")]
    Busy {
        /// The lock file.
        path: String,
    },
    /// Press cannot keep its own folder beside this folder.
    #[error("{path}: {reason}; choose a folder inside it, such as {path}/site")]
    UnusableFolder {
        /// The folder.
        path: String,
        /// The reason.
        reason: &'static str,
    },
    /// Files are in the way that press did not write or that were modified since.
    #[error(
        "{out}: cannot replace {count} existing {}, which press did not write or which changed \
         since: {}; nothing was written; choose another folder, move away what is there, or \
         replace it with --adopt",
        if *count == 1 { "file" } else { "files" },
        names(files, *count)
    )]
    ForeignFiles {
        /// The output folder.
        out: String,
        /// The first few of the files.
        files: Vec<String>,
        /// The number of files.
        count: usize,
    },
    /// Something is in the way that cannot be replaced.
    #[error("{path}: {reason}; nothing was written; move it away, or choose another folder")]
    Obstructed {
        /// Its path.
        path: String,
        /// The reason.
        reason: &'static str,
    },
    /// The publish stopped halfway.
    #[error("{source}; the new site is only partly in place; publish again to finish it")]
    PartlyPlaced {
        /// The error that stopped it.
        source: Box<WriteError>,
    },
    /// A publish was interrupted, and no later publish has finished it.
    #[error(
        "{out}: a publish stopped halfway, and the site is only partly in place; publish again to \
         finish it"
    )]
    Interrupted {
        /// The output folder.
        out: String,
    },
    /// The journal of an earlier run cannot be read.
    #[error(
        "{path}: the journal is damaged, so an interrupted publish cannot be finished; remove the \
         folder that contains it, then publish with --adopt"
    )]
    Journal {
        /// The journal file.
        path: String,
    },
}

/// Converts an I/O error of a file.
pub fn file_error(path: &Path) -> impl FnOnce(std::io::Error) -> WriteError {
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
