//! Tiers: which stories are indexed together, so that one new story rewrites few files.
//!
//! The newest tier has at most [`NEWEST_STORIES`]. It is built again with every change. When it is full,
//! it stays as it is, and the next story begins a new one. Tiers of about the same size are merged,
//! three at a time, so that their number grows with the logarithm of the archive. If a story in an older
//! tier is changed or removed, it is marked there as withdrawn and loses its card; a changed story goes
//! into the newest tier. The words of the old version stay in the tier, without a link to the story, until
//! the tier is built again, which happens when it has lost an eighth of its stories.
//!
//! The first index of an archive has all but the newest stories in tiers as large as possible.

use crate::build::{Document, TierBuilder};
use crate::format::cards::{Card, read_cards, write_cards};
use crate::format::hash::Hash;
use crate::format::manifest::{MAX_STORIES, Manifest, TierHeader};
use crate::format::names::{FileKind, FileName, TierId};
use crate::format::wire::{ReadError, Reader, VERSION, put_number};
use crate::text::language::Languages;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// The most stories of the newest tier.
pub const NEWEST_STORIES: u32 = 128;
/// How many tiers of about the same size are merged into one.
const MERGED: usize = 3;
/// A tier is built again when it has lost one out of this many stories.
const LOST: usize = 8;

/// A story of the archive, as far as it is known without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// When it was published, in seconds. Stories are ordered by this, and then by their key. Their
    /// days should be in the same order.
    pub published: i64,
    /// Identifies the story: a hash of something that never changes, such as its path.
    pub key: u64,
    /// The version of its content: a hash of everything that can be found or is shown.
    pub version: u64,
}

/// Where the stories come from, and where the files of the index are kept.
pub trait Library {
    /// Reads a story.
    ///
    /// # Errors
    /// If it cannot be read.
    fn load(&self, entry: &Entry) -> io::Result<Document>;
    /// Writes a file of the index.
    ///
    /// # Errors
    /// If it cannot be written.
    fn write(&self, name: FileName, bytes: Vec<u8>) -> io::Result<()>;
    /// Reads a file of the index that was written before.
    ///
    /// # Errors
    /// If it cannot be read.
    fn read(&self, name: FileName) -> io::Result<Vec<u8>>;
}

/// What an index consists of: its manifest, and which stories are in which tier. The publisher keeps it
/// beside the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// The manifest.
    pub manifest: Manifest,
    /// The stories of each tier, in the order of the tier.
    stories: Vec<Vec<Entry>>,
    /// The languages of each tier.
    languages: Vec<Languages>,
}

/// A tier of the next index.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Planned {
    /// The tier with this number stays.
    Kept(usize),
    /// A tier is built of these stories.
    Built(Vec<Entry>),
}

impl Index {
    /// Brings the index up to date with an archive, which is a list of stories in any order. Only stories
    /// that have to be indexed are read. Temporary files go into `folder`, which is empty again
    /// afterwards. Returns whether anything changed.
    ///
    /// # Errors
    /// If a story cannot be loaded or a file cannot be written.
    pub fn update(
        &mut self,
        mut archive: Vec<Entry>,
        folder: &Path,
        library: &dyn Library,
    ) -> io::Result<bool> {
        archive.sort_unstable();
        archive.dedup_by_key(|entry| entry.key);
        let plan = self.plan(&archive);
        let mut next = Self::default();
        for tier in plan {
            let (header, languages, stories) = match tier {
                Planned::Kept(number) => {
                    let mut header = self.manifest.tiers[number].clone();
                    let stories = self.stories[number].clone();
                    withdraw(&mut header, &stories, &archive, library)?;
                    (header, self.languages[number], stories)
                }
                Planned::Built(stories) => {
                    let (header, languages) = build(&stories, folder, library)?;
                    (header, languages, stories)
                }
            };
            next.manifest.languages.extend(languages);
            next.manifest.tiers.push(header);
            next.languages.push(languages);
            next.stories.push(stories);
        }
        let is_changed = next != *self;
        *self = next;
        Ok(is_changed)
    }

