//! Packs a folder as press packs its own: `compress DIR`. For what other publishers leave plain.
#![forbid(unsafe_code)]

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("compress: name a folder");
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
