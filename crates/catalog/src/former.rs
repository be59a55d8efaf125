//! The addresses that the published stories had before, and which story each leads to.

use crate::Archive;
use foldhash::{HashMap, HashMapExt};
use frontpage_base::diagnostic::{Diagnostic, FieldDiagnostic, Severity};
use frontpage_base::former_address::FormerAddress;
use frontpage_ingest::story::Story;
use frontpage_model::Route;
use rayon::prelude::*;
use std::collections::hash_map::Entry;

/// The field that diagnostics about former addresses name: it has another name in every kind of item.
pub const FIELD: &str = "former address";

/// The former addresses of all stories.
#[derive(Debug, Default)]
pub struct FormerAddresses<'a> {
    /// Each address once, with the story that it leads to, as an index into the archive.
    leading: Vec<(&'a FormerAddress, u32)>,
    /// Addresses that two stories claim. Each has the story that does not get it, and the one it leads to.
    taken: Vec<(&'a FormerAddress, u32, u32)>,
    /// The story of each address that a link can name, by the address's number.
    linked: HashMap<u64, u32>,
}

/// An address, with what is looked up.
struct Found<'a> {
    key: String,
    link_keys: [Option<u64>; 2],
    address: &'a FormerAddress,
    place: u32,
}

/// Returns the numbers under which links name an address: a whole one, and a path without a host if a
/// page could have it.
fn link_keys(address: &FormerAddress) -> [Option<u64>; 2] {
    let path = address.query().is_empty().then(|| address.path());
    let route = path.and_then(Route::parse);
    let route = route.map(|route| frontpage_clean::link_key_of_route(&route));
    [Some(address.link_key()), route]
}

impl<'a> FormerAddresses<'a> {
    /// Collects the addresses. An address that several stories had leads to the first of them.
    pub fn of(stories: &[&'a Story]) -> Self {
        let places: Vec<(u32, &&Story)> = (0..).zip(stories).collect();
        let all = places.par_iter().flat_map_iter(|(place, story)| {
            let addresses = story.former_addresses.iter();
            addresses.map(|address| Found {
                key: address.key(),
                link_keys: link_keys(address),
                address,
                place: *place,
            })
        });
        let all: Vec<Found<'_>> = all.collect();
        let mut found = Self::default();
        if all.is_empty() {
            return found;
        }
        let mut by_key: HashMap<String, u32> = HashMap::with_capacity(all.len());
        for Found {
            key,
            link_keys,
            address,
            place,
        } in all
        {
            for link_key in link_keys.into_iter().flatten() {
                found.linked.entry(link_key).or_insert(place);
            }
            match by_key.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(place);
                    found.leading.push((address, place));
                }
                Entry::Occupied(taken) if *taken.get() == place => {}
                Entry::Occupied(taken) => found.taken.push((address, place, *taken.get())),
            }
        }
        found
    }
}

impl FormerAddresses<'_> {
    /// Returns whether no story had another address.
    pub fn is_empty(&self) -> bool {
        self.leading.is_empty()
    }
}

impl<'a> Archive<'a> {
    /// Returns the former addresses of the stories, each once and with the index of its story. Those of
    /// the newest stories come first.
    pub fn former_addresses(&self) -> &[(&'a FormerAddress, u32)] {
        &self.former.leading
    }

    /// Returns the page of the story that had the address with this number.
    pub(crate) fn story_at(&self, link_key: u64) -> Option<&'a Route> {
        let place = self.former.linked.get(&link_key)?;
        Some(&self.stories[*place as usize].url)
    }

    /// Returns the page of the story that had the address of a page that does not exist.
    pub(crate) fn story_at_route(&self, route: &Route) -> Option<&'a Route> {
        if self.former.linked.is_empty() {
            return None;
        }
        self.story_at(frontpage_clean::link_key_of_route(route))
    }

    /// Returns the diagnostics of addresses that two stories had.
    pub(crate) fn former_diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.former.taken.iter().map(|(address, place, other)| {
            let other = &self.stories[*other as usize].url;
            let finding = FieldDiagnostic::new(
                FIELD,
                format!("{} is one of {other}, too, and leads there", address.key()),
                "remove it from one of the two",
            );
            finding.in_file(&self.copies[*place as usize].file, Severity::Warning)
        })
    }
}