    /// Leaves out the tiers that have a file for which the function returns false, so that they are built
    /// again.
    pub fn retain_tiers(&mut self, mut has_file: impl FnMut(FileName) -> bool) {
        let mut kept = Self::default();
        let tiers = std::mem::take(&mut self.manifest.tiers).into_iter();
        let stories = std::mem::take(&mut self.stories).into_iter();
        let languages = std::mem::take(&mut self.languages).into_iter();
        for ((tier, stories), languages) in tiers.zip(stories).zip(languages) {
            if tier.files().all(&mut has_file) {
                kept.manifest.languages.extend(languages);
                kept.manifest.tiers.push(tier);
                kept.stories.push(stories);
                kept.languages.push(languages);
            }
        }
        *self = kept;
    }

    /// Decides which tiers stay and which are built. The archive is sorted.
    fn plan(&self, archive: &[Entry]) -> Vec<Planned> {
        let mut tiers: Vec<(Vec<Entry>, Option<usize>)> = Vec::new();
        // Whether each story of the archive is in one of these tiers.
        let mut is_placed = vec![false; archive.len()];
        let newest = self.stories.len().checked_sub(1);
        for (number, stories) in self.stories.iter().enumerate() {
            // A story that was withdrawn and comes back is a new one, because its card is gone.
            let withdrawn = &self.manifest.tiers[number].withdrawn;
            let left: Vec<usize> = (0..)
                .zip(stories)
                .filter(|(place, _)| withdrawn.binary_search(place).is_err())
                .filter_map(|(_, entry)| archive.binary_search(entry).ok())
                .filter(|at| !is_placed[*at])
                .collect();
            let lost = stories.len() - left.len();
            let is_open = Some(number) == newest && stories.len() < NEWEST_STORIES as usize;
            if is_open && lost > 0 {
                continue; // Its stories are placed with the new ones.
            }
            let is_kept = lost == 0 || (lost * LOST < stories.len() && !is_open);
            for at in &left {
                is_placed[*at] = true;
            }
            if !left.is_empty() {
                let left = left.into_iter().map(|at| archive[at]).collect();
                tiers.push((left, is_kept.then_some(number)));
            }
        }
        let mut new: Vec<Entry> = archive
            .iter()
            .zip(&is_placed)
            .filter(|(_, is_placed)| !**is_placed)
            .map(|(entry, _)| *entry)
            .collect();
        if !new.is_empty() {
            // New stories join the tier that is still open.
            let open = tiers
                .last()
                .is_some_and(|(stories, _)| stories.len() < NEWEST_STORIES as usize);
            if open && let Some((stories, _)) = tiers.pop() {
                new.extend(stories);
                new.sort_unstable();
            }
        }
        add_new(&mut tiers, new);
        merge_alike(&mut tiers);
        tiers
            .into_iter()
            .map(|(stories, kept)| kept.map_or(Planned::Built(stories), Planned::Kept))
            .collect()
    }

    /// Writes it for the next publish.
    pub fn write(&self) -> Vec<u8> {
        let manifest = self.manifest.write();
        let mut bytes = Vec::new();
        put_number(&mut bytes, manifest.len() as u64);
        bytes.extend(manifest);
        for (stories, languages) in self.stories.iter().zip(&self.languages) {
            bytes.push(languages.bits());
            put_number(&mut bytes, stories.len() as u64);
            for entry in stories {
                bytes.extend(entry.published.to_le_bytes());
                bytes.extend(entry.key.to_le_bytes());
                bytes.extend(entry.version.to_le_bytes());
            }
        }
        let checksum = Hash::default().bytes(&bytes).finish();
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    /// Reads what an earlier publish wrote.
    ///
    /// # Errors
    /// If it is damaged. Then the index is built again from nothing.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let (content, checksum) = bytes.split_last_chunk::<8>().ok_or(ReadError::Damaged)?;
        if Hash::default().bytes(content).finish() != u64::from_le_bytes(*checksum) {
            return Err(ReadError::Damaged);
        }
        let mut reader = Reader::new(content);
        let manifest = Manifest::read(reader.bytes()?)?;
        let (mut stories, mut languages) = (Vec::new(), Vec::new());
        for tier in &manifest.tiers {
            languages.push(Languages::from_bits(reader.byte()?));
            let mut entries = Vec::new();
            for _ in 0..reader.count()? {
                entries.push(Entry {
                    published: i64::from_le_bytes(reader.array()?),
                    key: u64::from_le_bytes(reader.array()?),
                    version: u64::from_le_bytes(reader.array()?),
                });
            }
            if entries.len() != tier.stories as usize {
                return Err(ReadError::Damaged);
            }
            stories.push(entries);
        }
        Ok(Self {
            manifest,
            stories,
            languages,
        })
    }
}

