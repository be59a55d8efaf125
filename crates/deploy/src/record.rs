//! The deploy record: a list in the store of what is deployed, from which any machine can continue.
//!
//! It contains only keys that are or were public, so it does no harm if others can read it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The default key of the record, below the site's root.
pub const KEY: &str = ".press/deployed.json";

const VERSION: u32 = 1;

/// The objects that press has uploaded. It lists no others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    version: u32,
    /// The hash of content and headers, by key. It is empty while an upload may be under way, so
    /// that after a crash the object counts neither as the old nor as the new one.
    pub files: BTreeMap<String, String>,
    /// The keys that are no longer in the site, each with the time since which it has been gone.
    #[serde(default)]
    pub gone: BTreeMap<String, Timestamp>,
    /// The keys that have changed since the last deploy finished, and that are in no purge list
    /// yet.
    #[serde(default)]
    pub changed: BTreeSet<String>,
    /// The deploy that is under way.
    #[serde(default)]
    pub claim: Option<Claim>,
    /// The number of writes, so that no two versions of the record are equal.
    #[serde(default)]
    pub writes: u64,
}

/// A deploy that has not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its identifier, which does not show who deploys or where: the record may be public.
    pub id: String,
    /// When it began.
    pub since: Timestamp,
}

impl Record {
    /// Parses a record.
    ///
    /// # Errors
    /// If it is damaged, or from a newer press.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let record: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if record.version != VERSION {
            return Err(format!(
                "it has version {}, but this press reads version {VERSION}",
                record.version
            ));
        }
        Ok(record)
    }

    /// Serializes the record.
    pub fn bytes(&mut self) -> Vec<u8> {
        self.version = VERSION;
        frontpage_base::json::to_vec(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Record;

    #[test]
    fn a_damaged_record_or_a_later_one_is_refused() {
        assert!(Record::parse(b"{}").is_err());
        assert!(Record::parse(br#"{"version":2,"files":{}}"#).is_err());
        let mut record = Record::default();
        record.files.insert("world".into(), String::new());
        let read = Record::parse(&record.bytes());
        assert_eq!(read, Ok(record));
    }
}
