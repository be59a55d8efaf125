//! `press import`: the options, the progress and the report of an import.

use frontpage_base::atomic::atomic;
use frontpage_import::{Credentials, Locator, Options, Progress, Summary, plan, run, watch};
use jiff::Timestamp;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// How often a line of progress is written to a log.
const LOG_EVERY: Duration = Duration::from_secs(5);
/// How often the line of progress on a terminal is written again.
const SHOW_EVERY: Duration = Duration::from_millis(100);

/// The options of `press import`.
#[derive(clap::Args)]
pub struct Import {
    /// Files, folders of files, addresses of a WordPress site or of a feed, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<Locator>,
    /// The folder with site.toml, which the stories are written to
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The section for stories whose categories are not sections; the default is the first one
    #[arg(long)]
    section: Option<String>,
    /// Import nothing, but write a mapping with all categories, tags and authors of the source, to be
    /// edited; existing entries are kept
    #[arg(long)]
    plan: bool,
    /// The mapping of categories, tags and authors; the default is import.toml in the content folder
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// A copy of the folder wp-content/uploads, from which pictures are taken
    #[arg(long, value_name = "FOLDER")]
    media: Option<PathBuf>,
    /// Leave pictures where they are, without downloading them
    #[arg(long)]
    no_download: bool,
    /// Leave out posts that did not change since this time, such as 2025-03-28T00:00:00Z; for the REST
    /// API of WordPress
    #[arg(long, value_name = "TIME")]
    since: Option<Timestamp>,
    /// Write nothing, and say what would be done
    #[arg(long)]
    dry_run: bool,
    /// Keep importing what is new until stopped
    #[arg(long, conflicts_with_all = ["plan", "dry_run"])]
    watch: bool,
    /// The seconds between two rounds of --watch
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "watch")]
    every: u64,
    /// A command that --watch runs after each round that changed something, such as "press build"
    #[arg(long, value_name = "COMMAND", requires = "watch")]
    run: Option<String>,
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
        sources: args.sources,
        content: args.content,
        section: args.section,
        mapping: args.mapping,
        media: args.media,
        credentials: credentials(),
        since: args.since,
        downloads_pictures: !args.no_download,
        is_dry_run: args.dry_run,
    };
    if args.watch {
        let pause = Duration::from_secs(args.every);
        return watch_sources(&options, pause, &args.report, args.run.as_deref());
    }
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

/// Returns the user of a site that posts are fetched from. A password is never a command-line argument,
/// because everybody on the machine can see those.
fn credentials() -> Option<Credentials> {
    Some(Credentials {
        user: std::env::var("FRONTPAGE_IMPORT_USER").ok()?,
        password: std::env::var("FRONTPAGE_IMPORT_PASSWORD").ok()?,
    })
}

/// Imports again and again, and runs a command after each round that changed something.
fn watch_sources(
    options: &Options,
    pause: Duration,
    report: &Path,
    command: Option<&str>,
) -> ExitCode {
    let result = watch(options, pause, &mut |round| {
        for error in &round.errors {
            eprintln!("press: {error}");
        }
        let summary = round.summary;
        if summary.is_empty() {
            return ControlFlow::Continue(());
        }
        // If the report cannot be written, `finish` prints an error, and the watch continues.
        let _ = finish(&summary, report);
        if summary.has_changes()
            && let Some(command) = command
        {
            match shell(command).status() {
                Ok(status) if status.success() => {}
                Ok(status) => eprintln!("press: {command}: {status}; the watch goes on"),
                Err(error) => eprintln!("press: {command}: cannot be run: {error}"),
            }
        }
        ControlFlow::Continue(())
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("press: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns a process in which the system's shell runs a command.
fn shell(command: &str) -> Command {
    let (shell, option) = match cfg!(windows) {
        true => ("cmd", "/C"),
        false => ("sh", "-c"),
    };
    let mut shell = Command::new(shell);
    shell.arg(option).arg(command);
    shell
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
        // An import does not stop because its progress cannot be shown.
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
