//! Generates a story from its number in the newsroom.

use super::{
    picture, prose,
    tags::{self, Tags},
};
use fastrand::Rng;
use jiff::{Timestamp, ToSpan, ZonedDateTime, civil::date, tz::TimeZone, tz::TimeZoneDatabase};
use std::ops::Range;

/// The number of days over which stories are spread, about ten years. The newest story is on the
/// last day.
const DAYS: u32 = 3_650;
/// The number of editors' picks in *Popular*.
const POPULAR: u32 = 4;

const SECTIONS: [&str; 4] = ["us", "world", "business", "lifestyle"];
const DESKS: [(&str, &str); 8] = [
    ("us-desk", "U.S. desk"),
    ("world-desk", "World desk"),
    ("business-desk", "Business desk"),
    ("lifestyle-desk", "Lifestyle desk"),
    ("data-desk", "Data desk"),
    ("night-desk", "Night desk"),
    ("harbor-bureau", "Harbor bureau"),
    ("valley-bureau", "Valley bureau"),
];

/// All stories of a newsroom. A story is generated on demand from its number alone.
#[derive(Debug)]
pub struct Newsroom {
    stories: u32,
    seed: u64,
    tags: Tags,
    zone: TimeZone,
}

/// The parts of a story that other stories need.
#[derive(Clone, Debug)]
pub struct Head {
    /// The last part of its path.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// When it was published.
    pub published: ZonedDateTime,
}

impl Head {
    /// Returns the path of its page.
    pub fn url(&self) -> String {
        format!("{}/{}", self.published.strftime("/%Y/%m/%d"), self.slug)
    }
}

/// A story in the form that both publishers get.
#[derive(Debug)]
pub struct Story {
    /// The last part of its path.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// Its summary.
    pub summary: String,
    /// When it was published.
    pub published: ZonedDateTime,
    /// The slug of its section.
    pub section: &'static str,
    /// The slug and the name of its author.
    pub desk: (&'static str, &'static str),
    /// Names, in alphabetical order.
    pub tags: Vec<&'static str>,
    /// Its dateline.
    pub place: String,
    /// The body as HTML, without the link to the related story.
    pub body: String,
    /// The story that it links to.
    pub related: Option<Head>,
    /// The name of its picture.
    pub picture: String,
    /// The caption of the picture.
    pub caption: String,
    /// The description of the picture.
    pub alt: String,
}

impl Story {
    /// Returns its folder below `stories/`.
    pub fn folder(&self) -> String {
        self.published.strftime("%Y/%m/%d").to_string()
    }

    /// Returns its tags with their slugs.
    pub fn tags(&self) -> impl Iterator<Item = (String, &'static str)> {
        self.tags.iter().map(|tag| (tags::slug(tag), *tag))
    }
}

impl Newsroom {
    /// Returns the newsroom of a seed.
    pub fn new(stories: u32, seed: u64) -> Self {
        Self {
            stories,
            seed,
            tags: Tags::new(),
            // The bundled database always has this time zone.
            zone: TimeZoneDatabase::bundled()
                .get("America/Los_Angeles")
                .unwrap_or(TimeZone::UTC),
        }
    }

    /// Returns the stories of each day, by number.
    pub fn days(&self) -> Vec<Range<u32>> {
        let mut days: Vec<Range<u32>> = Vec::new();
        for index in 0..self.stories {
            match days.last_mut() {
                Some(day) if self.day(day.start) == self.day(index) => day.end = index + 1,
                _ => days.push(index..index + 1),
            }
        }
        days
    }

    /// Returns how many days after the first story a story is published.
    fn day(&self, index: u32) -> u32 {
        let place = u64::from(index) * u64::from(DAYS) / u64::from(self.stories.max(1));
        u32::try_from(place).unwrap_or(DAYS)
    }

    /// Returns the parts of a story that other stories need.
    pub fn head(&self, index: u32) -> Head {
        let mut rng = self.rng(index, 0);
        let headline = prose::headline(&mut rng);
        let minute = 6 * 60 + rng.i64(0..15 * 60);
        let day = date(2015, 3, 30) + i64::from(self.day(index)).days();
        let moment = self
            .zone
            .to_timestamp(day.at(0, 0, 0, 0) + minute.minutes())
            .unwrap_or(Timestamp::UNIX_EPOCH);
        let published = moment.to_zoned_datetime(self.zone.clone());
        Head {
            slug: format!("{}-{index}", prose::slug(&headline)),
            headline,
            published,
        }
    }

    /// Returns the editors' picks for *Popular*.
    pub fn popular(&self) -> Vec<Head> {
        let newest = self.stories.saturating_sub(1);
        (0..POPULAR.min(self.stories))
            .map(|n| self.head(newest.saturating_sub(n * 3)))
            .collect()
    }

    /// Generates the full story.
    pub fn story(&self, index: u32) -> Story {
        let Head {
            slug,
            headline,
            published,
        } = self.head(index);
        let mut rng = self.rng(index, 1);
        let related = (index > 0).then(|| self.head(rng.u32(index.saturating_sub(500)..index)));
        let place = prose::place(&mut rng);
        Story {
            slug,
            headline,
            summary: prose::summary(&mut rng),
            published,
            section: SECTIONS[rng.usize(..SECTIONS.len())],
            desk: DESKS[rng.usize(..DESKS.len())],
            tags: self.tags.pick(&mut rng),
            place,
            body: prose::body(&mut rng),
            related,
            picture: picture::name(rng.u32(..picture::COUNT)),
            caption: prose::caption(&mut rng),
            alt: prose::caption(&mut rng),
        }
    }

    /// Returns a separate random number generator for each story and purpose, so that stories can
    /// be generated in any order.
    fn rng(&self, index: u32, purpose: u64) -> Rng {
        let mut rng = Rng::with_seed(self.seed ^ (u64::from(index) << 20) ^ (purpose << 60));
        // Generators with neighboring seeds start with similar numbers.
        rng.fork()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_seed_determines_every_word() {
        let text = |seed, index| format!("{:?}", Newsroom::new(100, seed).story(index));
        assert_eq!(text(1, 42), text(1, 42));
        assert_ne!(text(1, 42), text(2, 42));
        assert_ne!(text(1, 42), text(1, 43));
    }

    #[test]
    fn every_story_is_on_exactly_one_day() {
        for count in [0, 1, 7, 5_000, 20_000] {
            let newsroom = Newsroom::new(count, 1);
            let all: Vec<u32> = newsroom.days().into_iter().flatten().collect();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
            assert!(newsroom.days().len() <= 3_650);
        }
    }

    #[test]
    fn stories_have_about_800_words() {
        let newsroom = Newsroom::new(300, 1);
        let mut words = 0;
        let mut slugs = BTreeSet::new();
        for index in 0..300 {
            let story = newsroom.story(index);
            let text = prose::without_markup(&story.body);
            words += text.split_whitespace().count();
            assert!(!text.contains(['<', '>', '{', '}']), "{text}");
            slugs.insert(story.slug);
        }
        assert!((750..850).contains(&(words / 300)), "{}", words / 300);
        assert_eq!(slugs.len(), 300);
    }
}
