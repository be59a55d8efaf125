//! Access to the deploy record in the store: it is read once, saved during the deploy, and never
//! overwrites what another deploy has written.

use super::DeployError;
use super::record::{Claim, Record};
use super::target::{StoreKind, Target};
use jiff::{Timestamp, ToSpan};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error as Remote, ObjectStoreExt, PutMode, PutOptions, UpdateVersion,
};
use std::sync::Arc;

/// The number of seconds without a sign of life after which a deploy counts as dead. Heartbeats are
/// four times as frequent.
const LEASE_SECONDS: i64 = 120;

/// The deploy record, and the version of it that the store holds.
#[derive(Debug)]
pub struct RecordStore {
    target: Arc<Target>,
    path: Path,
    guarded: bool,
    /// The current record. [`RecordStore::save`] writes it to the store.
    pub record: Record,
    version: Option<UpdateVersion>,
    written: Option<Timestamp>,
}

impl RecordStore {
    /// Reads the record, which is empty before the first deploy. With `guarded`, the store is asked
    /// to refuse a write over any version but the one that was read.
    ///
    /// # Errors
    /// If the store does not respond, or the record is damaged.
    pub async fn load(target: Arc<Target>, key: &str, guarded: bool) -> Result<Self, DeployError> {
        let path = match key.strip_prefix('/') {
            Some(key) => Path::parse(key).map_err(|error| DeployError::Unreadable {
                file: key.to_owned(),
                reason: error.to_string(),
            })?,
            None => target.path(key)?,
        };
        let mut ledger = Self {
            guarded: guarded && target.kind != StoreKind::Folder,
            target,
            path,
            record: Record::default(),
            version: None,
            written: None,
        };
        if let Some((record, version, written)) = ledger.fetch().await? {
            ledger.record = record;
            ledger.version = Some(version);
            ledger.written = Some(written);
        }
        Ok(ledger)
    }

    /// Checks that no other deploy is alive.
    ///
    /// # Errors
    /// [`DeployError::Busy`] if one is.
    pub fn ensure_unclaimed(&self, now: Timestamp) -> Result<(), DeployError> {
        let (Some(claim), Some(written)) = (&self.record.claim, self.written) else {
            return Ok(());
        };
        if now
            >= written
                .saturating_add(LEASE_SECONDS.seconds())
                .unwrap_or(written)
        {
            return Ok(());
        }
        Err(DeployError::Busy {
            target: self.target.name.clone(),
            since: claim.since,
            seconds: (now.as_second() - written.as_second()).max(0),
        })
    }

    /// Claims the record for this deploy.
    pub fn claim(&mut self, now: Timestamp) {
        let distinct = format!("{now} {} {:?}", std::process::id(), self.version);
        self.record.claim = Some(Claim {
            id: blake3::hash(distinct.as_bytes()).to_hex()[..16].to_owned(),
            since: now,
        });
    }

    /// Saves the record in the store.
    ///
    /// # Errors
    /// [`DeployError::Superseded`] if another deploy has written the record meanwhile, or an error
    /// of the store.
    pub async fn save(&mut self) -> Result<(), DeployError> {
        self.record.writes += 1;
        let bytes = self.record.bytes();
        let mode = match &self.version {
            _ if !self.guarded => PutMode::Overwrite,
            None => PutMode::Create,
            Some(version) => PutMode::Update(version.clone()),
        };
        let mut attributes = Attributes::new();
        if self.target.kind != StoreKind::Folder {
            attributes.insert(Attribute::ContentType, "application/json".into());
            attributes.insert(Attribute::CacheControl, "private, no-store".into());
        }
        let options = PutOptions {
            mode,
            attributes,
            ..PutOptions::default()
        };
        let store = &self.target.store;
        match store.put_opts(&self.path, bytes.into(), options).await {
            Ok(result) => {
                self.version = Some(result.into());
                Ok(())
            }
            Err(Remote::Precondition { .. } | Remote::AlreadyExists { .. }) => {
                self.recognize().await
            }
            Err(error) => Err(self.error("writing the record of the deploy", &error)),
        }
    }

    /// Checks whether the unexpected version in the store is our own. It is if the response to our
    /// write was lost and the write was retried.
    async fn recognize(&mut self) -> Result<(), DeployError> {
        match self.fetch().await? {
            Some((record, version, _)) if record == self.record => {
                self.version = Some(version);
                Ok(())
            }
            _ => Err(DeployError::Superseded {
                target: self.target.name.clone(),
            }),
        }
    }

    async fn fetch(&self) -> Result<Option<(Record, UpdateVersion, Timestamp)>, DeployError> {
        let doing = "reading the record of earlier deploys";
        let answer = match self.target.store.get(&self.path).await {
            Ok(answer) => answer,
            Err(error) if super::error::is_no_bucket(&error) => {
                return Err(self.error(doing, &error));
            }
            Err(Remote::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.error(doing, &error)),
        };
        let version = UpdateVersion {
            e_tag: answer.meta.e_tag.clone(),
            version: answer.meta.version.clone(),
        };
        let broken = |reason: String| DeployError::Record {
            key: self.path.to_string(),
            reason,
        };
        let written = Timestamp::from_second(answer.meta.last_modified.timestamp())
            .map_err(|error| broken(error.to_string()))?;
        let bytes = answer.bytes().await;
        let bytes = bytes.map_err(|error| self.error(doing, &error))?;
        let record = Record::parse(&bytes).map_err(broken)?;
        Ok(Some((record, version, written)))
    }

    fn error(&self, doing: &str, error: &Remote) -> DeployError {
        self.target.error(doing, error)
    }
}
