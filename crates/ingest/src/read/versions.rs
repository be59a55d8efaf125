//! Chooses which copy of an item is published. The newest version decides, even if it withdraws the
//! item.

use super::head::{Head, PublishStatus};
use super::{ContentFile, Disposition};
use foldhash::fast::RandomState;
use frontpage_base::diagnostic::{FieldDiagnostic, Report, Severity};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use jiff::Timestamp;
use rayon::prelude::*;
use std::hash::BuildHasher;

/// The state of the search for an item's publishable version.
struct Search {
    /// Indexes into the list of all copies, the newest version first.
    copies: Vec<usize>,
    /// The position in `copies` of the current candidate.
    at: usize,
}

/// Returns the newest publishable version of every item, as indexes into `copies`, sorted by file.
///
/// `look` parses copies that have not been parsed yet. It is called only for candidates, so that no
/// other items are parsed and no other pictures are made.
pub fn choose<E>(
    copies: &mut [ContentFile],
    now: Timestamp,
    report: &mut Report,
    mut look: impl FnMut(&mut [ContentFile], &[usize]) -> Result<(), E>,
) -> Result<Vec<usize>, E> {
    let mut searches = by_item(copies, report);
    let mut chosen = Vec::new();
    while !searches.is_empty() {
        searches.retain(|search| is_candidate(&copies[search.copies[search.at]], now, report));
        let places: Vec<usize> = searches.iter().map(|s| s.copies[s.at]).collect();
        look(copies, &places)?;
        searches.retain_mut(|search| {
            let place = search.copies[search.at];
            let copy = &copies[place];
            let refused: &[FieldDiagnostic] = match copy.disposition(now) {
                Disposition::Story(_) => {
                    chosen.push(place);
                    return false;
                }
                Disposition::NoStory => {
                    report.ignored += 1;
                    return false;
                }
                Disposition::Refused(findings) => findings,
            };
            let refused = refused.iter().cloned();
            report
                .diagnostics
                .extend(refused.map(|finding| finding.in_file(&copy.file, Severity::Refused)));
            // An older version can still be good.
            search.at += 1;
            search.at < search.copies.len()
        });
    }
    // The copies are sorted by file, so this sorts by file too.
    chosen.sort_unstable();
    Ok(refuse_duplicate_urls(copies, chosen, report))
}

/// Returns whether a copy is a candidate, and otherwise counts it in `report`. A withdrawal or an
/// embargo ends the search, because it applies to older versions too.
fn is_candidate(copy: &ContentFile, now: Timestamp, report: &mut Report) -> bool {
    let Ok(head) = &copy.known.head else {
        return true;
    };
    let count = match head.publish_status(now) {
        PublishStatus::Free | PublishStatus::Unclear(_) => return true,
        PublishStatus::Withheld => &mut report.withheld,
        PublishStatus::Embargoed => &mut report.embargoed,
        PublishStatus::NoStory => &mut report.ignored,
    };
    *count += 1;
    false
}

/// Groups the copies by item, the newest version first. Copies with the same version are in the
/// order of their files, and all but the first are reported.
fn by_item(copies: &[ContentFile], report: &mut Report) -> Vec<Search> {
    let uri = |place: usize| {
        let head: Option<&Head> = copies[place].known.head.as_ref().ok();
        head.and_then(|head| head.uri.as_deref())
    };
    let hashes = RandomState::default();
    let hash = |place: usize| uri(place).map(|uri| hashes.hash_one(uri));
    // Hash on all cores, because the URIs are scattered in memory.
    let by_place: Vec<Option<u64>> = (0..copies.len()).into_par_iter().map(hash).collect();
    let mut items: Vec<Vec<usize>> = Vec::with_capacity(copies.len());
    let mut by_uri: HashTable<usize> = HashTable::with_capacity(copies.len());
    for (place, hash) in by_place.iter().enumerate() {
        let Some(hash) = hash else {
            items.push(vec![place]);
            continue;
        };
        let is_same_item = |at: &usize| uri(items[*at][0]) == uri(place);
        let rehash = |at: &usize| by_place[items[*at][0]].unwrap_or_default();
        match by_uri.entry(*hash, is_same_item, rehash) {
            Entry::Occupied(at) => items[*at.get()].push(place),
            Entry::Vacant(free) => {
                free.insert(items.len());
                items.push(vec![place]);
            }
        }
    }
    let head = |place: usize| copies[place].known.head.as_ref().ok();
    for item in items.iter_mut().filter(|item| item.len() > 1) {
        // Use version numbers only if every copy has one. Otherwise the order would be cyclic.
        let numbered = item.iter().all(|p| head(*p).is_some_and(Head::is_numbered));
        let age = |place: usize| head(place).map(|head| head.version_key(numbered));
        item.sort_by_key(|place| std::cmp::Reverse(age(*place)));
        for pair in item.windows(2).filter(|p| age(p[0]) == age(p[1])) {
            let finding = FieldDiagnostic::new(
                "version",
                format!("has the same item and version as {}", copies[pair[0]].file),
                "remove one of the two files, or raise its version",
            );
            let problem = finding.in_file(&copies[pair[1]].file, Severity::Refused);
            report.diagnostics.push(problem);
        }
    }
    let searches = items.into_iter().map(|copies| Search { copies, at: 0 });
    searches.collect()
}

/// Keeps the first of several stories with the same URL, and refuses the others.
fn refuse_duplicate_urls(
    copies: &[ContentFile],
    chosen: Vec<usize>,
    report: &mut Report,
) -> Vec<usize> {
    let story = |place: usize| copies[place].known.story();
    let hasher = RandomState::default();
    let places = chosen.par_iter();
    let hashes = places.map(|place| story(*place).map(|story| hasher.hash_one(&story.url)));
    let url_hashes: Vec<Option<u64>> = hashes.collect();
    let mut first = Vec::with_capacity(chosen.len());
    let mut urls: HashTable<(u64, usize)> = HashTable::with_capacity(chosen.len());
    for (place, hash) in chosen.into_iter().zip(url_hashes) {
        let (Some(hash), Some(story_here)) = (hash, story(place)) else {
            continue;
        };
        let url = |place: usize| story(place).map(|story| &story.url);
        let has_same_url = |(_, other): &(u64, usize)| url(*other) == Some(&story_here.url);
        match urls.find(hash, has_same_url) {
            None => {
                urls.insert_unique(hash, (hash, place), |(hash, _)| *hash);
                first.push(place);
            }
            Some((_, other)) => {
                let copy = &copies[place];
                let other = &copies[*other].file;
                let finding = FieldDiagnostic::new(
                    "altIds",
                    format!(
                        "gives the URL {}, which {other} already has",
                        story_here.url
                    ),
                    "give one of the two another slug",
                );
                report
                    .diagnostics
                    .push(finding.in_file(&copy.file, Severity::Refused));
            }
        }
    }
    first
}
