//! What a run did, and how it is told.

use frontpage_base::report::Report;
use frontpage_ingest::read::Copy;
use frontpage_store::{Changed, ManifestRows};
use std::fmt;
use std::io::{self, BufWriter, Write};
use std::time::Duration;

/// How many changed files are named on the terminal.
const NAMED: usize = 20;

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    /// What is wrong with the content.
    pub report: Report,
    /// Published stories.
    pub stories: usize,
    /// Files of data.
    pub pages: usize,
    /// Pages, feeds, pictures … that were made in this run, whether or not they turned out as they
    /// were; one that had to be made again, since the content changed meanwhile, counts each time.
    pub produced: usize,
    /// Pictures that were made.
    pub made: usize,
    /// Pictures that an earlier run had made.
    pub kept: usize,
    /// What happened to the files.
    pub changed: Changed,
    /// What went wrong beside the publish, which is done.
    pub notes: Vec<String>,
    /// Files of the publisher's own in the place of what press would have made.
    pub own: Vec<String>,
    /// Why the list of changed files could not be written.
    pub untold: Option<Untold>,
    /// Whether `--strict` kept everything from being written.
    pub stopped: bool,
    /// How long it took.
    pub took: Duration,
    /// What the run had in memory when it was done.
    pub leftovers: Leftovers,
}

/// What a run had in memory when it was done: all that is known of the content and of the site.
///
/// Dropping it is always right, and takes a moment for an archive of a hundred thousand stories,
/// since it consists of millions of small pieces. A program that ends anyway can leave that to the
/// system with [`std::mem::forget`], as the `press` command does.
#[derive(Default)]
pub struct Leftovers {
    _copies: Vec<Copy>,
    _list: ManifestRows,
}

impl Leftovers {
    pub(super) fn new(copies: Vec<Copy>, list: ManifestRows) -> Self {
        Self {
            _copies: copies,
            _list: list,
        }
    }
}

impl fmt::Debug for Leftovers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Leftovers").finish_non_exhaustive()
    }
}

/// The site is published, and the list of what changed in it could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "{path}: {source}; the site is published, and this list of what changed is not; mend that, or \
     name another place with --changed, and publish again: the next list has these changes too"
)]
pub struct Untold {
    /// The list.
    pub path: String,
    /// Why.
    pub source: io::Error,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = &self.report;
        let Changed {
            written,
            removed,
            unchanged,
        } = &self.changed;
        let lines = || {
            let written = written.iter().map(|path| ("written", path));
            written.chain(removed.iter().map(|path| ("removed", path)))
        };
        for (word, path) in lines().take(NAMED) {
            writeln!(f, "{word} {path}")?;
        }
        if lines().count() > NAMED {
            writeln!(f, "… and {} more", lines().count() - NAMED)?;
        }
        writeln!(
            f,
            "{} stories, {} pages, {} pictures ({} made, {} kept) in {:.1} s",
            self.stories,
            self.pages,
            self.made + self.kept,
            self.made,
            self.kept,
            self.took.as_secs_f64()
        )?;
        writeln!(
            f,
            "files: {} written, {unchanged} unchanged, {} removed",
            written.len(),
            removed.len()
        )?;
        write!(
            f,
            "items: {} refused, {} warnings, {} withheld, {} embargoed, {} no stories",
            report.refused(),
            report.warnings(),
            report.withheld,
            report.embargoed,
            report.ignored
        )?;
        if !report.degraded.0.is_empty() {
            let kinds: Vec<String> = report
                .degraded
                .0
                .iter()
                .map(|(kind, count)| format!("{kind} {count}"))
                .collect();
            write!(f, "\nsimplified: {}", kinds.join(", "))?;
        }
        if !self.own.is_empty() {
            write!(f, "\nyours in place of ours: {}", self.own.join(", "))?;
        }
        Ok(())
    }
}

/// Writes the list of changed files, as an uploader or a purge reads it.
///
/// # Errors
/// When it cannot be written.
pub fn list(changed: &Changed, to: &mut impl Write) -> io::Result<()> {
    let mut to = BufWriter::new(to);
    let mut removed = changed.removed.iter().peekable();
    for written in changed.written.iter() {
        while let Some(path) = removed.next_if(|path| *path < written) {
            writeln!(to, "removed {path}")?;
        }
        writeln!(to, "written {written}")?;
    }
    for path in removed {
        writeln!(to, "removed {path}")?;
    }
    to.flush()
}
