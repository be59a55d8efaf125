//! What a deploy did or would do: a few lines for people, and the addresses for a purge.

use super::prune::Prune;
use super::stage::Stage;
use super::{DeployError, Options, Upload, keys};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// What a deploy did, or would do.
#[derive(Debug)]
pub struct Outcome {
    /// Whether it only would.
    pub dry_run: bool,
    /// Objects of the site.
    pub total: usize,
    /// What went up, in order.
    pub sent: Vec<Sent>,
    /// The keys that were deleted, in order.
    pub deleted: Vec<String>,
    /// Old assets that are too young to be deleted.
    pub young: usize,
    /// What is no longer in the site and was left.
    pub left: usize,
    /// The public addresses whose copies in a CDN are out of date.
    pub purge: Vec<String>,
}

/// One upload.
#[derive(Debug)]
pub struct Sent {
    /// The stage.
    pub stage: Stage,
    /// The key below the site's root.
    pub key: String,
    /// How many bytes.
    pub size: u64,
    /// `Content-Type`, `Cache-Control` and, where there is one, `Content-Encoding`.
    pub headers: String,
}

impl Outcome {
    pub(super) fn new(
        options: &Options,
        all: &[Upload],
        todo: &[&Upload],
        gone: &[String],
        prune: Prune,
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
            left: gone.len() - prune.delete.len() - prune.young,
            deleted: prune.delete,
            young: prune.young,
            purge: Vec::new(),
        }
    }
}

/// The addresses of keys, sorted. Where the newspaper's own is not known, paths.
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
        if self.young > 0 {
            write!(f, "; {} old assets stay for their 30 days", self.young)?;
        }
        if self.left > 0 {
            write!(
                f,
                "\n{} objects are no longer in the site and still public: --delete removes them",
                self.left
            )?;
        }
        Ok(())
    }
}
