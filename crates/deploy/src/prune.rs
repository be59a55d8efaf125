//! Deletes objects that are no longer in the site: only those that press uploaded, and old assets
//! only after a grace period.

use super::DeployError;
use super::jobs::{self, JobOptions};
use super::record::Record;
use super::record_store::RecordStore;
use super::stage::{Stage, of_key};
use super::target::Target;
use futures::{StreamExt, TryStreamExt, stream};
use jiff::{Timestamp, ToSpan};
use object_store::{Error as Remote, ObjectStoreExt};
use std::sync::Arc;

/// The grace period for old assets, in hours. A page that a CDN or an open tab still holds must
/// find its assets.
const ASSET_HOURS: i64 = 30 * 24;

/// The decision about objects that are no longer in the site.
#[derive(Debug, Default)]
pub struct PrunePlan {
    /// The keys that can be deleted, in order: objects come before those that they refer to.
    pub delete: Vec<String>,
    /// The number of assets that are too young to be deleted.
    pub too_young: usize,
}

/// Decides which of the `gone` keys to delete. An asset is deleted once it has been out of the site
/// for 30 days, but never if the object itself is younger than that.
///
/// # Errors
/// If the store does not report the age of an asset.
pub async fn decide(
    target: &Target,
    record: &Record,
    gone: &[String],
    now: Timestamp,
    parallel: usize,
) -> Result<PrunePlan, DeployError> {
    let before = now.saturating_sub(ASSET_HOURS.hours()).unwrap_or(now);
    // Files of the search index go at once, because they name withdrawn stories.
    let is_asset = |key: &&String| key.starts_with("assets/") && !key.starts_with("assets/search/");
    let (assets, others): (Vec<&String>, Vec<&String>) = gone.iter().partition(is_asset);
    let left = assets.iter().copied().filter(|key| {
        let since = record.gone.get(key.as_str());
        since.is_some_and(|since| *since <= before)
    });
    let old: Vec<&String> = stream::iter(left)
        .map(|key| async move { Ok((key, is_older(target, key, before).await?)) })
        .buffered(parallel.max(1))
        .try_filter_map(async |(key, old): (_, bool)| Ok(old.then_some(key)))
        .try_collect()
        .await?;
    let young = assets.len() - old.len();
    let mut delete: Vec<String> = others.into_iter().chain(old).cloned().collect();
    delete.sort_by(|a, b| (of_key(b), a).cmp(&(of_key(a), b)));
    Ok(PrunePlan {
        delete,
        too_young: young,
    })
}

async fn is_older(target: &Target, key: &str, before: Timestamp) -> Result<bool, DeployError> {
    match target.store.head(&target.path(key)?).await {
        Ok(meta) => Ok(meta.last_modified.timestamp() <= before.as_second()),
        // It has been deleted already. Delete it again, so that it is removed from the record.
        Err(Remote::NotFound { .. }) => Ok(true),
        Err(error) => Err(target.error(format!("asking for the age of {key}"), &error)),
    }
}

/// Deletes keys stage by stage, and removes them from the record.
///
/// # Errors
/// Stops at the first key that cannot be deleted. Requests under way are finished and recorded
/// first.
pub async fn delete(
    target: &Arc<Target>,
    keys: &[String],
    ledger: &mut RecordStore,
    pace: &JobOptions<'_>,
) -> Result<(), DeployError> {
    for stage in Stage::ALL.into_iter().rev() {
        let keys = keys.iter().filter(|key| of_key(key) == stage);
        let job = |key: &String| remove(Arc::clone(target), key.clone());
        let deleted = jobs::run_all(keys, job, ledger, pace, |record, key| {
            record.files.remove(&key);
            record.gone.remove(&key);
        });
        deleted.await?;
    }
    Ok(())
}

async fn remove(target: Arc<Target>, key: String) -> Result<String, DeployError> {
    match target.store.delete(&target.path(&key)?).await {
        Ok(()) | Err(Remote::NotFound { .. }) => Ok(key),
        Err(error) => Err(target.error(format!("deleting {key}"), &error)),
    }
}
