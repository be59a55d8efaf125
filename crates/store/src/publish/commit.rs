//! Makes the staged files part of the site, and reports what changed.

use super::Publish;
use super::changes::{Changed, changed, named};
use super::out_folder::{is_current_folder, is_fresh};
use crate::check::{check_targets, skip_foreign_removals};
use crate::journal::Journal;
use crate::manifest::ManifestRows;
use crate::place::{FolderMarks, apply_journal};
use crate::{WriteError, file_error};
use frontpage_base::step::{Step, StepHook};
use std::path::Path;

/// A finished publish.
#[derive(Debug)]
pub struct Committed {
    /// The changes since the last list of changes that was written.
    pub changed: Changed,
    /// Whether this list was written. If not, the next publish lists these changes too.
    pub listed: std::io::Result<()>,
    /// The rows of the manifest, which are no longer needed.
    pub list: ManifestRows,
}

impl Publish<'_> {
    /// Makes the staged files part of the site. `write_list` gets the changes while no other process
    /// can change the site. If it fails, or if the publish is killed before, the next publish lists
    /// the changes.
    ///
    /// # Errors
    /// Until the journal is written, nothing has changed. After that the error is
    /// [`WriteError::PartlyPlaced`], and the next publish finishes the work.
    pub fn commit(
        mut self,
        write_list: impl FnOnce(&Changed) -> std::io::Result<()>,
    ) -> Result<Committed, WriteError> {
        let step = self.settings.step.unwrap_or(&|_| Ok(()));
        if let Some(compress) = self.settings.compress {
            // Files compressed with other settings were stale, and have been staged again.
            self.manifest.set_compression(compress.key());
        }
        let mut changes = self.changes();
        let fresh = is_fresh(&self.out);
        if !fresh {
            check_targets(
                &self.out,
                &self.manifest,
                &self.staging,
                &mut changes,
                self.settings.adopt,
            )?;
        }
        skip_foreign_removals(&self.out, &self.manifest, &mut changes);
        let changed = changed(&changes, &self.manifest);
        let journal = Journal {
            whole: fresh
                && !is_current_folder(&self.out)
                && changes.iter().any(|change| change.put != 0),
            changes,
        };
        step(Step::Staged).map_err(file_error(&self.journal))?;
        if changed.written.is_empty() && changed.removed.is_empty() {
            // No file changes. At most the manifest has something to record, and it is written
            // whole or not at all.
            let doubtful = std::mem::take(&mut self.doubtful);
            let Journal { changes, .. } = journal;
            let marks = doubtful.into_iter().map(|name| {
                let mark = crate::folders::mark(&self.out, &name);
                (name, mark)
            });
            let files = changes.into_iter().map(|c| (c.path, c.entry)).collect();
            self.manifest
                .change(files, marks.collect())
                .map_err(file_error(&self.out))?;
            return self.report(changed, write_list);
        }
        // The journal must survive a power failure, so the files that it refers to have to be on
        // disk first.
        sync(&self.staging.root)?;
        journal.write(&self.journal)?;
        let half_way = |source| WriteError::PartlyPlaced {
            source: Box::new(source),
        };
        self.finish(journal, step).map_err(half_way)?;
        let committed = self.report(changed, write_list).map_err(half_way)?;
        let removed = std::fs::remove_file(&self.journal).map_err(file_error(&self.journal));
        removed.map_err(half_way)?;
        Ok(committed)
    }

    /// Reports the changes, and earlier ones that were not reported. The journal is still there, so
    /// if the run is killed here, the next one reports them.
    fn report(
        &mut self,
        mut changed: Changed,
        write_list: impl FnOnce(&Changed) -> std::io::Result<()>,
    ) -> Result<Committed, WriteError> {
        if !self.pending_purge.is_empty() {
            self.add_journal()?;
            let (written, removed) = named(&self.pending_purge.changes());
            let more = written.len().saturating_sub(changed.written.len());
            changed = Changed {
                written,
                removed,
                unchanged: changed.unchanged.saturating_sub(more),
            };
        }
        let listed = write_list(&changed);
        match &listed {
            Ok(()) if self.pending_purge.is_empty() => {}
            Ok(()) => self.pending_purge.clear(),
            Err(_) => {
                self.add_journal()?;
                self.pending_purge.save()?;
            }
        }
        let list = self.manifest.into_rows();
        Ok(Committed {
            changed,
            listed,
            list,
        })
    }

    /// Adds the changes of this publish to those that are still to be reported. Reads the journal
    /// again, rather than keeping the changes of a whole archive in memory in case they are needed.
    fn add_journal(&mut self) -> Result<(), WriteError> {
        let journal = Journal::read(&self.journal)?;
        let changes = journal.iter().flat_map(|journal| &journal.changes);
        self.pending_purge.add(changes);
        Ok(())
    }

    fn finish(&mut self, journal: Journal, step: &StepHook<'_>) -> Result<(), WriteError> {
        step(Step::Journaled).map_err(file_error(&self.journal))?;
        let doubtful = std::mem::take(&mut self.doubtful);
        let (out, staging) = (&self.out, &self.staging);
        let marks = FolderMarks::Current(doubtful);
        apply_journal(journal, out, staging, &mut self.manifest, marks, step)?;
        step(Step::Listed).map_err(file_error(&self.journal))
    }
}

/// Waits until everything in the folder is on disk. One call syncs the whole file system: a call
/// for each of several hundred thousand files would take longer than the publish.
#[cfg(target_os = "linux")]
fn sync(folder: &Path) -> Result<(), WriteError> {
    let open = match std::fs::File::open(folder) {
        Ok(open) => open,
        // Nothing is staged if files are only removed.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(file_error(folder)(error)),
    };
    rustix::fs::syncfs(open).map_err(|error| file_error(folder)(error.into()))
}

/// Does nothing, because this system has no such call. A power failure in the seconds after a publish
/// can leave empty files, which `--check` finds.
#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> Result<(), WriteError> {
    Ok(())
}
