//! `press import`: the options, the progress and the report of an import.

use frontpage_base::atomic::atomic;
use frontpage_import::{Options, Progress, Summary, plan, run};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How often a line of progress is written to a log.
const LOG_EVERY: Duration = Duration::from_secs(5);
/// How often the line of progress on a terminal is written again.
const SHOW_EVERY: Duration = Duration::from_millis(100);

/// The options of `press import`.
#[derive(clap::Args)]
pub struct Import {
    /// The file, a folder of files, or - for standard input
    source: PathBuf,
    /// The folder with site.toml, which the stories are written to
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The section for stories whose categories are none; the default is the first one
    #[arg(long)]
    section: Option<String>,
    /// Import nothing, but write a mapping with all categories, tags and authors of the source, to be
    /// edited; what is in it already stays
    #[arg(long)]
    plan: bool,
    /// The mapping of categories, tags and authors; the default is import.toml in the content folder
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// A copy of the folder wp-content/uploads, from which pictures are taken
    #[arg(long, value_name = "FOLDER")]
    media: Option<PathBuf>,
    /// Write nothing, and say what would be done
    #[arg(long)]
    dry_run: bool,
    /// The file for the report, with everything that was refused, left out or kept
    #[arg(
        long,
        value_name = "FILE",
        default_value = "target/press/import-report.txt"
    )]
    report: PathBuf,
}

/// Imports stories.
pub fn import(args: Import) -> ExitCode {
    let options = Options {
        source: args.source,
        content: args.content,
        section: args.section,
        mapping: args.mapping,
        media: args.media,
        is_dry_run: args.dry_run,
    };
    let mut line = ProgressLine::new();
    if args.plan {
        let file = plan(&options, &mut |progress| line.show(progress));
        line.end();
        return match file {
            Ok(file) => {
                println!("{}: edit it, and import without --plan", file.display());
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("press: {error}");
                ExitCode::FAILURE
            }
        };
    }
    let summary = run(&options, &mut |progress| line.show(progress));
    line.end();
    match summary {
        Ok(summary) => finish(&summary, &args.report),
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

fn finish(summary: &Summary, report: &Path) -> ExitCode {
    let notes = summary.shown_notes();
    for note in notes {
        eprintln!("{note}");
    }
    if summary.notes.len() > notes.len() {
        let more = summary.notes.len() - notes.len();
        eprintln!("… and {more} more, all in {}", report.display());
    }
    println!("{summary}");
    match atomic(report, summary.report().as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "press: {}: cannot be written: {error}; choose another file with --report",
                report.display()
            );
            ExitCode::FAILURE
        }
    }
}

/// A line that says how far an import is: again and again on a terminal, now and then in a log.
struct ProgressLine {
    is_terminal: bool,
    shown: Instant,
}

impl ProgressLine {
    fn new() -> Self {
        Self {
            is_terminal: std::io::stderr().is_terminal(),
            shown: Instant::now(),
        }
    }

    fn show(&mut self, progress: Progress) {
        let pause = match self.is_terminal {
            true => SHOW_EVERY,
            false => LOG_EVERY,
        };
        if self.shown.elapsed() < pause {
            return;
        }
        self.shown = Instant::now();
        let mut stderr = std::io::stderr().lock();
        // Progress that nobody reads is no reason to stop.
        let _ = match self.is_terminal {
            true => write!(stderr, "\r{progress}\u{1b}[K"),
            false => writeln!(stderr, "{progress}"),
        };
        let _ = stderr.flush();
    }

    fn end(&self) {
        if self.is_terminal {
            eprint!("\r\u{1b}[K");
        }
    }
}
