//! Finds the items that are translations of each other.

use foldhash::HashMap;
use frontpage_ingest::story::Story;

/// Groups of stories that are translations of each other.
#[derive(Debug, Default)]
pub struct Translations {
    /// The indices of the stories in each group, sorted by language.
    groups: Vec<Vec<u32>>,
    /// The group of a story, by the story's index.
    group_of: HashMap<u32, usize>,
}

impl Translations {
    /// Groups the stories. `stories` are sorted newest first, `uris` are the URIs of their items,
    /// and `lang` is the newspaper's language.
    ///
    /// An item names the item that it was translated from. Items that name each other, or the same
    /// original, form a group, even if the original is not published.
    pub fn group(lang: &str, stories: &[&Story], uris: &[Option<&str>]) -> Self {
        let mut items = Items::default();
        for (story, uri) in stories.iter().zip(uris) {
            for original in &story.translated_from {
                if let Some(uri) = uri {
                    items.join(uri, original);
                }
            }
        }
        if items.numbers.is_empty() {
            return Self::default();
        }
        let mut members: HashMap<usize, Vec<u32>> = HashMap::default();
        for (place, uri) in (0..).zip(uris) {
            if let Some(group) = uri.and_then(|uri| items.group(uri)) {
                members.entry(group).or_default().push(place);
            }
        }
        let lang = |place: &u32| {
            let story = stories[*place as usize];
            let lang = story.lang.as_deref().unwrap_or(lang);
            lang.to_ascii_lowercase()
        };
        let mut found = Self::default();
        for mut places in members.into_values() {
            // Keep one story per language, the oldest. Stories are newest first, so it comes last.
            places.sort_by_key(|place| (lang(place), std::cmp::Reverse(*place)));
            places.dedup_by_key(|place| lang(place));
            if places.len() > 1 {
                let group = found.groups.len();
                found
                    .group_of
                    .extend(places.iter().map(|place| (*place, group)));
                found.groups.push(places);
            }
        }
        found
    }

    /// Returns the indices of all translations of a story, the story included. Empty if there is
    /// only one language.
    pub fn of(&self, place: u32) -> &[u32] {
        let group = self
            .group_of
            .get(&place)
            .and_then(|group| self.groups.get(*group));
        group.map_or(&[], Vec::as_slice)
    }
}

/// A union-find of items, by URI.
#[derive(Default)]
struct Items<'a> {
    numbers: HashMap<&'a str, usize>,
    /// The parent of each item; the root of a group is its own parent.
    parents: Vec<usize>,
}

impl<'a> Items<'a> {
    fn join(&mut self, a: &'a str, b: &'a str) {
        let (a, b) = (self.number(a), self.number(b));
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }

    fn group(&self, uri: &str) -> Option<usize> {
        self.numbers.get(uri).map(|number| self.root(*number))
    }

    fn number(&mut self, uri: &'a str) -> usize {
        let next = self.parents.len();
        let number = *self.numbers.entry(uri).or_insert(next);
        if number == next {
            self.parents.push(next);
        }
        number
    }

    fn root(&self, mut number: usize) -> usize {
        while self.parents[number] != number {
            number = self.parents[number];
        }
        number
    }
}
