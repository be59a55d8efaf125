//! `press deploy`: the site to object storage, only what changed, in an order in which no page
//! ever names what is not there.
//!
//! 1. **A record lies beside the site** ([`record`]): which keys press put there, with hashes of
//!    content and headers. What it does not name is somebody else's and is never touched.
//! 2. **Written before, during and after** ([`ledger`]): before the first upload the record calls
//!    every key that will be written unknown; so a deploy that dies at any point is finished by the
//!    next one, from any machine.
//! 3. **Stage after stage** ([`stage`], [`send`]): assets, data, pages, the rest.
//! 4. **One at a time**: a conditional write refuses a record that somebody else has written; and
//!    no publish changes the site while it is sent ([`hold()`]).
//! 5. **Deletes last, on request, and the other way round** ([`prune`]).
//! 6. **Whatever takes long shows that it is alive, and can be interrupted** ([`work`]).
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

mod args;
mod encoding;
pub mod error;
mod files;
mod interrupt;
mod keys;
pub mod ledger;
mod outcome;
mod plan;
pub mod prune;
pub mod record;
pub mod send;
pub mod stage;
mod target;
pub mod work;

pub use args::Args;
pub use encoding::Encoding;
pub use error::DeployError;
pub use interrupt::Interrupt;
pub use keys::HtmlKeys;
pub use outcome::Outcome;
pub use plan::Upload;
pub use target::{Access, Kind, Target};

use frontpage_hosting::policy::Cache;
use frontpage_store::hold;
use jiff::Timestamp;
use ledger::Ledger;
use plan::Shape;
use prune::Prune;
use stage::Stage;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use work::Pace;

/// What to deploy, where and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built site.
    pub site: PathBuf,
    /// `s3://bucket/prefix` and the like.
    pub url: String,
    /// How to reach it.
    pub access: Access,
    /// Where pages lie; without a choice, as the kind of store wants it.
    pub keys: Option<HtmlKeys>,
    /// Which representation goes up.
    pub encoding: Encoding,
    /// Whether compressed copies and lists of headers go up as files of their own.
    pub side_files: bool,
    /// Where the record lies, below the site's root, or with a leading `/` below the bucket's.
    pub record: String,
    /// Whether the store is asked to refuse writes over somebody else's record.
    pub guarded: bool,
    /// Whether a deploy that seems alive is taken for dead.
    pub take_over: bool,
    /// Whether what is no longer in the site is deleted.
    pub delete: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// How many requests at a time.
    pub parallel: usize,
    /// After how many uploads the record is written, at least.
    pub checkpoint: usize,
    /// How often the record is written while nothing else causes it: a sign of life.
    pub beat: Duration,
    /// The newspaper's public address, for the purge list.
    pub public_url: String,
    /// Where the list of changed addresses goes.
    pub purge_list: Option<PathBuf>,
    /// The moment of deploying.
    pub now: Timestamp,
}

/// Deploys a site. `say` gets a line now and then, for whoever waits.
///
/// # Errors
/// [`DeployError`]; whatever it is, the next run goes on from there.
pub fn run(options: &Options, say: &dyn Fn(&str)) -> Result<Outcome, DeployError> {
    // fails where it has been done before
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
        true => hold(&options.site, waiting).map_err(DeployError::Site)?,
        false => None,
    };
    let done = runtime.block_on(deploy(options, say));
    drop(held);
    done
}

async fn deploy(options: &Options, say: &dyn Fn(&str)) -> Result<Outcome, DeployError> {
    let files = files::read(&options.site)?;
    let target = Arc::new(Target::open(&options.url, &options.access).await?);
    let mut ledger = Ledger::load(Arc::clone(&target), &options.record, options.guarded).await?;
    if !options.take_over && !options.dry_run {
        ledger.check_free(options.now)?;
    }
    let shape = Shape {
        keys: options.keys.unwrap_or(match target.kind {
            // a file and a folder cannot have one name there
            Kind::Folder => HtmlKeys::AsFiles,
            Kind::S3 | Kind::Google | Kind::Azure => HtmlKeys::Extensionless,
        }),
        encoding: options.encoding,
        side_files: options.side_files || target.kind == Kind::Folder,
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
        false => Prune::default(),
    };
    let mut outcome = Outcome::new(options, &all, &todo, &gone, prune);

    let before = ledger.record.clone();
    note_gone(&mut ledger, &gone, options.now);
    let idle = todo.is_empty() && outcome.deleted.is_empty() && before.changed.is_empty();
    if options.dry_run {
        return Ok(outcome);
    }
    if idle && before == ledger.record && before.claim.is_none() {
        // what an earlier deploy has listed is purged
        write_purge_list(options, &outcome)?;
        return Ok(outcome);
    }

    let interrupt = Interrupt::listen().await;
    let pace = Pace {
        parallel: options.parallel,
        // a long list takes long to write
        checkpoint: options
            .checkpoint
            .max(all.len().max(before.files.len()) / 20),
        beat: options.beat,
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
        if !matches!(reason, DeployError::Overtaken { .. }) {
            say("press: stopping, and writing down what is up");
            ledger.record.claim = None;
            // the reason is what has to be told, and the record as it is does no harm
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
    // where there is no list, the next run shall make it, and at once
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

/// Since when each key is gone; what came back is not.
fn note_gone(ledger: &mut Ledger, gone: &[String], now: Timestamp) {
    let old = std::mem::take(&mut ledger.record.gone);
    let since = |key: &String| old.get(key).copied().unwrap_or(now);
    ledger.record.gone = gone.iter().map(|key| (key.clone(), since(key))).collect();
}

/// Before the first byte: what is about to be written or deleted is ours, and nobody knows what
/// it holds.
fn announce(ledger: &mut Ledger, todo: &[&Upload], deleted: &[String]) {
    let record = &mut ledger.record;
    for upload in todo {
        record.files.insert(upload.key.clone(), String::new());
        // no copy of such a file is ever out of date
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
    ledger: &mut Ledger,
    pace: &Pace<'_>,
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
