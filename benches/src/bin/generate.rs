//! Generates a newsroom: `generate --stories 10000 --content DIR --hugo DIR`.
#![forbid(unsafe_code)]

use clap::Parser;
use frontpage_benches::newsroom::{self, Order};
use std::{path::PathBuf, process::ExitCode, time::Instant};

/// Generates a newsroom of any size. The same seed gives the same newsroom.
#[derive(Parser)]
struct Args {
    /// How many stories
    #[arg(long, default_value_t = 10_000)]
    stories: u32,
    /// The seed from which every word is generated
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The content folder for press; files that are already in it stay
    #[arg(long)]
    content: PathBuf,
    /// The folder of a Hugo site that gets the same stories
    #[arg(long)]
    hugo: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let started = Instant::now();
    let order = Order {
        stories: args.stories,
        seed: args.seed,
        content: &args.content,
        hugo: args.hugo.as_deref(),
    };
    match newsroom::write(order) {
        Ok(()) => {
            let took = started.elapsed().as_secs_f64();
            println!("{} stories in {took:.1} s", args.stories);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}
