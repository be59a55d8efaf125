//! `.br` and `.gz` beside every text file.

use crate::host::{Effort, compress};
use crate::write::{Files, Source};
use rayon::prelude::*;

/// The packed copies of `files`, where they are of use.
pub fn copies(files: &Files) -> Files {
    files
        .par_iter()
        .filter_map(|(path, source)| match source {
            Source::Bytes(bytes) => Some((path, compress(bytes, Effort::of(path)?)?)),
            Source::Picture(_) => None,
        })
        .flat_map_iter(|(path, packed)| {
            [
                (format!("{path}.br"), Source::Bytes(packed.br)),
                (format!("{path}.gz"), Source::Bytes(packed.gz)),
            ]
        })
        .collect()
}
