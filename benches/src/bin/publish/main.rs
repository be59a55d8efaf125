//! What a publish costs: press and Hugo on the same stories, then press with one story changed,
//! with nothing changed, and into a second folder. Prints tables; judges nothing but sameness.
#![forbid(unsafe_code)]

mod again;
mod report;
mod rivals;

use clap::{Parser, ValueEnum};
use std::{io, path::PathBuf, process::ExitCode};

/// Measures publishing.
#[derive(Clone, Parser)]
pub struct Args {
    /// How many stories
    #[arg(long, default_value_t = 10_000)]
    stories: u32,
    /// Decides every word of them
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only one of the two
    #[arg(long)]
    only: Option<Rival>,
    /// Where newsrooms and sites are made
    #[arg(long, default_value = "target/bench")]
    work: PathBuf,
    /// Leave what was set aside, since another measurement follows
    #[arg(long)]
    keep: bool,
    /// Press, with {content}, {out} and {cache} where the folders go
    #[arg(
        long,
        default_value = "target/press/press build --release-app dist --content {content} --out {out} --cache {cache} --now 2025-04-01T00:00:00Z"
    )]
    press: String,
    /// What makes press leave out the packed copies
    #[arg(
        long,
        value_name = "ARGUMENTS",
        allow_hyphen_values = true,
        default_value = "--no-packed"
    )]
    plain: String,
    /// The hugo program
    #[arg(long, default_value = "hugo")]
    hugo: PathBuf,
    /// The Hugo site without its stories
    #[arg(long, default_value = "benches/hugo")]
    theme: PathBuf,
    /// The style sheet that both ship
    #[arg(long, default_value = "target/press/style/main.css")]
    style: PathBuf,
}

/// Who publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rival {
    /// This project.
    Press,
    /// The other one.
    Hugo,
}

impl Args {
    fn wants(&self, rival: Rival) -> bool {
        self.only.is_none_or(|only| only == rival)
    }

    /// A folder for this many stories.
    fn folder(&self, name: &str) -> PathBuf {
        self.work.join(format!("{name}-{}", self.stories))
    }

    /// Press's command line for a site and its cache.
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
