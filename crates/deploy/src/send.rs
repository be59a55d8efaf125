//! Uploads the objects of a stage, several at a time.

use super::DeployError;
use super::jobs::{self, JobOptions};
use super::plan::{Upload, unreadable};
use super::record_store::RecordStore;
use super::target::{StoreKind, Target};
use object_store::{
    Attribute, Attributes, ObjectStore, PutMultipartOptions, PutOptions, WriteMultipart,
};
use std::sync::Arc;
use tokio::io::AsyncReadExt;

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

/// Files from this size on are uploaded in parts of this size, so that only a few parts are in memory. Object
/// storage takes up to 10,000 parts of 5 MB and more each.
const PART: usize = 16 << 20;
/// How many parts of a file are under way at a time.
const PARTS_AT_A_TIME: usize = 2;

async fn put(target: Arc<Target>, upload: Upload) -> Result<(String, String), DeployError> {
    let mut attributes = Attributes::new();
    if target.kind != StoreKind::Folder {
        let policy = upload.policy;
        attributes.insert(Attribute::ContentType, policy.content_type.into());
        attributes.insert(Attribute::CacheControl, policy.cache.header().into());
        if let Some(encoding) = upload.encoding {
            attributes.insert(Attribute::ContentEncoding, encoding.into());
        }
    }
    if upload.size >= PART as u64 {
        return put_parts(&target, upload, attributes).await;
    }
    let (upload, bytes) = tokio::task::spawn_blocking(move || {
        let bytes = upload.read();
        (upload, bytes)
    })
    .await
    .map_err(DeployError::Task)?;
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

/// Uploads a large file in parts. The object appears when the last part is there, or not at all.
async fn put_parts(
    target: &Target,
    upload: Upload,
    attributes: Attributes,
) -> Result<(String, String), DeployError> {
    let failed = |error| target.error(format!("uploading {}", upload.key), &error);
    let options = PutMultipartOptions {
        attributes,
        ..PutMultipartOptions::default()
    };
    let started = target.store.put_multipart_opts(&upload.path, options).await;
    let mut parts = WriteMultipart::new_with_chunk_size(started.map_err(failed)?, PART);
    let mut hasher = upload.hasher();
    let read = async {
        let unreadable = |error| unreadable(&upload.file, &error);
        let mut file = tokio::fs::File::open(&upload.file)
            .await
            .map_err(unreadable)?;
        let mut buffer = vec![0; 1 << 20];
        loop {
            match file.read(&mut buffer).await.map_err(unreadable)? {
                0 => return upload.check(&hasher),
                count => {
                    parts
                        .wait_for_capacity(PARTS_AT_A_TIME)
                        .await
                        .map_err(failed)?;
                    hasher.update(&buffer[..count]);
                    parts.write(&buffer[..count]);
                }
            }
        }
    };
    if let Err(error) = read.await {
        // Parts that stay behind cost money, but the error that caused it says what is wrong.
        drop(parts.abort().await);
        return Err(error);
    }
    match parts.finish().await {
        Ok(_) => Ok((upload.key, upload.hash)),
        Err(error) => Err(failed(error)),
    }
}
