//! The result of a deploy or a dry run: a summary for the terminal, and the addresses to purge.

use super::prune::PrunePlan;
use super::stage::Stage;
use super::{DeployError, Options, Upload, keys};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// The result of a deploy or a dry run.
#[derive(Debug)]
pub struct Outcome {
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// The number of objects in the site.
    pub total: usize,
    /// The uploads, in order.
    pub sent: Vec<Sent>,
    /// The deleted keys, in order.
    pub deleted: Vec<String>,
    /// The number of old assets that are too young to be deleted.
    pub too_young: usize,
    /// The number of objects that are no longer in the site and were not deleted.
    pub not_deleted: usize,
    /// The public addresses whose copies in a CDN are outdated.
    pub purge: Vec<String>,
}

/// An upload.
#[derive(Debug)]
pub struct Sent {
    /// The stage it belongs to.
    pub stage: Stage,
    /// The key below the site's root.
    pub key: String,
    /// The size in bytes.
    pub size: u64,
    /// The values of `Content-Type`, `Cache-Control` and, if there is one, `Content-Encoding`.
    pub headers: String,
}

impl Outcome {
    pub(super) fn new(
        options: &Options,
        all: &[Upload],
        todo: &[&Upload],
        gone: &[String],
        prune: PrunePlan,
    ) -> Self {
        let sent = todo.iter().map(|upload| {
            let policy = upload.policy;
            let mut headers = format!("{} | {}", policy.content_type, policy.cache.header());
            if let Some(encoding) = upload.encoding {
                headers.push_str(" | ");
                headers.push_str(encoding);
            }
            Sent {
                stage: upload.stage,
                key: upload.key.clone(),
                size: upload.size,
                headers,
            }
        });
        Self {
            dry_run: options.dry_run,
            total: all.len(),
            sent: sent.collect(),
            not_deleted: gone.len() - prune.delete.len() - prune.too_young,
            deleted: prune.delete,
            too_young: prune.too_young,
            purge: Vec::new(),
        }
    }
}

/// Returns the addresses of keys, sorted. If the newspaper's address is not known, returns paths.
pub(super) fn purge(public_url: &str, changed: &BTreeSet<String>) -> Vec<String> {
    let base = public_url.trim_end_matches('/');
    let addresses = changed.iter();
    let addresses: BTreeSet<String> = addresses
        .map(|key| format!("{base}{}", keys::address(key)))
        .collect();
    addresses.into_iter().collect()
}

pub(super) fn write_purge_list(file: &Path, addresses: &[String]) -> Result<(), DeployError> {
    let text: String = addresses.iter().map(|line| format!("{line}\n")).collect();
    frontpage_base::atomic::atomic(file, text.as_bytes()).map_err(|source| DeployError::Write {
        file: file.display().to_string(),
        source,
    })
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.dry_run {
            for sent in &self.sent {
                let Sent {
                    key, size, headers, ..
                } = sent;
                writeln!(f, "put {key} | {headers} | {size} bytes")?;
            }
            for key in &self.deleted {
                writeln!(f, "delete {key}")?;
            }
        }
        let (would, verb) = match self.dry_run {
            true => ("would be ", "would go"),
            false => ("", "went"),
        };
        let bytes: u64 = self.sent.iter().map(|sent| sent.size).sum();
        let count = |stage| self.sent.iter().filter(|sent| sent.stage == stage).count();
        let stages = Stage::ALL.into_iter().filter(|stage| count(*stage) > 0);
        let stages: Vec<String> = stages
            .map(|stage| format!("{} {}", stage.name(), count(stage)))
            .collect();
        write!(
            f,
            "{} of {} objects {verb} up, {bytes} bytes",
            self.sent.len(),
            self.total
        )?;
        if !stages.is_empty() {
            write!(f, " ({})", stages.join("; "))?;
        }
        write!(f, "; {} {would}deleted", self.deleted.len())?;
        if self.too_young > 0 {
            write!(f, "; {} old assets stay for their 30 days", self.too_young)?;
        }
        if self.not_deleted > 0 {
            write!(
                f,
                "\n{} objects are no longer in the site and still public: --delete removes them",
                self.not_deleted
            )?;
        }
        Ok(())
    }
}
