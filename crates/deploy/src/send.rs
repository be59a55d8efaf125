//! Uploads the objects of a stage, several at a time.

use super::DeployError;
use super::jobs::{self, JobOptions};
use super::plan::Upload;
use super::record_store::RecordStore;
use super::target::{StoreKind, Target};
use object_store::{Attribute, Attributes, ObjectStore, PutOptions};
use std::sync::Arc;

/// Uploads all objects of a stage, and counts them in `done`.
///
/// # Errors
/// Stops at the first upload that still fails after retries. Requests under way are finished and
/// recorded first.
pub async fn stage(
    target: &Arc<Target>,
    uploads: &[&Upload],
    ledger: &mut RecordStore,
    pace: &JobOptions<'_>,
    done: &mut usize,
) -> Result<(), DeployError> {
    let job = |upload: &&Upload| put(Arc::clone(target), (*upload).clone());
    let sent = jobs::run_all(uploads, job, ledger, pace, |record, (key, hash)| {
        record.files.insert(key, hash);
        *done += 1;
    });
    sent.await
}

async fn put(target: Arc<Target>, upload: Upload) -> Result<(String, String), DeployError> {
    let (upload, bytes) = tokio::task::spawn_blocking(move || {
        let bytes = upload.read();
        (upload, bytes)
    })
    .await
    .map_err(DeployError::Task)?;
    let mut attributes = Attributes::new();
    if target.kind != StoreKind::Folder {
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
    let sent = target.store.put_opts(&upload.path, bytes?.into(), options);
    match sent.await {
        Ok(_) => Ok((upload.key, upload.hash)),
        Err(error) => Err(target.error(format!("uploading {}", upload.key), &error)),
    }
}
