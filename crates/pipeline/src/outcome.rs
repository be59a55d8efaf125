//! The result of a build, and its summary for the terminal.

use frontpage_base::diagnostic::Report;
use frontpage_ingest::read::ContentFile;
use frontpage_store::{Changed, ManifestRows};
use std::fmt;
use std::io::{self, BufWriter, Write};
use std::time::Duration;

/// The number of changed files that the summary names.
const LISTED_FILES: usize = 20;

/// The result of a build.
#[derive(Debug)]
pub struct Outcome {
    /// The diagnostics about the content.
    pub report: Report,
    /// The number of published stories.
    pub stories: usize,
    /// The number of data files.
    pub pages: usize,
    /// The number of pages, feeds, images and other files made in this run, even if they came out
    /// unchanged. A file that was made again because the content changed meanwhile counts each
    /// time.
    pub produced: usize,
    /// The number of images made in this run.
    pub images_made: usize,
    /// The number of images reused from earlier runs.
    pub images_reused: usize,
    /// The changes to the site's files.
    pub changed: Changed,
    /// Notes about problems that did not stop the publish.
    pub notes: Vec<String>,
    /// The publisher's own files that replace those that press would have made.
    pub overrides: Vec<String>,
    /// The reason why the list of changed files could not be written.
    pub changes_list_error: Option<ChangesListError>,
    /// Whether `--strict` kept everything from being written.
    pub stopped: bool,
    /// The duration of the run.
    pub duration: Duration,
    /// The data that was still in memory at the end of the run.
    pub leftovers: Leftovers,
}

/// The data that is still in memory at the end of a run: everything known about the content and the
/// site.
///
/// Dropping it is always correct, but takes a moment for an archive of a hundred thousand stories,
/// because it consists of millions of small allocations. A program that is about to exit can leave
/// that to the system with [`std::mem::forget`], as the `press` command does.
#[derive(Default)]
pub struct Leftovers {
    _copies: Vec<ContentFile>,
    _list: ManifestRows,
}

impl Leftovers {
    pub(super) fn new(copies: Vec<ContentFile>, list: ManifestRows) -> Self {
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

/// The site was published, but the list of changed files could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "{path}: {source}; the site is published, but this list of changed files could not be written; \
     fix that, or name another file with --changed, then publish again: the next list will include \
     these changes"
)]
pub struct ChangesListError {
    /// The path of the list.
    pub path: String,
    /// The I/O error.
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
        for (word, path) in lines().take(LISTED_FILES) {
            writeln!(f, "{word} {path}")?;
        }
        if lines().count() > LISTED_FILES {
            writeln!(f, "… and {} more", lines().count() - LISTED_FILES)?;
        }
        writeln!(
            f,
            "{} stories, {} pages, {} pictures ({} made, {} kept) in {:.1} s",
            self.stories,
            self.pages,
            self.images_made + self.images_reused,
            self.images_made,
            self.images_reused,
            self.duration.as_secs_f64()
        )?;
        writeln!(
            f,
            "files: {} written, {unchanged} unchanged, {} removed",
            written.len(),
            removed.len()
        )?;
        write!(
            f,
            "items: {} refused, {} warnings, {} withheld, {} embargoed, {} not stories",
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
        if !self.overrides.is_empty() {
            write!(
                f,
                "\nyour own files in place of press's: {}",
                self.overrides.join(", ")
            )?;
        }
        Ok(())
    }
}

/// Writes the list of changed files for uploaders and purge scripts: a line `written PATH` or
/// `removed PATH` for each file, sorted by path.
///
/// # Errors
/// If the list cannot be written.
pub fn write_changes(changed: &Changed, to: &mut impl Write) -> io::Result<()> {
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
