//! `press deploy`: uploads the site to object storage. Sends only what changed, in an order in
//! which no page ever refers to a file that is not there yet.
//!
//! 1. **A record lies beside the site in the store** ([`record`]): it lists the keys that press has
//!    written, with hashes of content and headers. Keys that it does not list are never touched.
//! 2. **The record is saved before, during and after the uploads** ([`record_store`]): before the first
//!    upload, it marks the content of every key that will be written as unknown. The next deploy
//!    can therefore finish one that died at any point, from any machine.
//! 3. **Stages are uploaded one after the other** ([`stage`], [`send`]): assets, data, pages, the
//!    rest.
//! 4. **Only one deploy runs at a time**: a conditional write fails if another deploy has written
//!    the record. No publish changes the site while it is being sent ([`lock_shared()`]).
//! 5. **Deletes come last, only on request, and in the reverse order of stages** ([`prune`]).
//! 6. **Everything that takes long sends heartbeats and can be interrupted** ([`jobs`]).
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod args;
mod encoding;
pub mod error;
mod files;
mod interrupt;
pub mod jobs;
mod keys;
mod outcome;
mod plan;
pub mod prune;
pub mod record;
pub mod record_store;
pub mod send;
pub mod stage;
mod target;

pub use args::Args;
pub use encoding::Encoding;
pub use error::DeployError;
pub use interrupt::Interrupt;
pub use keys::HtmlKeys;
pub use outcome::Outcome;
pub use plan::Upload;
pub use target::{Access, StoreKind, Target};

use frontpage_hosting::policy::Cache;
use frontpage_store::lock_shared;
use jiff::Timestamp;
use jobs::JobOptions;
use plan::UploadLayout;
use prune::PrunePlan;
use record_store::RecordStore;
use stage::Stage;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What to deploy, where and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with the built site.
    pub site: PathBuf,
    /// The target, such as `s3://bucket/prefix`.
    pub url: String,
    /// How to reach the store.
    pub access: Access,
    /// The keys under which pages are stored; `None` uses the default for the kind of store.
    pub keys: Option<HtmlKeys>,
    /// The representation of text files to upload.
    pub encoding: Encoding,
    /// Whether to upload precompressed copies, `_headers` and the like as separate objects.
    pub side_files: bool,
    /// The key of the record below the site's root, or with a leading `/` below the bucket's root.
    pub record: String,
    /// Whether to ask the store to refuse writes over another deploy's record.
    pub conditional_writes: bool,
    /// Whether to treat a deploy that seems alive as dead.
    pub take_over: bool,
    /// Whether to delete objects that are no longer in the site.
    pub delete: bool,
    /// Whether to only report what would be done, and write nothing.
    pub dry_run: bool,
    /// The number of requests at a time.
    pub parallel: usize,
    /// The minimum number of uploads between two saves of the record.
    pub checkpoint: usize,
    /// The interval between heartbeats, each of which saves the record.
    pub heartbeat: Duration,
    /// The newspaper's public address, for the purge list.
    pub public_url: String,
    /// The file for the list of changed addresses.
    pub purge_list: Option<PathBuf>,
    /// The time of the deploy.
    pub now: Timestamp,
}

