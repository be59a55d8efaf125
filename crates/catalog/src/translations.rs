//! The same story in several languages: which items are translations of each other.

use foldhash::HashMap;
use frontpage_ingest::story::Story;

/// Groups of stories that say the same in different languages.
#[derive(Debug, Default)]
pub struct Translations {
    /// Each by language.
    groups: Vec<Vec<u32>>,
    /// The group of a story, by its place.
    of: HashMap<u32, usize>,
}

impl Translations {
    /// Groups the stories, which come newest first, with the URIs of their items. An item names what
    /// it was translated from; so all that name one another, or one original, belong together, also
    /// where the original itself is not published. `lang` is the newspaper's language.
    pub fn of(lang: &str, stories: &[&Story], uris: &[Option<&str>]) -> Self {
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
            // a language has one address: of two stories in it the older one's
            places.sort_by_key(|place| (lang(place), std::cmp::Reverse(*place)));
            places.dedup_by_key(|place| lang(place));
            if places.len() > 1 {
                let group = found.groups.len();
                found.of.extend(places.iter().map(|place| (*place, group)));
                found.groups.push(places);
            }
        }
        found
    }

    /// A story in all its languages, itself among them; nothing where there is only one.
    pub fn of_story(&self, place: u32) -> &[u32] {
        let group = self
            .of
            .get(&place)
            .and_then(|group| self.groups.get(*group));
        group.map_or(&[], Vec::as_slice)
    }
}

/// Items that are joined, by URI.
#[derive(Default)]
struct Items<'a> {
    numbers: HashMap<&'a str, usize>,
    /// Each leads towards the first of its group, which leads to itself.
    towards: Vec<usize>,
}

impl<'a> Items<'a> {
    fn join(&mut self, one: &'a str, other: &'a str) {
        let (one, other) = (self.number(one), self.number(other));
        let (one, other) = (self.first(one), self.first(other));
        self.towards[one.max(other)] = one.min(other);
    }

    fn group(&self, uri: &str) -> Option<usize> {
        self.numbers.get(uri).map(|number| self.first(*number))
    }

    fn number(&mut self, uri: &'a str) -> usize {
        let next = self.towards.len();
        let number = *self.numbers.entry(uri).or_insert(next);
        if number == next {
            self.towards.push(next);
        }
        number
    }

    fn first(&self, mut number: usize) -> usize {
        while self.towards[number] != number {
            number = self.towards[number];
        }
        number
    }
}
