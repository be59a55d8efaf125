//! The `press` command.
#![forbid(unsafe_code)]

use clap::{Parser, Subcommand};
use press::build::{self, Options};
use std::{path::PathBuf, process::ExitCode};

/// Publishes a newspaper.
#[derive(Parser)]
#[command(name = "press", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Turn a content folder into the data and pictures of the newspaper.
    Build(Build),
    /// Bundle the style sheets into one small file.
    Style(Style),
}

#[derive(clap::Args)]
struct Style {
    /// The sheet that imports the others
    #[arg(long, default_value = "style/main.css")]
    entry: PathBuf,
    /// The file to write
    #[arg(long, default_value = "target/press/style/main.css")]
    out: PathBuf,
}

#[derive(clap::Args)]
struct Build {
    /// The folder with site.toml, the items and their media
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// Where the files go; what others put there is left alone
    #[arg(long, default_value = "target/press/site")]
    out: PathBuf,
    /// What is kept between runs: scaled pictures, and the list of what was written
    #[arg(long, default_value = "target/press")]
    cache: PathBuf,
    /// Write nothing and fail if anything was refused or warned about
    #[arg(long)]
    strict: bool,
    /// Publish as if it were this moment (RFC 3339): decides what is still embargoed
    #[arg(long, value_name = "RFC3339")]
    now: Option<jiff::Timestamp>,
    /// Fail at once if another publish is under way, rather than wait for it
    #[arg(long)]
    no_wait: bool,
    /// Replace files in the output folder that press did not write, or that were changed since
    #[arg(long)]
    adopt: bool,
    /// Read every file of the output folder to find out whether it is as press left it
    #[arg(long)]
    check: bool,
    /// Where to list the changed files; without, changed.txt in the cache
    #[arg(long, value_name = "FILE")]
    changed: Option<PathBuf>,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Build(args) => build(args),
        Command::Style(args) => style(&args),
    }
}

fn style(args: &Style) -> ExitCode {
    let written = press::style::bundle(&args.entry).and_then(|css| {
        press::write::atomic(&args.out, css.as_bytes())
            .map_err(|error| format!("{}: {error}", args.out.display()))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(args: Build) -> ExitCode {
    let now = args.now.unwrap_or_else(jiff::Timestamp::now);
    let options = Options {
        strict: args.strict,
        wait: !args.no_wait,
        adopt: args.adopt,
        check: args.check,
        changed: args.changed,
        ..Options::new(args.content, args.out, args.cache, now)
    };
    match build::run(&options) {
        Ok(outcome) => {
            for problem in &outcome.report.problems {
                eprintln!("{problem}");
            }
            for note in &outcome.notes {
                eprintln!("press: {note}");
            }
            println!("{outcome}");
            if outcome.stopped {
                eprintln!("press: --strict: nothing was written");
                return ExitCode::FAILURE;
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}