/// Puts new stories into tiers: as many as fit into the newest one, and the rest into large ones.
fn add_new(tiers: &mut Vec<(Vec<Entry>, Option<usize>)>, mut new: Vec<Entry>) {
    let newest = NEWEST_STORIES as usize;
    if new.len() > newest {
        // Half of the newest tier is left free.
        let recent = new.split_off(new.len() - newest / 2);
        for large in new.chunks(MAX_STORIES as usize) {
            tiers.push((large.to_vec(), None));
        }
        new = recent;
    }
    if !new.is_empty() {
        tiers.push((new, None));
    }
}

/// Merges tiers of about the same size, except the newest one.
fn merge_alike(tiers: &mut Vec<(Vec<Entry>, Option<usize>)>) {
    let Some(newest) = tiers.pop() else { return };
    loop {
        let mut sizes: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, (stories, _)) in tiers.iter().enumerate() {
            // Sizes count as the same if they differ by less than a factor of four.
            sizes
                .entry(stories.len().ilog2() / 2)
                .or_default()
                .push(place);
        }
        let fits = |places: &&[usize]| {
            let total: usize = places.iter().map(|place| tiers[*place].0.len()).sum();
            total <= MAX_STORIES as usize
        };
        let alike = sizes
            .values()
            .filter_map(|places| places.get(..MERGED))
            .find(fits);
        let Some(alike) = alike.map(<[usize]>::to_vec) else {
            break;
        };
        let mut merged: Vec<Entry> = Vec::new();
        for place in alike.iter().rev() {
            merged.extend(tiers.remove(*place).0);
        }
        merged.sort_unstable();
        tiers.insert(alike[0], (merged, None));
    }
    tiers.push(newest);
}

/// Marks the stories that are no longer in the archive, which is sorted, and removes their cards.
fn withdraw(
    header: &mut TierHeader,
    stories: &[Entry],
    archive: &[Entry],
    library: &dyn Library,
) -> io::Result<()> {
    let is_gone = |(story, entry): &(u32, &Entry)| {
        header.withdrawn.binary_search(story).is_ok() || archive.binary_search(entry).is_err()
    };
    let gone = (0..).zip(stories).filter(is_gone);
    let gone: Vec<u32> = gone.map(|(story, _)| story).collect();
    let mut changed: BTreeSet<u32> = BTreeSet::new();
    for story in &gone {
        if header.withdrawn.binary_search(story).is_err() {
            changed.insert(story / header.cards_in_file);
        }
    }
    header.withdrawn = gone;
    for number in changed {
        let name = header.file(FileKind::Cards, number);
        let (first, mut cards) =
            read_cards(name.tier, &library.read(name)?).map_err(io::Error::other)?;
        for (story, card) in (first..).zip(&mut cards) {
            if header.withdrawn.binary_search(&story).is_ok() {
                *card = Card::default();
            }
        }
        let bytes = write_cards(header.id, first, &cards);
        let revision = Hash::default().bytes(&bytes).checksum().max(1);
        header.revised.retain(|(file, _)| *file != number);
        header.revised.push((number, revision));
        library.write(FileName { revision, ..name }, bytes)?;
    }
    header.revised.sort_unstable();
    Ok(())
}

fn build(
    stories: &[Entry],
    folder: &Path,
    library: &dyn Library,
) -> io::Result<(TierHeader, Languages)> {
    let mut hash = Hash::default().bytes(&[VERSION]).bytes(ANALYSIS);
    for entry in stories {
        hash = hash
            .bytes(&entry.published.to_le_bytes())
            .bytes(&entry.key.to_le_bytes())
            .bytes(&entry.version.to_le_bytes());
    }
    let count = u32::try_from(stories.len()).map_err(io::Error::other)?;
    let mut write = |name, bytes| library.write(name, bytes);
    let mut builder = TierBuilder::new(TierId(hash.finish()), count, folder, &mut write)?;
    for entry in stories {
        builder.add(&library.load(entry)?)?;
    }
    builder.finish()
}

/// The version of the analysis. Change it whenever the same story would result in different files.
const ANALYSIS: &[u8] = b"3";