/// Deploys a site. `say` gets progress messages for the user.
///
/// # Errors
/// [`DeployError`]. Whatever it is, the next run can continue.
pub fn run(options: &Options, say: &dyn Fn(&str)) -> Result<Outcome, DeployError> {
    // This fails if it was done before, which does no harm.
    drop(rustls::crypto::ring::default_provider().install_default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(DeployError::Start)?;
    let waiting = |folder: &Path| {
        let folder = folder.display();
        say(&format!(
            "press: a publish is under way ({folder}); waiting for it"
        ));
    };
    let held = match options.site.is_dir() {
        true => lock_shared(&options.site, waiting).map_err(DeployError::Site)?,
        false => None,
    };
    let result = runtime.block_on(deploy(options, say));
    drop(held);
    result
}

async fn deploy(options: &Options, say: &dyn Fn(&str)) -> Result<Outcome, DeployError> {
    let files = files::read(&options.site)?;
    let target = Arc::new(Target::open(&options.url, &options.access).await?);
    let mut ledger = RecordStore::load(
        Arc::clone(&target),
        &options.record,
        options.conditional_writes,
    )
    .await?;
    if !options.take_over && !options.dry_run {
        ledger.ensure_unclaimed(options.now)?;
    }
    let shape = UploadLayout {
        keys: options.keys.unwrap_or(match target.kind {
            // A folder cannot contain both a file `world` and a folder `world`.
            StoreKind::Folder => HtmlKeys::AsFiles,
            StoreKind::S3 | StoreKind::Google | StoreKind::Azure => HtmlKeys::Extensionless,
        }),
        encoding: options.encoding,
        side_files: options.side_files || target.kind == StoreKind::Folder,
    };
    let all = plan::plan(&options.site, &files, &target, shape)?;
    let record = &ledger.record;
    let todo: Vec<&Upload> = all
        .iter()
        .filter(|upload| record.files.get(&upload.key) != Some(&upload.hash))
        .collect();
    let there: BTreeSet<&str> = all.iter().map(|upload| upload.key.as_str()).collect();
    let gone = record.files.keys();
    let gone: Vec<String> = gone
        .filter(|key| !there.contains(key.as_str()))
        .cloned()
        .collect();
    let prune = match options.delete {
        true => prune::decide(&target, record, &gone, options.now, options.parallel).await?,
        false => PrunePlan::default(),
    };
    let mut outcome = Outcome::new(options, &all, &todo, &gone, prune);

    let before = ledger.record.clone();
    note_gone(&mut ledger, &gone, options.now);
    let idle = todo.is_empty() && outcome.deleted.is_empty() && before.changed.is_empty();
    if options.dry_run {
        return Ok(outcome);
    }
    if idle && before == ledger.record && before.claim.is_none() {
        // Earlier changes are in an earlier purge list, so this one is empty.
        write_purge_list(options, &outcome)?;
        return Ok(outcome);
    }

    let interrupt = Interrupt::listen().await;
    let pace = JobOptions {
        parallel: options.parallel,
        // A long record takes long to save, so save it less often.
        checkpoint: options
            .checkpoint
            .max(all.len().max(before.files.len()) / 20),
        heartbeat: options.heartbeat,
        interrupt: &interrupt,
        say,
    };
    announce(&mut ledger, &todo, &outcome.deleted);
    ledger.claim(options.now);
    ledger.save().await?;
    let mut done = 0;
    let sent = send_all(&target, &todo, &mut ledger, &pace, &mut done).await;
    let finished = match sent {
        Ok(()) => {
            let deleted = prune::delete(&target, &outcome.deleted, &mut ledger, &pace);
            deleted.await.map_err(|error| ("deleting", error))
        }
        Err(failure) => Err(failure),
    };
    if let Err((stage, reason)) = finished {
        if !matches!(reason, DeployError::Superseded { .. }) {
            say("press: stopping, and saving the record of what was uploaded");
            ledger.record.claim = None;
            // Return the original error. If the record cannot be saved, the old one does no harm.
            drop(ledger.save().await);
        }
        return Err(DeployError::Stopped {
            stage,
            reason: Box::new(reason),
            done,
            total: todo.len(),
        });
    }

    outcome.purge = outcome::purge(&options.public_url, &ledger.record.changed);
    let listed = write_purge_list(options, &outcome);
    if listed.is_ok() {
        ledger.record.changed.clear();
    }
    // If the list could not be written, release the claim all the same, so that the next run can
    // write the list without waiting.
    ledger.record.claim = None;
    let saved = ledger.save().await;
    listed.and(saved)?;
    Ok(outcome)
}

fn write_purge_list(options: &Options, outcome: &Outcome) -> Result<(), DeployError> {
    match &options.purge_list {
        Some(file) => outcome::write_purge_list(file, &outcome.purge),
        None => Ok(()),
    }
}

/// Records since when each key has been gone. A key that came back is no longer gone.
fn note_gone(ledger: &mut RecordStore, gone: &[String], now: Timestamp) {
    let old = std::mem::take(&mut ledger.record.gone);
    let since = |key: &String| old.get(key).copied().unwrap_or(now);
    ledger.record.gone = gone.iter().map(|key| (key.clone(), since(key))).collect();
}

/// Records before the first upload that press owns the keys to be written or deleted, and that
/// their content is unknown.
fn announce(ledger: &mut RecordStore, todo: &[&Upload], deleted: &[String]) {
    let record = &mut ledger.record;
    for upload in todo {
        record.files.insert(upload.key.clone(), String::new());
        // Copies of these files in a CDN are never outdated.
        if upload.policy.cache != Cache::Immutable {
            record.changed.insert(upload.key.clone());
        }
    }
    for key in deleted {
        record.files.insert(key.clone(), String::new());
        record.changed.insert(key.clone());
    }
}

async fn send_all(
    target: &Arc<Target>,
    todo: &[&Upload],
    ledger: &mut RecordStore,
    pace: &JobOptions<'_>,
    done: &mut usize,
) -> Result<(), (&'static str, DeployError)> {
    for stage in Stage::ALL {
        let uploads: Vec<&Upload> = todo.iter().copied().filter(|u| u.stage == stage).collect();
        if uploads.is_empty() {
            continue;
        }
        (pace.say)(&format!("press: {}: {}", stage.name(), uploads.len()));
        let sent = send::stage(target, &uploads, ledger, pace, done).await;
        sent.map_err(|error| (stage.name(), error))?;
    }
    Ok(())
}
