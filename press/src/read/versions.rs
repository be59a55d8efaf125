//! Of the copies of an item, which one is published: the newest version decides, also to withdraw.

use super::head::{Fate, Head};
use super::{Copy, Told};
use crate::report::{Finding, Report, Severity};
use foldhash::{HashMap, HashMapExt};
use frontpage_model::Route;
use jiff::Timestamp;

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
    chosen.sort_unstable_by(|a, b| copies[*a].file.cmp(&copies[*b].file));
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
    let mut items: Vec<Vec<usize>> = Vec::with_capacity(copies.len());
    let mut by_uri: HashMap<&str, usize> = HashMap::with_capacity(copies.len());
    for (place, copy) in copies.iter().enumerate() {
        match copy.known.head.as_ref().ok().and_then(|h| h.uri.as_deref()) {
            Some(uri) => {
                let at = *by_uri.entry(uri).or_insert_with(|| {
                    items.push(Vec::new());
                    items.len() - 1
                });
                items[at].push(place);
            }
            None => items.push(vec![place]),
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
    let mut urls: HashMap<&Route, &str> = HashMap::with_capacity(chosen.len());
    let mut first = Vec::with_capacity(chosen.len());
    for place in chosen {
        let copy = &copies[place];
        let Some(story) = copy.known.story() else {
            continue;
        };
        match urls.get(&story.url) {
            None => {
                urls.insert(&story.url, &copy.file);
                first.push(place);
            }
            Some(other) => {
                let finding = Finding::new(
                    "altIds",
                    format!("has the URL {}, which {other} has already", story.url),
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
