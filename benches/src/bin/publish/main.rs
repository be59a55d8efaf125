//! Measures what a publish costs: press and Hugo with the same stories, then press with nothing
//! changed, with one story changed, and into a second folder. It prints tables and only fails if
//! files differ that must be the same.
#![forbid(unsafe_code)]

mod again;
mod report;
mod rivals;

use clap::{Parser, ValueEnum};
use std::{io, path::PathBuf, process::ExitCode};

/// Measures the cost of publishing.
#[derive(Clone, Parser)]
pub struct Args {
    /// How many stories
    #[arg(long, default_value_t = 10_000)]
    stories: u32,
    /// The seed from which every word is generated
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Measure only this one
    #[arg(long)]
    only: Option<Rival>,
    /// The folder for newsrooms and sites
    #[arg(long, default_value = "target/bench")]
    work: PathBuf,
    /// Keep the old files that were set aside, because another measurement follows
    #[arg(long)]
    keep: bool,
    /// The command for press, with {content}, {out} and {cache} for the folders
    #[arg(
        long,
        default_value = "target/press/press build --release-app dist --content {content} --out {out} --cache {cache} --now 2025-04-01T00:00:00Z"
    )]
    press: String,
    /// The arguments that make press leave out the precompressed copies
    #[arg(
        long,
        value_name = "ARGUMENTS",
        allow_hyphen_values = true,
        default_value = "--no-precompressed"
    )]
    plain: String,
    /// The Hugo executable
    #[arg(long, default_value = "hugo")]
    hugo: PathBuf,
    /// The Hugo site without stories
    #[arg(long, default_value = "benches/hugo")]
    theme: PathBuf,
    /// The stylesheet that both publish
    #[arg(long, default_value = "target/press/style/main.css")]
    style: PathBuf,
}

/// A publisher to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rival {
    /// This project.
    Press,
    /// Hugo, the static site generator.
    Hugo,
}

impl Args {
    fn wants(&self, rival: Rival) -> bool {
        self.only.is_none_or(|only| only == rival)
    }

    /// Returns the folder with this name for this number of stories.
    fn folder(&self, name: &str) -> PathBuf {
        self.work.join(format!("{name}-{}", self.stories))
    }

    /// Returns press's command line for a site and its cache.
    fn press(&self, site: &str, more: &str) -> String {
        let fill = |line: &str, key: &str, folder: PathBuf| {
            line.replace(key, &folder.display().to_string())
        };
        let line = fill(&self.press, "{content}", self.folder("content"));
        let line = fill(&line, "{out}", self.folder(site));
        let line = fill(&line, "{cache}", self.folder(&format!("{site}-cache")));
        format!("{line} {more}")
    }
}

fn run(args: &Args) -> io::Result<bool> {
    println!("{} stories", args.stories);
    rivals::newsroom(args)?;
    let mut rows = Vec::new();
    if args.wants(Rival::Press) {
        rows.extend(rivals::press(args)?);
    }
    if args.wants(Rival::Hugo) {
        rows.extend(rivals::hugo(args)?);
    }
    report::costs(&rows);
    report::outputs(&rows);
    let fine = !args.wants(Rival::Press) || again::measure(args)?;
    if !args.keep {
        rivals::tidy(args)?;
    }
    Ok(fine)
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("publish: {error}");
            ExitCode::FAILURE
        }
    }
}
