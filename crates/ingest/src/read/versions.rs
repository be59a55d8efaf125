//! Of the copies of an item, which one is published: the newest version decides, also to withdraw.

use super::head::{Fate, Head};
use super::{Copy, Told};
use foldhash::fast::RandomState;
use frontpage_base::report::{Finding, Report, Severity};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use jiff::Timestamp;
use rayon::prelude::*;
use std::hash::BuildHasher;

/// How far the search for an item's version has come.
struct Search {
    /// Places in the list of copies, the newest version first.
    copies: Vec<usize>,
    /// The one being looked at.
    at: usize,
}

/// Of each item the newest version that can be published, as places in `copies`, sorted by file.
///
/// `look` makes sure that these copies have an outcome: only what is about to be published is read
/// and its pictures made.
pub fn choose<E>(
    copies: &mut [Copy],
    now: Timestamp,
    report: &mut Report,
    mut look: impl FnMut(&mut [Copy], &[usize]) -> Result<(), E>,
) -> Result<Vec<usize>, E> {
    let mut searches = by_item(copies, report);
    let mut chosen = Vec::new();
    while !searches.is_empty() {
        searches.retain(|search| may_be_told(&copies[search.copies[search.at]], now, report));
        let places: Vec<usize> = searches.iter().map(|s| s.copies[s.at]).collect();
        look(copies, &places)?;
        searches.retain_mut(|search| {
            let place = search.copies[search.at];
            let copy = &copies[place];
            let refused: &[Finding] = match copy.told(now) {
                Told::Story(_) => {
                    chosen.push(place);
                    return false;
                }
                Told::NoStory => {
                    report.ignored += 1;
                    return false;
                }
                Told::Refused(findings) => findings,
            };
            let refused = refused.iter().cloned();
            report
                .problems
                .extend(refused.map(|finding| finding.at(&copy.file, Severity::Refused)));
            // what is older may still be good
            search.at += 1;
            search.at < search.copies.len()
        });
    }
    // the copies are sorted by file
    chosen.sort_unstable();
    Ok(one_for_each_url(copies, chosen, report))
}

/// A withdrawal or an embargo ends the search: it holds for what is older too.
fn may_be_told(copy: &Copy, now: Timestamp, report: &mut Report) -> bool {
    let Ok(head) = &copy.known.head else {
        return true;
    };
    let count = match head.fate(now) {
        Fate::Free | Fate::Unclear(_) => return true,
        Fate::Withheld => &mut report.withheld,
        Fate::Embargoed => &mut report.embargoed,
        Fate::NoStory => &mut report.ignored,
    };
    *count += 1;
    false
}

/// The copies of each item, the newest version first, of equal ones the first file.
fn by_item(copies: &[Copy], report: &mut Report) -> Vec<Search> {
    let uri = |place: usize| {
        let head: Option<&Head> = copies[place].known.head.as_ref().ok();
        head.and_then(|head| head.uri.as_deref())
    };
    let hashes = RandomState::default();
    let hash = |place: usize| uri(place).map(|uri| hashes.hash_one(uri));
    // what lies all over the memory is looked at on all cores
    let by_place: Vec<Option<u64>> = (0..copies.len()).into_par_iter().map(hash).collect();
    let mut items: Vec<Vec<usize>> = Vec::with_capacity(copies.len());
    let mut by_uri: HashTable<usize> = HashTable::with_capacity(copies.len());
    for (place, hash) in by_place.iter().enumerate() {
        let Some(hash) = hash else {
            items.push(vec![place]);
            continue;
        };
        let is = |at: &usize| uri(items[*at][0]) == uri(place);
        let again = |at: &usize| by_place[items[*at][0]].unwrap_or_default();
        match by_uri.entry(*hash, is, again) {
            Entry::Occupied(at) => items[*at.get()].push(place),
            Entry::Vacant(free) => {
                free.insert(items.len());
                items.push(vec![place]);
            }
        }
    }
    let head = |place: usize| copies[place].known.head.as_ref().ok();
    for item in items.iter_mut().filter(|item| item.len() > 1) {
        // numbers count only where every copy has one: else the order would run in circles
        let numbered = item.iter().all(|p| head(*p).is_some_and(Head::is_numbered));
        let age = |place: usize| head(place).map(|head| head.age(numbered));
        item.sort_by_key(|place| std::cmp::Reverse(age(*place)));
        for pair in item.windows(2).filter(|p| age(p[0]) == age(p[1])) {
            let finding = Finding::new(
                "version",
                format!(
                    "is the same item in the same version as {}",
                    copies[pair[0]].file
                ),
                "remove one of the two, or raise its version",
            );
            let problem = finding.at(&copies[pair[1]].file, Severity::Refused);
            report.problems.push(problem);
        }
    }
    let searches = items.into_iter().map(|copies| Search { copies, at: 0 });
    searches.collect()
}

/// Of two stories with one URL the first.
fn one_for_each_url(copies: &[Copy], chosen: Vec<usize>, report: &mut Report) -> Vec<usize> {
    let story = |place: usize| copies[place].known.story();
    let hashes = RandomState::default();
    let by_url = chosen.par_iter();
    let by_url = by_url.map(|place| story(*place).map(|story| hashes.hash_one(&story.url)));
    let by_url: Vec<Option<u64>> = by_url.collect();
    let mut first = Vec::with_capacity(chosen.len());
    let mut urls: HashTable<(u64, usize)> = HashTable::with_capacity(chosen.len());
    for (place, hash) in chosen.into_iter().zip(by_url) {
        let (Some(hash), Some(story_here)) = (hash, story(place)) else {
            continue;
        };
        let url = |place: usize| story(place).map(|story| &story.url);
        let is = |(_, other): &(u64, usize)| url(*other) == Some(&story_here.url);
        match urls.find(hash, is) {
            None => {
                urls.insert_unique(hash, (hash, place), |(hash, _)| *hash);
                first.push(place);
            }
            Some((_, other)) => {
                let copy = &copies[place];
                let other = &copies[*other].file;
                let finding = Finding::new(
                    "altIds",
                    format!("has the URL {}, which {other} has already", story_here.url),
                    "give one of the two another slug",
                );
                report
                    .problems
                    .push(finding.at(&copy.file, Severity::Refused));
            }
        }
    }
    first
}
