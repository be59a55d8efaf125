//! `edition.epub`: today's edition as a file, for readers of e-books.

use crate::BuildError;
use crate::make::{Builder, JobError, provisional_fingerprint};
use foldhash::HashMap;
use frontpage_base::fingerprint::Fingerprint;
use frontpage_epub::{Book, Group, Name, picture_path};
use frontpage_ingest::read::AfterUse;
use frontpage_model::{Card, Day, Image, Route};
use frontpage_store::{Publish, Staged};

/// The path of the file, which is the same every day.
pub const PATH: &str = "edition.epub";

impl Builder<'_> {
    /// Makes the file, once the pages and the pictures are made.
    pub fn book(
        &self,
        day: Day,
        key: Fingerprint,
        publish: &Publish<'_>,
    ) -> Result<Staged, JobError> {
        let front = self.archive.front();
        let places = self.places(front.cards().map(|card| &card.url).collect());
        let stories = |cards: &[Card]| -> Result<Vec<_>, JobError> {
            let places = cards.iter().filter_map(|card| places.get(&card.url));
            let stories =
                places.map(|place| Ok(*self.article(*place, publish, AfterUse::Forget)?));
            stories.collect()
        };
        let mut groups = vec![Group {
            name: Name::Top,
            stories: stories(&front.top)?,
        }];
        for strip in &front.strips {
            groups.push(Group {
                name: Name::Section(strip.section.name.clone()),
                stories: stories(&strip.cards)?,
            });
        }
        let book = Book {
            config: self.config,
            day,
            groups,
        };
        // The JPEG files for the web are in the site already.
        let picture = |image: &Image| {
            let path = picture_path(image)?;
            publish.read(super::relative(&path))
        };
        let bytes = book.write(picture).map_err(|source| BuildError::Book {
            path: PATH.to_owned(),
            source,
        })?;
        let any_broken = places.values().any(|place| self.is_broken(*place));
        let key = if any_broken {
            provisional_fingerprint(&key)
        } else {
            key
        };
        Ok(publish.stage_uncompressed(PATH, key, &bytes)?)
    }

    /// Returns the indexes of stories in the archive, by their addresses.
    fn places<'r>(&self, routes: Vec<&'r Route>) -> HashMap<&'r Route, u32> {
        let wanted: HashMap<&Route, &'r Route> =
            routes.into_iter().map(|route| (route, route)).collect();
        let stories = (0..).zip(self.archive.stories());
        let found = stories.filter_map(|(place, story)| Some((*wanted.get(&story.url)?, place)));
        found.collect()
    }
}
