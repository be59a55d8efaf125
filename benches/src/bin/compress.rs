//! Compresses a folder the way press compresses its own: `compress DIR`. It is used for the output
//! of other publishers, which do not compress it.
#![forbid(unsafe_code)]

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("compress: no folder given; usage: compress DIR");
        return ExitCode::FAILURE;
    };
    match frontpage_benches::folder::compress(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("compress: {error}");
            ExitCode::FAILURE
        }
    }
}
