//! Writes the gallery into a folder. `./dev gallery` serves it.
#![forbid(unsafe_code)]

use clap::Parser;
use std::{path::PathBuf, process::ExitCode};

/// Write the gallery of components and blocks.
#[derive(Parser)]
#[command(name = "gallery", version)]
struct Args {
    /// The output folder
    #[arg(long, default_value = "target/gallery")]
    out: PathBuf,
}

fn main() -> ExitCode {
    match frontpage_gallery::write(&Args::parse().out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gallery: {error}");
            ExitCode::FAILURE
        }
    }
}
