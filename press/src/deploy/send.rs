//! Uploads: many at a time within a stage, each tried again, and written down when it is done.

use super::DeployError;
use super::ledger::Ledger;
use super::plan::Upload;
use super::target::{Kind, Target};
use futures::{StreamExt, future, stream};
use object_store::{Attribute, Attributes, ObjectStore, PutOptions};
use std::cell::Cell;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

/// How often the record is written while nothing else causes it: a sign of life.
const BEAT: Duration = Duration::from_secs(30);

/// How uploads go.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How many at a time.
    pub parallel: usize,
    /// After how many the record is written.
    pub checkpoint: usize,
}

/// Sends all uploads of a stage, and counts in `done` those that are up.
///
/// # Errors
/// The first upload that failed for good. What was under way is finished first and written down.
pub async fn stage(
    target: &Arc<Target>,
    uploads: &[&Upload],
    ledger: &mut Ledger,
    pace: Pace,
    done: &mut usize,
) -> Result<(), DeployError> {
    let stop = Cell::new(false);
    let jobs = stream::iter(uploads)
        .take_while(|_| future::ready(!stop.get()))
        .map(|upload| tokio::spawn(put(Arc::clone(target), (*upload).clone())))
        .buffer_unordered(pace.parallel.max(1));
    let mut jobs = pin!(jobs);
    let mut beat = tokio::time::interval_at(tokio::time::Instant::now() + BEAT, BEAT);
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    let mut failure = None;
    let mut unsaved = 0;
    loop {
        let save = tokio::select! {
            job = jobs.next() => match job {
                None => break,
                Some(Ok(Ok((key, hash)))) => {
                    ledger.record.files.insert(key, hash);
                    *done += 1;
                    unsaved += 1;
                    unsaved >= pace.checkpoint
                }
                Some(Ok(Err(error))) => { failure.get_or_insert(error); false }
                Some(Err(error)) => {
                    failure.get_or_insert(DeployError::Start(error.into()));
                    false
                }
            },
            _ = beat.tick() => true,
            _ = &mut interrupt, if failure.is_none() => {
                failure = Some(DeployError::Interrupted);
                false
            }
        };
        if save && failure.is_none() {
            unsaved = 0;
            failure = ledger.save().await.err();
        }
        stop.set(failure.is_some());
    }
    match failure {
        Some(failure) => Err(failure),
        None if unsaved > 0 => ledger.save().await,
        None => Ok(()),
    }
}

async fn put(target: Arc<Target>, upload: Upload) -> Result<(String, String), DeployError> {
    let (upload, bytes) = tokio::task::spawn_blocking(move || {
        let bytes = upload.read();
        (upload, bytes)
    })
    .await
    .map_err(|error| DeployError::Start(error.into()))?;
    let mut attributes = Attributes::new();
    if target.kind != Kind::Folder {
        let policy = upload.policy;
        attributes.insert(Attribute::ContentType, policy.content_type.into());
        attributes.insert(Attribute::CacheControl, policy.cache.header().into());
        if let Some(encoding) = upload.encoding {
            attributes.insert(Attribute::ContentEncoding, encoding.into());
        }
    }
    let options = PutOptions {
        attributes,
        ..PutOptions::default()
    };
    let sent = target.store.put_opts(&upload.place, bytes?.into(), options);
    match sent.await {
        Ok(_) => Ok((upload.key, upload.hash)),
        Err(error) => Err(target.error(format!("uploading {}", upload.key), &error)),
    }
}
