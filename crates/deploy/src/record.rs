//! What is deployed: the list that lies beside the site in the store, so that any machine can go on.
//!
//! It names nothing but what is or was public beside it, and is therefore harmless to show.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where it lies, below the site's root.
pub const KEY: &str = ".press/deployed.json";

const VERSION: u32 = 1;

/// The objects that press has put there, and no others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    version: u32,
    /// By key, the hash of content and headers; empty while an upload may be under way, so that
    /// after a death in the middle nobody takes the object for the old or the new one.
    pub files: BTreeMap<String, String>,
    /// Keys that are no longer in the site, and since when.
    #[serde(default)]
    pub gone: BTreeMap<String, Timestamp>,
    /// Keys that have changed since a deploy last finished: no purge list has named them yet.
    #[serde(default)]
    pub changed: BTreeSet<String>,
    /// Who is deploying.
    #[serde(default)]
    pub claim: Option<Claim>,
    /// Counts the writes, so that no two are the same.
    #[serde(default)]
    pub writes: u64,
}

/// A deploy that has not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Which one. Says nothing about who or where: the record may be public.
    pub id: String,
    /// When it began.
    pub since: Timestamp,
}

impl Record {
    /// Reads it.
    ///
    /// # Errors
    /// When it is damaged, or of a later press.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let record: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if record.version != VERSION {
            return Err(format!(
                "it is of version {}, this press knows version {VERSION}",
                record.version
            ));
        }
        Ok(record)
    }

    /// Its bytes.
    pub fn bytes(&mut self) -> Vec<u8> {
        self.version = VERSION;
        frontpage_base::json::bytes(self)
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
