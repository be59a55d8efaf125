//! What Trunk runs before each build: the stylesheets, the parts that load when they are used, and the
//! newsroom's data.
//!
//! It is a command of its own so that it compiles without the app's framework: an edit of a component
//! rebuilds the app alone.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

use clap::Parser;
use frontpage_assets::{browsers, parts, style, tools, worker};
use frontpage_pipeline::{Options, Outcome};
use std::{path::PathBuf, process::ExitCode};

/// Bundle the stylesheets into a few files, prepare the parts, and turn the content folder into data
/// and pictures.
#[derive(Parser)]
#[command(name = "prebuild", version)]
struct Args {
    /// Bundle the stylesheets and prepare the parts only
    #[arg(long)]
    style_only: bool,
    /// The folder with the stylesheets
    #[arg(long, default_value = "style")]
    style: PathBuf,
    /// The file that names the supported browsers
    #[arg(long, default_value = ".browserslistrc")]
    browsers: PathBuf,
    /// The folder for the bundled stylesheets
    #[arg(long, default_value = "target/press/style")]
    style_out: PathBuf,
    /// The folder with the parts that load when they are used
    #[arg(long, default_value = "src/parts")]
    parts: PathBuf,
    /// The folder for the prepared parts
    #[arg(long, default_value = "target/press/parts")]
    parts_out: PathBuf,
    /// The folder with the pages on which the app does not run
    #[arg(long, default_value = "src/tools")]
    tools: PathBuf,
    /// The folder with the scripts of the service worker, which is prepared beside the tools
    #[arg(long, default_value = "src/worker")]
    worker: PathBuf,
    /// The folder for the prepared tools
    #[arg(long, default_value = "target/press/tools")]
    tools_out: PathBuf,
    /// The folder with site.toml, the items and their media
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The folder for the data and the pictures
    #[arg(long, default_value = "target/press/site")]
    out: PathBuf,
    /// What is kept between runs: scaled pictures, and the list of what was written
    #[arg(long, default_value = "target/press")]
    cache: PathBuf,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prebuild: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    bundle_styles(args)?;
    if args.style_only {
        return Ok(());
    }
    let now = jiff::Timestamp::now();
    let options = Options {
        search: false,
        ..Options::new(&args.content, &args.out, &args.cache, now)
    };
    let outcome = frontpage_pipeline::run(&options).map_err(|error| error.to_string())?;
    report(&outcome);
    match outcome.changes_list_error {
        Some(error) => Err(error.to_string()),
        None => Ok(()),
    }
}

fn bundle_styles(args: &Args) -> Result<(), String> {
    let targets = browsers::read(&args.browsers).map_err(|error| error.to_string())?;
    for name in style::STYLESHEETS {
        let source = args.style.join(name).with_extension("css");
        let css = style::bundle(&source, targets)?;
        let target = args.style_out.join(name).with_extension("css");
        frontpage_base::atomic::atomic(&target, css.as_bytes())
            .map_err(|error| format!("{}: {error}", target.display()))?;
    }
    parts::prepare(&args.parts, &args.parts_out, targets)?;
    tools::prepare(&args.tools, &args.tools_out, targets)?;
    worker::prepare(&args.worker, &args.tools_out)
}

fn report(outcome: &Outcome) {
    for problem in &outcome.report.diagnostics {
        eprintln!("{problem}");
    }
    for note in &outcome.notes {
        eprintln!("prebuild: {note}");
    }
    println!("{outcome}");
}
