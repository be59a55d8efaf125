//! The files that were fetched, and those that are still needed.

use crate::format::cards::{Card, read_cards};
use crate::format::names::{FileKind, FileName};
use crate::format::wire::{ReadError, open};
use std::collections::{BTreeMap, BTreeSet};

/// The most bytes of files that are kept. A query needs a fraction of that.
const MAX_BYTES: usize = 32 << 20;

#[derive(Clone, Debug)]
enum File {
    Payload(Vec<u8>),
    Cards(u32, Vec<Card>),
    Bad(ReadError),
}

/// All files that were fetched.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: BTreeMap<FileName, File>,
    bytes: usize,
}

/// The result of reading the files: which ones have to be fetched, and which ones are bad.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    pub missing: BTreeSet<FileName>,
    pub bad: BTreeMap<FileName, ReadError>,
}

impl Needs {
    /// Adds another result.
    pub fn extend(&mut self, other: &Self) {
        self.missing.extend(&other.missing);
        let bad = other.bad.iter();
        self.bad
            .extend(bad.map(|(name, error)| (*name, error.clone())));
    }
}

impl Files {
    /// Keeps a file, or remembers that it is bad.
    pub fn give(&mut self, name: FileName, bytes: Option<&[u8]>) -> Result<(), ReadError> {
        let length = bytes.map_or(0, <[u8]>::len);
        if self.bytes + length > MAX_BYTES {
            self.files.clear();
            self.bytes = 0;
        }
        let file = match (bytes, name.kind) {
            (None, _) => Err(ReadError::Missing),
            (Some(bytes), FileKind::Cards) => {
                read_cards(name.tier, bytes).map(|(first, cards)| File::Cards(first, cards))
            }
            (Some(bytes), kind) => {
                open(kind, name.tier, bytes).map(|payload| File::Payload(payload.to_vec()))
            }
        };
        self.bytes += length;
        let result = file.as_ref().map(|_| ()).map_err(Clone::clone);
        self.files.insert(name, file.unwrap_or_else(File::Bad));
        result
    }

    /// Forgets the files that were bad, so that they are fetched again.
    pub fn retry(&mut self) {
        self.files.retain(|_, file| !matches!(file, File::Bad(_)));
    }

    /// Returns a binary file. If it has not been fetched, notes that it is needed.
    pub fn payload(&self, name: FileName, needs: &mut Needs) -> Option<&[u8]> {
        match self.files.get(&name) {
            Some(File::Payload(payload)) => return Some(payload),
            Some(File::Bad(error)) => {
                needs.bad.insert(name, error.clone());
            }
            Some(File::Cards(..)) => {
                needs.bad.insert(name, ReadError::Foreign);
            }
            None => {
                needs.missing.insert(name);
            }
        }
        None
    }

    /// Returns the card of a story.
    pub fn card(&self, name: FileName, story: u32, needs: &mut Needs) -> Option<&Card> {
        match self.files.get(&name) {
            Some(File::Cards(first, cards)) => {
                let card = story
                    .checked_sub(*first)
                    .and_then(|place| cards.get(place as usize));
                if card.is_none() {
                    needs.bad.insert(name, ReadError::Damaged);
                }
                return card;
            }
            Some(File::Bad(error)) => {
                needs.bad.insert(name, error.clone());
            }
            Some(File::Payload(_)) => {
                needs.bad.insert(name, ReadError::Foreign);
            }
            None => {
                needs.missing.insert(name);
            }
        }
        None
    }
}
