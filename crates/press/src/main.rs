//! The `press` command.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

use clap::{Parser, Subcommand};
use frontpage_pipeline as build;
use frontpage_pipeline::Options;
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
    /// Serve the published folder as a CDN would, to look at it.
    Preview(Preview),
    Deploy(Box<frontpage_deploy::Args>),
}

#[derive(clap::Args)]
struct Preview {
    /// The published folder
    #[arg(long, default_value = "site")]
    site: PathBuf,
    /// The port on this machine; 0 takes a free one
    #[arg(long, default_value_t = 8000)]
    port: u16,
    /// The path of the newspaper's address, as in https://host/paper
    #[arg(long, default_value = "", hide_default_value = true)]
    base: String,
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
    /// Make the whole site with the app that Trunk built into this folder; without it the data and
    /// the pictures only
    #[arg(long, value_name = "DIST")]
    release_app: Option<PathBuf>,
    /// Files that go into the site as they are
    #[arg(long, default_value = "public")]
    public: PathBuf,
    /// Make no .br and .gz beside the files, for a host that packs them itself
    #[arg(long)]
    no_packed: bool,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Build(args) => build(args),
        Command::Preview(args) => preview(args),
        Command::Deploy(args) => deploy(*args),
    }
}

fn deploy(args: frontpage_deploy::Args) -> ExitCode {
    let options = match args.options() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("press: {error}");
            return ExitCode::FAILURE;
        }
    };
    match frontpage_deploy::run(&options, &|line| eprintln!("{line}")) {
        Ok(outcome) => {
            println!("{outcome}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn preview(args: Preview) -> ExitCode {
    let options = frontpage_preview::Options {
        site: args.site,
        address: (std::net::Ipv4Addr::LOCALHOST, args.port).into(),
        base: args.base,
    };
    match frontpage_preview::serve(options, |url| println!("{url} (Ctrl-C ends it)")) {
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
        pack: !args.no_packed,
        strict: args.strict,
        wait: !args.no_wait,
        adopt: args.adopt,
        check: args.check,
        changed: args.changed,
        app: args.release_app.map(|dist| frontpage_pipeline::App {
            dist,
            public: args.public,
            prerender: frontpage_render::prerender,
        }),
        ..Options::new(args.content, args.out, args.cache, now)
    };
    match build::run(&options) {
        Ok(mut outcome) => {
            // The process ends soon: the system frees what a whole archive takes at once.
            #[expect(clippy::mem_forget, reason = "the process ends here")]
            std::mem::forget(std::mem::take(&mut outcome.leftovers));
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
            if let Some(untold) = outcome.untold {
                // who purges by the list must not take an old one for it
                eprintln!("press: {untold}");
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
